import { expect, test } from 'vitest'
import {
  clockParts,
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
