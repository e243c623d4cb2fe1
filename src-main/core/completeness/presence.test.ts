import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Calendar, Presence } from './presence.ts'

const HOUR = 3_600_000_000
const DAY = 24 * HOUR

/** Days that begin at 0, DAY, …; the first is a Monday. */
const calendar = (days: number): Calendar => ({
  begins: Array.from({ length: days + 1 }, (_, day) => day * DAY),
  firstWeekday: 1,
})

function presence(days: number, hours: readonly number[]): Presence {
  const one = new Presence({ fromUs: 0, toUs: days * DAY }, calendar(days))
  for (const hour of hours) one.look(hour * HOUR)
  return one
}

const gaps = (one: Presence): string[] =>
  one
    .gaps()
    .map(({ where, fromUs, toUs, outstanding }) => `${where} ${fromUs / HOUR}-${toUs / HOUR}${outstanding ? ' !' : ''}`)

/** One record an hour, but not in the hours named. */
const hourly = (from: number, to: number, isSilent: (hour: number) => boolean = () => false): number[] =>
  Array.from({ length: to - from }, (_, at) => from + at).filter((hour) => !isSilent(hour))

const isWeekend = (hour: number): boolean => Math.floor(hour / 24) % 7 >= 5

test.each<[why: string, one: Presence, days: string, want: readonly string[]]>([
  ['every hour', presence(3, hourly(0, 72)), '3 of 3', []],
  ['no record at all', presence(3, []), '0 of 3', ['all 0-72 !']],
  ['begins late and ends early', presence(5, hourly(30, 60)), '2 of 5', ['before 0-30', 'after 59-120']],
  [
    'a day is missing',
    presence(
      5,
      hourly(0, 120, (hour) => hour >= 40 && hour < 70),
    ),
    '5 of 5',
    ['within 39-70'],
  ],
  [
    'a night is no gap',
    presence(
      5,
      hourly(0, 120, (hour) => hour % 24 < 8),
    ),
    '5 of 5',
    [],
  ],
  [
    'what stands out from the habit is told, though it is shorter than a day',
    presence(
      9,
      hourly(0, 216, (hour) => hour >= 50 && hour < 56),
    ),
    '9 of 9',
    ['within 49-56 !'],
  ],
])('%s', (_, one, days, want) => {
  expect([`${one.days.with} of ${one.days.of}`, gaps(one)]).toEqual([days, want])
})

test('weekends are habit after four weeks in which three of four were empty', () => {
  const month = presence(42, hourly(0, 42 * 24, isWeekend))
  const [first] = month.gaps()
  expect(first).toMatchObject({ fromUs: 119 * HOUR, toUs: 168 * HOUR, outstanding: true })
  // of five, the two days of the gap itself are no evidence
  expect(first && month.habitOf(first)).toEqual({
    weekdays: [
      { weekday: 6, days: 4, empty: 4 },
      { weekday: 0, days: 4, empty: 4 },
    ],
    busy: { days: 30, empty: 0 },
  })
})

test.each<[why: string, one: Presence, gap: readonly [fromHour: number, toHour: number]]>([
  // a record every 20 days: each weekday is empty in three of four weeks
  [
    'a log so sparse that every weekday looks like one of rest',
    presence(
      241,
      hourly(0, 241 * 24, (hour) => hour % (20 * 24) !== 12),
    ),
    [12, 492],
  ],
  [
    'most of the period is the gap',
    presence(
      70,
      hourly(0, 70 * 24, (hour) => hour >= 7 * 24 && hour < 63 * 24),
    ),
    [167, 63 * 24],
  ],
  [
    'the other weekdays have records as seldom',
    presence(
      63,
      hourly(0, 63 * 24, (hour) => isWeekend(hour) || Math.floor(hour / 24) % 3 !== 0),
    ),
    [119, 168],
  ],
  ['too few weeks beside it', presence(35, hourly(0, 35 * 24, isWeekend)), [119, 168]],
  ['too few weeks', presence(21, hourly(0, 21 * 24, isWeekend)), [119, 168]],
  [
    'a Friday among them',
    presence(
      42,
      hourly(0, 42 * 24, (hour) => isWeekend(hour) || (hour >= 96 && hour < 120)),
    ),
    [95, 168],
  ],
  ['no whole day', presence(42, hourly(0, 42 * 24, isWeekend)), [125, 140]],
  [
    'a Friday afternoon that stands out before them',
    presence(
      42,
      hourly(0, 42 * 24, (hour) => isWeekend(hour) || (hour >= 110 && hour < 120)),
    ),
    [109, 168],
  ],
  [
    'weekends with records',
    presence(
      42,
      hourly(0, 42 * 24, (hour) => hour >= 120 && hour < 168),
    ),
    [119, 168],
  ],
])('no habit: %s', (_, one, [from, to]) => {
  expect(one.habitOf({ fromUs: from * HOUR, toUs: to * HOUR })).toBeUndefined()
})

test('days that are too many to count are not counted, and explain nothing', () => {
  const one = new Presence({ fromUs: 0, toUs: 9 * DAY }, { begins: [], firstWeekday: 0 })
  one.look(DAY)
  expect([one.days, one.habitOf({ fromUs: 2 * DAY, toUs: 4 * DAY })]).toEqual([{ of: 0, with: 0 }, undefined])
  expect(gaps(one)).toEqual(['before 0-24', 'after 24-216'])
})

test('law: gaps lie in the period, apart from one another, and hold no record', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(30 * 24 * 60 - 1), { maxLength: 150 }), (minutes) => {
      const times = minutes.toSorted((a, b) => a - b).map((minute) => minute * 60_000_000)
      const one = presence(30, [])
      for (const us of times) one.look(us)
      let end = 0
      for (const { fromUs, toUs } of one.gaps()) {
        expect(fromUs).toBeGreaterThanOrEqual(end)
        expect(toUs).toBeLessThanOrEqual(30 * DAY)
        expect(times.some((us) => us > fromUs && us < toUs)).toBe(false)
        end = toUs
      }
      expect(one.days.with).toBe(new Set(times.map((us) => Math.floor(us / DAY))).size)
    }),
  )
})
