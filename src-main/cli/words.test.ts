import { expect, test } from 'vitest'
import { bytes, count, counted, duration, share, shortHash, verdictWords } from './words.ts'

test('counts are exact', () => {
  expect([count(0), count(614_770), count(1e9)]).toEqual(['0', '614,770', '1,000,000,000'])
  expect([counted(1, 'record'), counted(0, 'record'), counted(2, 'entry', 'entries')]).toEqual([
    '1 record',
    '0 records',
    '2 entries',
  ])
})

test('bytes by 1000', () => {
  expect([0, 1, 999, 1000, 1_900_000_000, 999_960].map(bytes)).toEqual([
    '0 bytes',
    '1 byte',
    '999 bytes',
    '1.0 kB',
    '1.9 GB',
    '1.0 MB',
  ])
})

test('durations', () => {
  expect([0.0021, 3.84, 59.99, 252, 3600, 7500].map(duration)).toEqual([
    '2.1 ms',
    '3.8 s',
    '1 min 0 s',
    '4 min 12 s',
    '1 h 00 min',
    '2 h 05 min',
  ])
})

test('a share is whole only where it is exact', () => {
  expect([
    share(1, 1),
    share(9999, 10_000),
    share(99_999, 100_000),
    share(1, 10_000),
    share(0, 5),
    share(0, 0),
  ]).toEqual(['100 %', '99.9 %', '99.9 %', '< 0.1 %', '0.0 %', '–'])
})

test('verdicts by shape and word', () => {
  expect((['verified', 'failed', 'not-verifiable', 'not-offered'] as const).map(verdictWords)).toEqual([
    '✔ verified',
    '✘ failed',
    '? not verifiable',
    '– not offered',
  ])
  expect(shortHash('0123456789abcdef')).toBe('01234567…cdef')
})
