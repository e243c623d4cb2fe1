import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PairTable, SEEN } from './pair-table.ts'

/** Every record held under a key, in any order. */
function recordsAt(table: PairTable, high: number, low: number): number[] {
  const found: number[] = []
  for (let place = table.find(high, low); place >= 0; place = table.find(high, low, place)) {
    found.push(table.record(place))
  }
  return found.toSorted((a, b) => a - b)
}

// few different words, so that keys repeat and homes collide
const word = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 0xffffffff }))
const key = fc.tuple(word, word)

test('holds what a Map holds, through growth and collisions', () => {
  const property = fc.property(fc.array(key, { maxLength: 200 }), fc.array(key, { maxLength: 20 }), (added, absent) => {
    const table = new PairTable(8)
    const model = new Map<string, number[]>()
    added.forEach(([high, low], record) => {
      table.add(high, low, record, SEEN.request)
      model.set(`${high} ${low}`, [...(model.get(`${high} ${low}`) ?? []), record])
    })
    for (const [high, low] of [...added, ...absent])
      expect(recordsAt(table, high, low)).toEqual(model.get(`${high} ${low}`) ?? [])
  })
  fc.assert(property, { numRuns: 300 })
})

test('what was seen is kept for each record of a key, through growth', () => {
  const table = new PairTable(8)
  for (let record = 0; record < 100; record++) table.add(7, 7, record, record % 2 ? SEEN.request : SEEN.response)
  const wanted = table.find(7, 7)
  const record = table.record(wanted)
  table.markSeen(wanted, SEEN.request | SEEN.response)
  for (let more = 100; more < 1000; more++) table.add(more, more, more, SEEN.request)
  const seen = new Map<number, number>()
  for (let place = table.find(7, 7); place >= 0; place = table.find(7, 7, place))
    seen.set(table.record(place), table.seen(place))
  expect(seen.size).toBe(100)
  for (const [one, bits] of seen) expect(bits).toBe(one === record ? 3 : one % 2 ? SEEN.request : SEEN.response)
})

test('the first record of an import is found, though its number is 0', () => {
  const table = new PairTable(8)
  table.add(0, 0, 0, SEEN.response)
  expect(recordsAt(table, 0, 0)).toEqual([0])
})
