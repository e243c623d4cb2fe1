import { describe, expect, test } from 'vitest'
import { comparedFields, differenceOf, isHashed, withoutHashes } from './differing-fields.ts'

const hash = `hmac-sha256:${'0123456789abcdef'.repeat(4)}`

describe('a hashed value', () => {
  test.each([
    [hash, true],
    ['', false],
    ['hmac-sha256:', false],
    [hash.slice(0, -1), false],
    [hash.toUpperCase(), false],
    [`${hash} and more`, false],
    ['s.plain', false],
  ])('%s: %s', (text, want) => expect(isHashed(text)).toBe(want))
})

test('texts that differ in hashed values alone are equal without them, others are not', () => {
  const other = `hmac-sha256:${'f'.repeat(64)}`
  expect(withoutHashes(`{"a":"${hash}"}`)).toBe(withoutHashes(`{"a":"${other}"}`))
  expect(withoutHashes(`{"a":"${hash}"}`)).not.toBe(withoutHashes(`{"b":"${other}"}`))
  expect(withoutHashes('{"a":"plain"}')).not.toBe(withoutHashes(`{"a":"${hash}"}`))
})

describe('what two records differ in', () => {
  test.each([
    [['actor'], false, false, 'changed'],
    [['credential'], true, false, 'changed'],
    [['credential'], true, true, 'hashed'],
    [[], true, true, 'hashed'],
    [[], true, false, 'bytes'],
    [['actor', 'credential'], false, true, 'changed'],
  ] as const)(
    '%j, only hashed values %s, equal without them %s: %s',
    (fields, onlyHashed, equalWithoutHashes, want) => {
      expect(differenceOf({ fields, onlyHashed, equalWithoutHashes })).toBe(want)
    },
  )
})

test('what says how a record was handed on or where it stands is not compared', () => {
  for (const field of ['id', 'bundle', 'file', 'line', 'offset', 'received', 'collector', 'system'])
    expect(comparedFields).not.toContain(field)
  for (const field of ['time', 'actor', 'action', 'target', 'outcome', 'ip', 'requestId'])
    expect(comparedFields).toContain(field)
})
