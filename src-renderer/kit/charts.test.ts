import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bucketAt, dragged, moved, pulled, widened, zoomed } from './brush.ts'
import { countTicks, timeTicks } from './ticks.ts'

const us = (...parts: [number, number, number, number?]): number => Date.UTC(...parts) * 1000

test('a drag counts from either side', () => {
  expect(dragged(5, 2)).toEqual({ from: 2, to: 6 })
  expect(pulled({ from: 2, to: 6 }, 'from', 8)).toEqual({ from: 5, to: 9 })
  expect(pulled({ from: 2, to: 6 }, 'to', 0)).toEqual({ from: 0, to: 3 })
  expect(bucketAt(99.9, 100, 10)).toBe(9)
  expect(bucketAt(-4, 100, 10)).toBe(0)
  expect(bucketAt(5, 0, 10)).toBe(0)
})

test('a moved brush keeps its width and stays inside', () => {
  fc.assert(
    fc.property(fc.nat(50), fc.integer({ min: 1, max: 20 }), fc.integer({ min: -200, max: 200 }), (from, width, by) => {
      const brush = { from, to: from + width }
      const after = moved(brush, by, 80)
      expect(after.to - after.from).toBe(width)
      expect(after.from).toBeGreaterThanOrEqual(0)
      expect(after.to).toBeLessThanOrEqual(80)
      const wide = widened(brush, by, 80)
      expect(wide.to).toBeGreaterThan(wide.from)
      expect(wide.to).toBeLessThanOrEqual(80)
    }),
  )
})

test('zooming keeps the point under the pointer and the limits', () => {
  expect(zoomed({ from: 0, to: 100 }, 0.5, 0.5, { from: 0, to: 100 })).toEqual({
    from: 25,
    to: 75,
  })
  expect(zoomed({ from: 25, to: 75 }, 4, 0.5, { from: 0, to: 100 })).toEqual({ from: 0, to: 100 })
  expect(zoomed({ from: 0, to: 50 }, 0.5, 0, { from: 0, to: 100 })).toEqual({ from: 0, to: 25 })
})

test('ticks stand at natural steps, the first in full', () => {
  const week = timeTicks({ from: us(2025, 2, 10), to: us(2025, 2, 17) }, 760, 'UTC')
  expect(week.map(({ label }) => label)).toEqual([
    'Mon 10 Mar',
    'Tue 11 Mar',
    'Wed 12 Mar',
    'Thu 13 Mar',
    'Fri 14 Mar',
    'Sat 15 Mar',
    'Sun 16 Mar',
  ])
  const hour = timeTicks({ from: us(2025, 2, 14, 2), to: us(2025, 2, 14, 3) }, 500, 'UTC')
  expect(hour.map(({ label }) => label)).toEqual(['Fri 14 Mar 02:00', '02:15', '02:30', '02:45'])
  const seconds = timeTicks({ from: us(2025, 2, 14, 2), to: us(2025, 2, 14, 2) + 20e6 }, 500, 'UTC')
  expect(seconds.map(({ label }) => label).slice(0, 2)).toEqual(['Fri 14 Mar 02:00:00', '02:00:05'])
  const years = timeTicks({ from: us(2020, 0, 1), to: us(2025, 0, 1) }, 600, 'UTC')
  expect(years[0]?.label).toBe('Jan 2020')
  expect(timeTicks({ from: 5, to: 5 }, 600, 'UTC')).toEqual([])
})

test('days begin at the midnight of the zone, over a change of clocks too', () => {
  const ticks = timeTicks({ from: us(2025, 2, 28), to: us(2025, 3, 2) }, 600, 'Europe/Berlin')
  expect(ticks.map(({ us: at }) => new Date(at / 1000).toISOString().slice(5, 16))).toEqual([
    '03-28T23:00',
    '03-29T23:00',
    '03-30T22:00',
    '03-31T22:00',
    '04-01T22:00',
  ])
})

test('there is never more than one tick for its space', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3_000_000_000 }), fc.integer({ min: 84, max: 2000 }), (spanMs, width) => {
      const from = us(2024, 5, 1)
      const ticks = timeTicks({ from, to: from + spanMs * 1000 }, width, 'UTC')
      expect(ticks.length).toBeLessThanOrEqual(Math.floor(width / 84) + 1)
      for (const tick of ticks) expect(tick.us).toBeGreaterThanOrEqual(from)
    }),
  )
})

test('count ticks reach the greatest count', () => {
  expect(countTicks(182)).toEqual([0, 100, 200])
  expect(countTicks(1)).toEqual([0, 1])
  expect(countTicks(0)).toEqual([0])
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000_000 }), (max) => {
      const ticks = countTicks(max)
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(max)
      expect(ticks.length).toBeLessThanOrEqual(4)
    }),
  )
})
