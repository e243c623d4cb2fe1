import { expect, test } from 'vitest'
import { writeTime } from '../record/time.ts'
import { readAzureTime } from './time.ts'

test.each([
  ['2025-03-03T09:12:44.1234567Z', '2025-03-03T09:12:44.1234567Z'],
  ['2025-03-03T04:12:44.12-05:00', '2025-03-03T09:12:44.12Z'],
  ['2025-03-03T09:12:44', '2025-03-03T09:12:44Z'],
  ['2025-03-03 09:12:44.123', '2025-03-03T09:12:44.123Z'],
  ['2025-03-03 09:12:44.123 UTC', '2025-03-03T09:12:44.123Z'],
  ['3/3/2025 9:12:44 AM', '2025-03-03T09:12:44Z'],
  ['12/31/2025, 11:59:59.123 PM', '2025-12-31T23:59:59.123Z'],
  ['11/3/2020 9:06:42 AM +00:00', '2020-11-03T09:06:42Z'],
  ['11/3/2020 9:06:42 AM +02:00', '2020-11-03T07:06:42Z'],
  ['3/3/2025 12:00:00 AM', '2025-03-03T00:00:00Z'],
  ['3/3/2025 12:00:00 PM', '2025-03-03T12:00:00Z'],
])('%s is %s', (text, want) => {
  const at = { timeUs: 0, timeNs: 0, timeDigits: 0 }
  expect(readAzureTime(text, at)).toBe(true)
  expect(writeTime(at.timeUs, at.timeNs, at.timeDigits)).toBe(want)
})

test.each([
  '',
  'now',
  '2025-03-03',
  '31/12/2025 9:12:44 AM',
  '2/30/2025 9:12:44 AM',
  '3/3/2025 13:12:44 PM',
  '3/3/2025 0:12:44 AM',
  '3/3/2025 9:12:44',
  '3/3/25 9:12:44 AM',
  '2025-03-03T09:12:44.1234567890Z',
  '2025-02-30 09:12:44',
  '1740993164',
  ' '.repeat(100),
])('%s is no time, and nothing is changed', (text) => {
  const at = { timeUs: 5, timeNs: 6, timeDigits: 7 }
  expect(readAzureTime(text, at)).toBe(false)
  expect(at).toEqual({ timeUs: 5, timeNs: 6, timeDigits: 7 })
})
