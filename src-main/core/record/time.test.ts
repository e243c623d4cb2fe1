import { expect, test } from 'vitest'
import { readTime, writeTime, type Instant } from './time.ts'

const read = (text: string): Instant | undefined => {
  const into = { timeUs: 0, timeNs: 0, timeDigits: 0 }
  return readTime(text, into) ? into : undefined
}

test.each([
  ['1970-01-01T00:00:00Z', 0, 0, 0],
  ['2020-12-01T20:29:04.36089379Z', Date.UTC(2020, 11, 1, 20, 29, 4) * 1000 + 360_893, 790, 8],
  ['2018-04-09T21:04:29.6406536Z', Date.UTC(2018, 3, 9, 21, 4, 29) * 1000 + 640_653, 600, 7],
  ['2024-02-29T23:59:59.999999999Z', Date.UTC(2024, 1, 29, 23, 59, 59) * 1000 + 999_999, 999, 9],
  ['2025-03-14T03:34:07.9+01:00', Date.UTC(2025, 2, 14, 2, 34, 7) * 1000 + 900_000, 0, 1],
  ['2020-05-28T13:40:18-05:00', Date.UTC(2020, 4, 28, 18, 40, 18) * 1000, 0, 0],
  ['1969-12-31T23:59:59.25Z', -750_000, 0, 2],
  ['1700-03-01T00:00:00.000Z', Date.UTC(1700, 2, 1) * 1000, 0, 3],
  ['2255-06-05T23:47:34.740991Z', Number.MAX_SAFE_INTEGER, 0, 6],
  ['2025-03-14t02:34:07z', Date.UTC(2025, 2, 14, 2, 34, 7) * 1000, 0, 0],
])('reads %s', (text, timeUs, timeNs, timeDigits) => {
  expect(read(text)).toEqual({ timeUs, timeNs, timeDigits })
})

test.each([
  ['', 'empty'],
  ['2025-03-14', 'a date alone'],
  ['2025-03-14 02:34:07Z', 'a blank for T'],
  ['2025-03-14T02:34:07', 'no zone'],
  ['2025-03-14T02:34:07.Z', 'a fraction without digits'],
  ['2025-03-14T02:34:07.1234567890Z', 'ten digits would be lost'],
  ['2023-02-29T00:00:00Z', 'no leap year'],
  ['1900-02-29T00:00:00Z', 'no leap year'],
  ['2025-04-31T00:00:00Z', 'April has 30 days'],
  ['2025-13-01T00:00:00Z', 'month 13'],
  ['2025-00-01T00:00:00Z', 'month 0'],
  ['2025-01-00T00:00:00Z', 'day 0'],
  ['2025-01-01T24:00:00Z', 'hour 24'],
  ['2025-01-01T00:60:00Z', 'minute 60'],
  ['2016-12-31T23:59:60Z', 'leap second'],
  ['2025-01-01T00:00:00+24:00', 'offset of a day'],
  ['2025-01-01T00:00:00+0100', 'offset without colon'],
  ['2025-01-01T00:00:00*01:00', 'an offset of neither sign'],
  ['2025-01-01T00:00:00Zx', 'text behind'],
  ['2025-01-01T00:00:00.5', 'ends in the fraction'],
  ['0001-01-01T00:00:00Z', 'microseconds no safe integer'],
  ['2255-06-05T23:47:34.740992Z', 'microseconds no safe integer'],
  ['２０２５-01-01T00:00:00Z', 'digits of another script'],
  ['-025-01-01T00:00:00Z', 'sign in the year'],
])('refuses %s: %s', (text) => {
  expect(read(text)).toBeUndefined()
})

test('a refused text leaves the instant as it was', () => {
  const into = { timeUs: 1, timeNs: 2, timeDigits: 3 }
  expect(readTime('2023-02-29T00:00:00Z', into)).toBe(false)
  expect(into).toEqual({ timeUs: 1, timeNs: 2, timeDigits: 3 })
})

test('writes the digits the source gave', () => {
  expect(writeTime(1_741_919_647_918_364, 205, 9)).toBe('2025-03-14T02:34:07.918364205Z')
  expect(writeTime(1_741_919_647_000_000, 0, 0)).toBe('2025-03-14T02:34:07Z')
  expect(writeTime(-1, 0, 6)).toBe('1969-12-31T23:59:59.999999Z')
})
