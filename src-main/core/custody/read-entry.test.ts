import { expect, test } from 'vitest'
import { readCustodyLine } from './read-entry.ts'

const hash = 'a'.repeat(64)
const line = (members: string): string => `{"seq":1,"prev_hash":"${hash}","hash":"${hash}"${members}}`

test.each([
  ['longer than any entry', `"${'x'.repeat(1_000_001)}"`, 'too long'],
  ['no JSON', '{"seq":', 'not JSON'],
  ['no object', '[1]', 'not a JSON object'],
  ['a member twice', line(',"seq":2'), 'stands twice'],
  ['a member twice inside', line(',"detail":{"a":1,"a":2}'), 'stands twice'],
  ['a number beyond 2^53', line(',"detail":{"n":9007199254740993}'), ''],
  ['half a surrogate pair', line(',"detail":{"a":"\\ud800"}'), ''],
  ['a sequence from 0', line('').replace('"seq":1', '"seq":0'), 'seq'],
  ['a sequence as text', line('').replace('"seq":1', '"seq":"1"'), 'seq'],
  ['a hash in capitals', line('').replace(`"hash":"${hash}"`, `"hash":"${hash.toUpperCase()}"`), 'hash'],
])('refused, never repaired: %s', (_what, text, reason) => {
  const read = readCustodyLine(text)
  expect(read).toMatchObject({ ok: false, reason: expect.stringContaining(reason) as string })
})

test('arrays, nested objects and every kind of value are read', () => {
  const read = readCustodyLine(line(',"detail":{"a":[1,-2.5,true,null,"x",{"a":[]}],"b":{}}'))
  expect(read).toMatchObject({ ok: true, entry: { seq: 1, prev_hash: hash } })
})
