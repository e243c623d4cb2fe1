import { expect, test } from 'vitest'
import {
  clockParts,
  dayBegun,
  dayText,
  exactRange,
  fractionParts,
  microsOf,
  momentOf,
  offsetMs,
  proseTime,
  rangeText,
  rfc3339,
} from './moment.ts'

const us = Date.UTC(2025, 2, 14, 2, 34, 7) * 1000 + 918_364

test('all digits of the source, never more', () => {
  expect(rfc3339({ us, ns: 205, digits: 9 })).toBe('2025-03-14T02:34:07.918364205Z')
  expect(rfc3339({ us, ns: 205, digits: 3 })).toBe('2025-03-14T02:34:07.918Z')
  expect(rfc3339({ us, ns: 0, digits: 0 })).toBe('2025-03-14T02:34:07Z')
  expect(fractionParts({ us, ns: 205, digits: 7 })).toEqual({ millis: '918', below: '3642' })
  expect(fractionParts({ us: -1, ns: 0, digits: 6 })).toEqual({ millis: '999', below: '999' })
})

test('a zone moves the clock, and its summer time too', () => {
  expect(clockParts(us, 'Europe/Berlin').clock).toBe('03:34:07')
  expect(proseTime(us, 'UTC')).toBe('14 Mar 2025 02:34:07 UTC')
  expect(offsetMs(Date.UTC(2025, 2, 30, 0, 59), 'Europe/Berlin')).toBe(3_600_000)
  expect(offsetMs(Date.UTC(2025, 2, 30, 1, 0), 'Europe/Berlin')).toBe(7_200_000)
  expect(dayText(Date.UTC(2025, 2, 14, 23, 30) * 1000, 'Europe/Berlin')).toBe('Sat 15 Mar')
})

const at = (month: number, day: number): number => Date.UTC(2025, month, day) * 1000

test('ranges name what they hold', () => {
  expect(rangeText(at(0, 1), at(3, 1), 'UTC')).toBe('1 Jan – 31 Mar 2025')
  expect(exactRange(us - (us % 60_000_000), us - (us % 60_000_000) + 3_600_000_000, 'UTC')).toBe('14 Mar 02:34 – 03:34')
})

test('ranges over years name them', () => {
  const [first, last] = [Date.UTC(2014, 2, 6, 17) * 1000, Date.UTC(2016, 10, 14, 8) * 1000]
  expect(exactRange(first, last, 'UTC')).toBe('6 Mar 2014 17:00 – 14 Nov 2016 08:00')
})

const from = (text: string): number => microsOf(text) ?? 0
const begun = (before: string, day: string): string | undefined => dayBegun(from(day), from(before), 'UTC')

test('a day is told where it begins, and its year where that is another', () => {
  expect(begun('2014-07-08T17:35:27Z', '2014-07-08T23:59:59Z')).toBeUndefined()
  expect(begun('2014-07-08T17:35:27Z', '2014-07-16T15:49:27Z')).toBe('16 Jul')
  expect(begun('2014-07-16T15:49:27Z', '2016-11-14T17:25:45Z')).toBe('14 Nov 2016')
  // eleven years later the same day falls on the same day of the week
  expect(begun('2014-03-14T00:00:00Z', '2025-03-14T00:00:00Z')).toBe('14 Mar 2025')
  expect(dayBegun(from('2024-12-31T23:30:00Z'), from('2024-12-31T22:30:00Z'), 'Europe/Berlin')).toBe('1 Jan 2025')
})

test('microseconds out of RFC 3339', () => {
  expect(microsOf('2025-03-14T02:34:07.918364205Z')).toBe(us)
  expect(microsOf('2025-03-14T03:34:07+01:00')).toBe(us - 918_364)
  expect(microsOf('yesterday')).toBeUndefined()
})

test('a text read and written again is the same', () => {
  for (const text of [
    '2025-03-14T02:34:07.918364205Z',
    '2025-03-14T02:34:07Z',
    '2025-03-14T02:34:07.9Z',
    '1969-12-31T23:59:59.5Z',
  ])
    expect(rfc3339(momentOf(text) ?? { us: 0 })).toBe(text)
  expect(momentOf('')).toBeUndefined()
})
