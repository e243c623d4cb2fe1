import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Spans } from './spans.ts'

const place = { account: '1', region: 'r' }
const MINUTE = 60_000_000
const log = (minute: number) => ({ ...place, minuteUs: minute * MINUTE })

test('a minute is touched or covered as the slow way says', () =>
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(40), fc.nat(10)), { maxLength: 12 }), fc.nat(50), (spans, minute) => {
      const all = spans.map(([from, length]) => [from * MINUTE, (from + length) * MINUTE] as const)
      const made = new Spans(all.map(([fromUs, toUs]) => ({ ...place, fromUs, toUs, value: true })))
      const [from, to] = [minute * MINUTE, (minute + 1) * MINUTE]
      const touched = all.some(([a, b]) => a < to && b > from)
      expect(made.touched(log(minute)) === true).toBe(touched)
      // whole minutes: one is covered where it is touched
      expect(made.around(log(minute)) === true).toBe(touched)
      expect(made.at(place, from) === true).toBe(touched)
    }),
  ))

test('a minute at the seam of two hours is covered by both, one at an end is not', () => {
  const seam = 0.5 * MINUTE
  const spans = new Spans([
    { ...place, fromUs: -MINUTE, toUs: seam, value: 'a' },
    { ...place, fromUs: seam, toUs: 3 * MINUTE, value: 'b' },
  ])
  expect(spans.around(log(0))).toBe('a')
  expect(spans.around(log(3))).toBeUndefined()
  expect(spans.touched(log(3))).toBeUndefined()
  expect(spans.around({ ...log(0), region: 'other' })).toBeUndefined()
})
