import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isMapped, ranksInView, scrollOf, spaceHeight, TALLEST_PX, topOf, topToShow } from './scroll-map.ts'

const plans = fc.record({
  rows: fc.integer({ min: 1, max: 20_000_000 }),
  rowPx: fc.constantFrom(22, 28),
  viewPx: fc.integer({ min: 100, max: 1200 }),
})

test('every row can be scrolled to, whatever the number of rows', () => {
  fc.assert(
    fc.property(plans, fc.double({ min: 0, max: 1, noNaN: true }), (plan, where) => {
      const rank = Math.min(plan.rows - 1, Math.floor(where * plan.rows))
      const top = topToShow(plan, 0, rank)
      const { first, last } = ranksInView(plan, top, 0)
      expect(rank).toBeGreaterThanOrEqual(first)
      expect(rank).toBeLessThan(last)
      expect(scrollOf(plan, top)).toBeLessThanOrEqual(spaceHeight(plan))
    }),
  )
})

test('scroll position and rows map back onto each other', () => {
  fc.assert(
    fc.property(plans, fc.double({ min: 0, max: 1, noNaN: true }), (plan, where) => {
      const top = where * Math.max(0, plan.rows * plan.rowPx - plan.viewPx)
      expect(Math.abs(topOf(plan, scrollOf(plan, top)) - top)).toBeLessThan(0.01)
    }),
  )
})

test('the ends meet exactly', () => {
  const plan = { rows: 10_000_000, rowPx: 22, viewPx: 600 }
  expect(isMapped(plan)).toBe(true)
  expect(spaceHeight(plan)).toBe(TALLEST_PX)
  expect(topOf(plan, TALLEST_PX - 600)).toBe(10_000_000 * 22 - 600)
  expect(topOf(plan, 0)).toBe(0)
  expect(ranksInView(plan, topOf(plan, TALLEST_PX), 0).last).toBe(10_000_000)
  expect(isMapped({ rows: 1000, rowPx: 22, viewPx: 600 })).toBe(false)
})

test('a list shorter than its view stays at the top', () => {
  const plan = { rows: 3, rowPx: 22, viewPx: 600 }
  expect(topOf(plan, 50)).toBe(0)
  expect(topToShow(plan, 0, 2)).toBe(0)
  expect(ranksInView(plan, 0, 5)).toEqual({ first: 0, last: 3 })
})
