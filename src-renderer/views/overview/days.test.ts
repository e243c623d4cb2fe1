import { expect, test } from 'vitest'
import { dayName, dayStart, marksOf, undrawnBefore } from './days.ts'

test('days follow each other from the date of the first', () => {
  expect(dayName('2025-02-27', 0)).toBe('27 Feb 2025')
  expect(dayName('2025-02-27T23:00:00Z', 2)).toBe('1 Mar 2025')
})

test('a day begins at the midnight of its zone, before and after a change of clocks', () => {
  expect(dayStart('2025-03-29', 0, 'UTC')).toBe('2025-03-29T00:00:00.000Z')
  expect(dayStart('2025-03-29', 1, 'Europe/Berlin')).toBe('2025-03-29T23:00:00.000Z')
  expect(dayStart('2025-03-29', 2, 'Europe/Berlin')).toBe('2025-03-30T22:00:00.000Z')
})

test('marks stand at months, and at their middle where there is room', () => {
  expect(marksOf('2025-01-01', 90).map(({ label }) => label)).toEqual(['1 Jan', '15', 'Feb', '15', 'Mar', '15'])
  expect(marksOf('2025-01-01', 365).map(({ label }) => label)).toEqual(['1 Jan', 'Apr', 'Jul', 'Oct'])
  expect(marksOf('2020-03-24', 2000).map(({ label }) => label)).toEqual([
    '24 Mar 2020',
    ...[2021, 2022, 2023, 2024, 2025].map((year) => `Jan ${year}`),
  ])
})

test('what lies before the first day that is drawn is not left out in silence', () => {
  expect(undrawnBefore('2016-03-24T00:00:00Z', '2014-03-06T17:10:34Z')).toBe('24 Mar 2016')
  expect(undrawnBefore('2016-03-24T00:00:00Z', '2016-03-24T00:00:00Z')).toBeUndefined()
  expect(undrawnBefore('2016-03-24T00:00:00Z', undefined)).toBeUndefined()
})
