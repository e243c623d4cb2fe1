import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ClockGauge, type ClockPair, turned } from './clock-gauge.ts'

/** What truly happened: when, how long until the second act, and with how many digits each source writes. */
interface Truth {
  readonly atUs: number
  readonly passedUs: number
  readonly slackUs: number
  readonly digits: readonly [number, number]
  readonly rounds: boolean
  readonly known: 'both' | 'least' | 'most'
}
const unitOf = (digits: number): number => 10 ** (6 - digits)
const truth: fc.Arbitrary<Truth> = fc.record({
  atUs: fc.integer({ min: 0, max: 4e15 }),
  passedUs: fc.integer({ min: -5e6, max: 5e6 }),
  slackUs: fc.integer({ min: 0, max: 3e6 }),
  digits: fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 })),
  rounds: fc.boolean(),
  known: fc.constantFrom('both', 'least', 'most'),
})
const offset = fc.integer({ min: -1e9, max: 1e9 })

const written = (us: number, digits: number, rounds: boolean): number =>
  (rounds ? Math.round(us / unitOf(digits)) : Math.floor(us / unitOf(digits))) * unitOf(digits)

/** The pair that two sources write down when the second clock is ahead by `aheadUs`. */
function seen({ atUs, passedUs, slackUs, digits, rounds, known }: Truth, aheadUs: number): ClockPair {
  const first = written(atUs, digits[0], rounds)
  const second = written(atUs + passedUs + aheadUs, digits[1], rounds)
  return {
    gapUs: second - first,
    leastUs: known === 'most' ? -Infinity : passedUs - slackUs,
    mostUs: known === 'least' ? Infinity : passedUs + slackUs,
    unitUs: unitOf(digits[0]) + unitOf(digits[1]),
  }
}

function gauge(pairs: readonly ClockPair[]) {
  const made = new ClockGauge<number>()
  pairs.forEach((pair, n) => made.add(pair, n))
  return made.offset()
}

const boundsOf = (found: ReturnType<typeof gauge>): number[] => [
  found?.atLeast?.us ?? -Infinity,
  found?.atMost?.us ?? Infinity,
]

test('the true offset is always within the bounds, whether sources cut or round', () => {
  fc.assert(
    fc.property(offset, fc.array(truth, { minLength: 1, maxLength: 40 }), (aheadUs, truths) => {
      const found = gauge(truths.map((one) => seen(one, aheadUs)))
      expect(found?.contradicts).toBe(false)
      const [least, most] = boundsOf(found)
      expect(least).toBeLessThanOrEqual(aheadUs)
      expect(most).toBeGreaterThanOrEqual(aheadUs)
    }),
  )
})

test('a clock that was set by more than pairs leave open is told', () => {
  const near = truth.map((one) => ({ ...one, known: 'both' as const }))
  fc.assert(
    fc.property(
      offset,
      fc.array(near, { minLength: 1 }),
      fc.array(near, { minLength: 1 }),
      (aheadUs, before, after) => {
        // slack 3 s and two whole seconds of rounding, on either side
        const step = 2 * (3e6 + 2e6) + 1
        const pairs = [...before.map((one) => seen(one, aheadUs)), ...after.map((one) => seen(one, aheadUs + step))]
        expect(gauge(pairs)?.contradicts).toBe(true)
      },
    ),
  )
})

test('seen from the other clock, everything has the other sign', () => {
  fc.assert(
    fc.property(offset, fc.array(truth, { minLength: 1 }), (aheadUs, truths) => {
      const pairs = truths.map((one) => seen(one, aheadUs))
      const [one, other] = [gauge(pairs), gauge(pairs.map(turned))]
      expect(other?.minUs).toBe(0 - (one?.maxUs ?? Number.NaN))
      expect(boundsOf(other)).toEqual(
        boundsOf(one)
          .map((us) => 0 - us)
          .toReversed(),
      )
    }),
  )
})

test('more pairs never widen the bounds, and the median is a gap that was seen', () => {
  fc.assert(
    fc.property(offset, fc.array(truth, { minLength: 2 }), (aheadUs, truths) => {
      const pairs = truths.map((one) => seen(one, aheadUs))
      const [some, all] = [gauge(pairs.slice(1)), gauge(pairs)]
      const [[least = 0, most = 0], [leastOfSome = 0, mostOfSome = 0]] = [boundsOf(all), boundsOf(some)]
      expect(least).toBeGreaterThanOrEqual(leastOfSome)
      expect(most).toBeLessThanOrEqual(mostOfSome)
      expect(pairs.map(({ gapUs }) => gapUs)).toContain(all?.medianUs)
    }),
  )
})

test('without pairs there is no offset, and a pair that bounds one side bounds only that', () => {
  expect(gauge([])).toBeUndefined()
  const found = gauge([{ gapUs: 100, leastUs: 0, mostUs: Infinity, unitUs: 2 }])
  expect(found).toMatchObject({ pairs: 1, atLeast: undefined, atMost: { us: 102, by: 0 }, contradicts: false })
})
