import { expect, test } from 'vitest'
import { isDigestList, readDigestList } from './digest-list.ts'

const SHA256 = 'a'.repeat(64)
const MD5 = 'b'.repeat(32)
const paths = (text: string) => readDigestList(text).entries.map(({ path }) => path)

test('names that GNU tools escape hold what no path here may hold', () => {
  for (const line of [`\\${SHA256}  a\\nb`, `\\SHA256 (a\\\\b) = ${SHA256}`]) {
    expect(readDigestList(line)).toEqual({
      entries: [],
      wrong: [{ line: 1, reason: 'names a path that holds a backslash', contradicts: true }],
    })
  }
  expect(paths(`\\${SHA256}  plain`)).toEqual(['plain'])
})

test.each([
  ['two digests of one path', `${SHA256}  a\n${'c'.repeat(64)}  a`, 2, true],
  ['a path that leaves its folder', `${SHA256}  ../a`, 1, true],
  ['a digest of another length than its hash', `SHA256 (a) = ${MD5}`, 1, false],
  ['a hash that is not known', `SHA3-256 (a) = ${SHA256}`, 1, false],
  ['a length that no hash has', `${'a'.repeat(50)}  a`, 1, false],
  ['no digest at all', 'a b', 1, false],
])('%s says nothing to rely on', (_what, text, line, contradicts) => {
  expect(readDigestList(text).wrong).toMatchObject([{ line, contradicts }])
})

test('a list past its limit says so once', () => {
  const { entries, wrong } = readDigestList(`${MD5}  a\n${MD5}  b\n${MD5}  c\n${MD5}  d\n`, 2)
  expect(entries.length).toBe(2)
  expect(wrong).toEqual([{ line: 3, reason: expect.stringContaining('2 lines'), contradicts: false }])
})

test.each([
  ['one stray line behind two digests', `${SHA256}  a\n${SHA256}  b\nzzz  c\n`, true],
  ['a stray line first', `zzz  c\n${SHA256}  a\n${SHA256}  b\n`, false],
  ['as many stray lines as digests', `${SHA256}  a\nzzz  c\n`, false],
])('whether it is a list: %s', (_what, text, want) => {
  expect(isDigestList(text)).toBe(want)
})
