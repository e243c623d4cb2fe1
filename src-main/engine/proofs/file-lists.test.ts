import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { bag } from './bag.ts'
import { digestList } from './digest-list.ts'
import { besideOf } from './read-beside.ts'
import { collected, told } from './testing/told.ts'

type Body = string | { readonly base64: string }
const bytesOf = (body: Body): Uint8Array<ArrayBuffer> =>
  new Uint8Array(typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.base64, 'base64'))

const deps = { trust: { keys: [], lists: [] }, now: new Date('2026-01-01') }

describe.each([
  ['digest-list', digestList],
  ['bag', bag],
] as const)('%s', (name, kind) => {
  const folder = new URL(`vectors/${name}/`, import.meta.url)
  for (const file of readdirSync(folder)) {
    const { why, proof, files, want } = JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
    test(`${file}: ${why}`, async () => {
      const all = new Map(Object.entries(files as Record<string, Body>).map(([path, body]) => [path, bytesOf(body)]))
      const bytes = all.get(proof) ?? new Uint8Array()
      // A declaration that is not one is recognised by whoever looks for bags; the check is what is asked here.
      expect(name === 'bag' || kind.recognise(proof, bytes.subarray(0, 4096))).toBe(true)
      const checks = await collected(kind.check({ path: proof, bytes }, besideOf(all), deps))
      expect(checks.map(told)).toEqual(want)
    })
  }
})

test.each([
  ['a log', 'a.log', '{"time":"2026-01-01"}\n'],
  ['prose before a digest', 'README', `Digests\n${'0'.repeat(64)}  a\n`],
  ['one digest without the name of a file', 'note', `${'0'.repeat(64)}\n`],
  ['nothing', 'SHA256SUMS', ''],
  ['zero bytes', 'SHA256SUMS', '\0'.repeat(64)],
])('%s is no list of digests', (_, path, text) => {
  expect(digestList.recognise(path, bytesOf(text))).toBe(false)
})
