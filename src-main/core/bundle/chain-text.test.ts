import { expect, test } from 'vitest'
import { chainLine, hasDigests, readChain, UNREADABLE } from './chain-text.ts'
import type { ChainEntry } from './chain-text.ts'

const [hash, link] = ['a'.repeat(64), 'b'.repeat(64)]

async function read(text: string, chunk: number): Promise<ChainEntry[]> {
  const bytes = new TextEncoder().encode(text)
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk)
  }
  const entries: ChainEntry[] = []
  for await (const batch of readChain(chunks())) entries.push(...batch)
  return entries
}

test.each([1, 7, 133, 10_000])('entries are the same however the file comes, in pieces of %i bytes', async (chunk) => {
  const text = [1, 2, 999_999_999_999_999].map((entry) => chainLine(entry, hash, link)).join('')
  expect(await read(text, chunk)).toEqual([1, 2, 999_999_999_999_999].map((entry) => ({ entry, lineHash: hash, link })))
})

test.each(['01', '+1', '-1', '1.0', '1.5', '1e3', '1e+21', '0x1', '', '9999999999999999', 'one', 'NaN', 'Infinity'])(
  'the number %j is none, and neither is its entry',
  async (digits) => expect(await read(`${digits} ${hash} ${link}\n`, 50)).toEqual([UNREADABLE]),
)

test.each([
  ['a digest too short', `1 ${hash.slice(1)} ${link}\n`],
  ['two spaces', `1  ${hash} ${link}\n`],
  ['another word', `1 ${hash} ${link} more\n`],
  ['CRLF', `1 ${hash} ${link}\r\n`],
  ['no line end', `1 ${hash} ${link}`],
  ['no end at all', 'x'.repeat(5000)],
  ['nothing but a line end', '\n'],
])('a line with %s is one that is no entry', async (_what, text) => {
  expect(await read(text, 64)).toEqual([UNREADABLE])
})

test('letters of digests are looked at where they matter', () => {
  expect(hasDigests({ entry: 1, lineHash: hash, link })).toBe(true)
  expect(hasDigests({ entry: 1, lineHash: hash.toUpperCase(), link })).toBe(false)
  expect(hasDigests({ entry: 1, lineHash: hash, link: 'g'.repeat(64) })).toBe(false)
})
