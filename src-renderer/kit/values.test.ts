import { expect, test } from 'vitest'
import {
  axisCount,
  bytes,
  count,
  counted,
  duration,
  inGroups,
  pathParts,
  share,
  shortHash,
  textParts,
} from './values.ts'

test('counts are exact outside axes', () => {
  expect(count(614_770)).toBe('614,770')
  expect(axisCount(1_234_567)).toBe('1.2 M')
  expect(axisCount(200)).toBe('200')
  expect(counted(1, 'record', 'records')).toBe('1 record')
  expect(counted(0, 'record', 'records')).toBe('0 records')
})

test('bytes are to the base of 1000 and never read 1000 of a unit', () => {
  expect(bytes(812)).toBe('812 B')
  expect(bytes(1_900_000_000)).toBe('1.9 GB')
  expect(bytes(999_999)).toBe('1.0 MB')
  expect(bytes(14_000_000)).toBe('14 MB')
  expect(bytes(0)).toBe('0 B')
})

test('durations keep two units at most', () => {
  expect(duration(2.1)).toBe('2.1 ms')
  expect(duration(3800)).toBe('3.8 s')
  expect(duration(252_000)).toBe('4 min 12 s')
  expect(duration(59_960)).toBe('1 min 0 s')
  expect(duration(11_100_000)).toBe('3 h 05 min')
  expect(duration(95 * 3_600_000)).toBe('95 h 00 min')
  expect(duration(20_449.6 * 3_600_000)).toBe('852 d 2 h')
})

test('a share is whole only where it is exact', () => {
  expect(share(697, 1000)).toBe('69.7 %')
  expect(share(99_999, 100_000)).toBe('99.9 %')
  expect(share(1, 100_000)).toBe('< 0.1 %')
  expect(share(5, 5)).toBe('100 %')
  expect(share(0, 5)).toBe('0 %')
  expect(share(0, 0)).toBe('–')
})

test('hashes are shortened in the middle and grouped in full', () => {
  expect(shortHash('2499c5fde77628e582f6dc8909d4868c')).toBe('2499c5fd…868c')
  expect(shortHash('abcd')).toBe('abcd')
  expect(inGroups('9f1c77e204', 4)).toBe('9f1c 77e2 04')
})

test('the leaf of a path is never cut', () => {
  expect(pathParts('secret/data/production/db-password')).toEqual({
    prefix: 'secret/data/production',
    leaf: '/db-password',
  })
  expect(pathParts('secret/metadata/production/')).toEqual({
    prefix: 'secret/metadata',
    leaf: '/production/',
  })
  expect(pathParts('vault-oidc')).toEqual({ prefix: '', leaf: 'vault-oidc' })
  expect(pathParts('/')).toEqual({ prefix: '', leaf: '/' })
})

test('characters that act are boxed by name', () => {
  expect(textParts('plain')).toEqual([{ text: 'plain', boxed: false }])
  expect(textParts('a\u0000b')).toEqual([
    { text: 'a', boxed: false },
    { text: '␀', boxed: true },
    { text: 'b', boxed: false },
  ])
  expect(textParts('\u202egnp')).toEqual([
    { text: 'U+202E', boxed: true },
    { text: 'gnp', boxed: false },
  ])
  expect(textParts('\u007f')[0]).toEqual({ text: '␡', boxed: true })
})
