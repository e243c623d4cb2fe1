import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { proofKinds } from './index.ts'

const kindOf = (path: string, head: Uint8Array): string | undefined =>
  proofKinds.find((kind) => kind.recognise(path, head))?.id

/** Octets without an order, as a signature's are, after given ones. */
function octets(first: readonly number[], length: number): Uint8Array {
  const parts = Array.from({ length: Math.ceil(length / 64) }, (_, part) =>
    createHash('sha512').update(`${first.join()} ${part}`).digest(),
  )
  return Uint8Array.from([...first, ...Buffer.concat(parts)].slice(0, length))
}

test.each([64, 256])('a bare value of %d octets is one whatever its first octets are', (length) => {
  const firsts = Array.from({ length: 256 }, (_, first) => [[first], [0x20, first], [0x0a, 0x0d, first]]).flat()
  // Some begin like an OpenPGP packet of a known version: 0xc2 and three old forms of tag 2.
  const packets = [0xc2, 0x88, 0x89, 0x8a].flatMap((tag) => [3, 4, 5, 6].map((version) => [tag, 0x40, version, 0xf7]))
  for (const first of [...firsts, ...packets])
    expect([first, kindOf('a.log.sig', octets(first, length))]).toEqual([first, 'raw'])
})

test.each([
  ['an object', JSON.stringify({ eventName: 'x'.repeat(80), by: 'João' })],
  ['a block of another kind', `-----BEGIN SOMETHING-----\n${'QUJD'.repeat(30)}\n-----END SOMETHING-----\n`],
  ['too short a value', octets([1], 40)],
])('no bare value: %s', (_, bytes) => {
  expect(kindOf('a.log.sig', Buffer.from(bytes))).not.toBe('raw')
})
