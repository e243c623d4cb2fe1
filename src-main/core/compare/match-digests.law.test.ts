import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DIGEST_BYTES, type Digests, matchDigests } from './match-digests.ts'

/** Digests that differ in their first or only in their last byte, so that neighbours are near. */
function digestsOf(values: readonly number[]): Digests {
  const bytes = new Uint8Array(values.length * DIGEST_BYTES)
  for (const [place, value] of values.entries()) {
    bytes[place * DIGEST_BYTES] = value % 3
    bytes[place * DIGEST_BYTES + DIGEST_BYTES - 1] = value
  }
  return { count: values.length, bytes }
}

const values = fc.array(fc.nat(12), { maxLength: 60 })
const countOf = (list: readonly number[], value: number): number => list.filter((one) => one === value).length

test('each place is a pair of equals or left over, and as many pairs as there can be', () => {
  fc.assert(
    fc.property(values, values, (a, b) => {
      const { first, second, firstLeft, secondLeft } = matchDigests(digestsOf(a), digestsOf(b))
      expect([...first].map((place) => a[place])).toEqual([...second].map((place) => b[place]))
      expect([...first, ...firstLeft].toSorted((x, y) => x - y)).toEqual([...a.keys()])
      expect([...second, ...secondLeft].toSorted((x, y) => x - y)).toEqual([...b.keys()])
      for (let value = 0; value <= 12; value++) {
        const pairs = [...first].filter((place) => a[place] === value).length
        expect(pairs).toBe(Math.min(countOf(a, value), countOf(b, value)))
      }
    }),
  )
})

test('the order is that of places, and equals are taken in it', () => {
  fc.assert(
    fc.property(values, values, (a, b) => {
      const { first, second, firstLeft, secondLeft } = matchDigests(digestsOf(a), digestsOf(b))
      for (const list of [first, firstLeft, secondLeft]) expect([...list]).toEqual([...list].toSorted((x, y) => x - y))
      for (let value = 0; value <= 12; value++) {
        const partners = [...second].filter((place) => b[place] === value)
        expect(partners).toEqual([...b.keys()].filter((place) => b[place] === value).slice(0, partners.length))
      }
    }),
  )
})
