import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readTrust } from './trusted.ts'

const vectors = new URL('../../core/verify/note/vectors/verifier-key/', import.meta.url)
const line = (name: string): string =>
  (JSON.parse(readFileSync(new URL(name, vectors), 'utf8')) as { line: string }).line

test('verifier keys stand one a line, among other keys and words', () => {
  const file = ['# keys of the log', line('log.json'), '', `  ${line('witness.json')}\r`, line('ml-dsa.json')].join(
    '\n',
  )
  const { keys } = readTrust(Buffer.from(file))
  expect(keys.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'note log.example/audit',
    'note witness.example/w',
    'note log.example/audit',
  ])
  for (const { material, fingerprint } of keys)
    expect(readTrust(Buffer.from(material)).keys).toMatchObject([{ fingerprint }])
})

test.each(['id-of-another.json', 'name-changed.json', 'key-cut.json'])(
  'a file with nothing but %s is refused',
  (name) => {
    expect(() => readTrust(Buffer.from(line(name)))).toThrow(/not a key file/)
  },
)
