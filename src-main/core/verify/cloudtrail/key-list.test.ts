import { expect, test } from 'vitest'
import { isKeyList, readKeyList } from './key-list.ts'

const entry = { Value: 'MIIB', Fingerprint: '0123456789ABCDEF0123456789abcdef' }
const read = (change: object) => readKeyList({ PublicKeyList: [{ ...entry, ...change }] })

test('validity is read as seconds and as RFC 3339', () => {
  const key = read({ ValidityStartTime: 1_767_604_531.5, ValidityEndTime: '2026-01-05T10:15:31.250000+01:00' })
  expect(key).toEqual([
    {
      value: 'MIIB',
      fingerprint: '0123456789abcdef0123456789abcdef',
      fromUs: 1_767_604_531_500_000,
      toUs: Date.UTC(2026, 0, 5, 9, 15, 31, 250) * 1000,
    },
  ])
  expect(read({})).toMatchObject([{ fromUs: undefined, toUs: undefined }])
})

test.each([
  ['a value that is no base64', { Value: 'MI!B' }],
  ['an empty value', { Value: '' }],
  ['a value without end', { Value: 'A'.repeat(10_000) }],
  ['a fingerprint that is no MD5', { Fingerprint: 'abcd' }],
  ['a time that is none', { ValidityEndTime: 'soon' }],
  ['a time without offset', { ValidityEndTime: '2026-01-05T10:15:31' }],
  ['a time before 1970', { ValidityStartTime: -1 }],
])('%s is refused', (_, change) => expect(read(change)).toBeUndefined())

test('no key, too many, and another shape are refused', () => {
  const many = { PublicKeyList: Array.from({ length: 1001 }, () => entry) }
  for (const value of [{ PublicKeyList: [] }, many, { PublicKeyList: {} }, [], null]) {
    expect(readKeyList(value)).toBeUndefined()
  }
  expect([{ PublicKeyList: 1 }, {}, null, 'PublicKeyList'].map(isKeyList)).toEqual([true, false, false, false])
})
