import { expect, test } from 'vitest'
import { flagBit } from '../../record/record.ts'
import type { FlagName } from '../../record/record.ts'
import type { Check } from '../check.ts'
import type { ObservedLedger, ObservedRecord } from './observation.ts'
import { Observer } from './observer.ts'
import { many, MINUTE } from './testing/observed.ts'

const ledger: ObservedLedger = { files: [{ path: 'a.log', lines: 20, records: 10 }], duplicates: 0, cutFiles: [] }

function checksOf(records: readonly ObservedRecord[], more: Partial<ObservedLedger> = {}): Check[] {
  const observer = new Observer('vault')
  for (const one of records) observer.look(one)
  return [...observer.checks({ ...ledger, ...more })]
}

/** What was seen; that few records show no habit of silence has a test of its own. */
const seen = (records: readonly ObservedRecord[], more: Partial<ObservedLedger> = {}): Check[] =>
  checksOf(records, more).filter(
    ({ check, verdict, line }) => verdict !== 'verified' && !(check === 'time.silence' && line === undefined),
  )

test('nothing seen: each observation says what it covered, and none decides', () => {
  const paired = many(101, () => ({ token: 1, flags: flagBit('paired') }))
  expect(checksOf(paired).map(({ check, covered, level }) => [check, covered, level])).toEqual([
    ['pair.response', 101, 'observation'],
    ['pair.request', 101, 'observation'],
    ['record.identity', 101, 'observation'],
    ['time.order', 101, 'observation'],
    ['time.clock', 101, 'observation'],
    ['log.hole', 101, 'observation'],
    ['record.duplicate', 101, 'observation'],
    ['time.silence', 101, 'observation'],
    ['device.switched', 101, 'observation'],
    ['salt.change', 101, 'observation'],
    ['log.cut', 101, 'observation'],
    ['export.cap', 1, 'observation'],
  ])
})

test('what a source does not have is not told as held: pairs, tokens, numbers, paths that state a time', () => {
  const told = checksOf(many(10)).map(({ check }) => check)
  for (const absent of [
    'pair.response',
    'pair.request',
    'pair.start',
    'salt.change',
    'sequence.gap',
    'period.outside',
    'time.doubled',
  ])
    expect(told).not.toContain(absent)
})

test.each<[FlagName, string]>([
  ['no-response', 'pair.response'],
  ['no-request', 'pair.request'],
  ['same-id-differs', 'record.identity'],
  ['out-of-order', 'time.order'],
  ['clock-step', 'time.clock'],
  ['nul-hole', 'log.hole'],
  ['doubled-hour', 'time.doubled'],
])('%s is told with its first place, its count and what would settle it', (flag, check) => {
  for (const count of [1, 2]) {
    const records = many(20, (line) => ({
      flags: line > 4 && line <= 4 + count ? flagBit(flag) | flagBit('paired') : flagBit('relation'),
    }))
    const [found, ...more] = seen(records)
    expect(more).toEqual([])
    expect(found).toMatchObject({ check, verdict: 'not-verifiable', state: 'incomplete', file: 'a.log', line: 5 })
    expect(found?.settles).toMatch(/./)
  }
})

test('duplicates and a cut log come from the ledger', () => {
  expect(seen(many(3), { duplicates: 1 })).toMatchObject([
    { check: 'record.duplicate', message: expect.stringMatching(/^1 line tells/) },
  ])
  expect(seen(many(3), { duplicates: 2, cutFiles: ['a.log', 'b.log'] })).toMatchObject([
    { check: 'record.duplicate', message: expect.stringMatching(/^2 lines tell/) },
    { check: 'log.cut', file: 'a.log', message: expect.stringMatching(/^2 logs end/) },
  ])
  expect(seen(many(3), { cutFiles: ['a.log'] })).toMatchObject([{ message: expect.stringMatching(/^1 log ends/) }])
})

const after = (line: number): Partial<ObservedRecord> => ({ timeUs: line * MINUTE + (line > 150 ? 600 * MINUTE : 0) })
const nights = (line: number): Partial<ObservedRecord> => ({
  timeUs: line * MINUTE + Math.floor(line / 10) * 600 * MINUTE,
})

test('a silence stands out from the habit of the source, also between two files', () => {
  expect(seen(many(200, after))).toMatchObject([{ check: 'time.silence', file: 'a.log', line: 151 }])
  const rotated = many(200, (line) => ({ ...after(line), file: line > 150 ? 'a.log' : 'b.log' }))
  const handedOver = [...rotated.slice(150), ...rotated.slice(0, 150)]
  expect(seen(handedOver)).toMatchObject([{ check: 'time.silence', file: 'a.log', line: 151 }])
})

const twice = (line: number): Partial<ObservedRecord> => ({
  timeUs: line * MINUTE + (line > 50 ? 400 * MINUTE : 0) + (line > 150 ? 600 * MINUTE : 0),
})

test('every silence that stands out is told, the longest first', () => {
  expect(seen(many(200, twice))).toMatchObject([{ line: 151 }, { line: 51 }])
})

test('no silence is told where nights are the habit, where little is known, and where it is short', () => {
  expect(seen(many(200, nights))).toEqual([])
  expect(seen(many(50, (line) => ({ timeUs: line * MINUTE + (line > 25 ? 600 * MINUTE : 0) })))).toEqual([])
  expect(seen(many(200, (line) => ({ timeUs: line * 1000 + (line > 150 ? 60_000_000 : 0) })))).toEqual([])
  expect(seen(many(200, (line) => ({ timeUs: 400 * MINUTE - line * MINUTE })))).toEqual([])
})

test.each([
  [1, 0, ''],
  [100, 99, '; the longest is 10.0 h'],
])(
  'of %i records, so %i intervals, no habit of silence is known, and none is told as held',
  (count, intervals, longest) => {
    const records = many(count, (line) => ({ timeUs: line * MINUTE + (line > 25 ? 599 * MINUTE : 0) }))
    const message = `${intervals} intervals between records: fewer than 100 show no habit of silence, so whether one stands out is not known${longest}`
    const [told, ...more] = checksOf(records).filter(({ check }) => check === 'time.silence')
    expect(told).toMatchObject({
      verdict: 'not-verifiable',
      state: 'incomplete',
      message,
      settles: expect.stringMatching(/./),
    })
    expect([told?.line, more]).toEqual([undefined, []])
  },
)

test.each([
  [400_000, '0.4 s'],
  [42_000_000, '42 s'],
  [90 * 1_000_000, '1.5 min'],
  [95 * 60 * MINUTE, '95.0 h'],
  [96 * 60 * MINUTE, '4.0 days'],
])('a silence of %i microseconds is told as %s', (us, said) => {
  const told = checksOf(many(2, (line) => ({ timeUs: line > 1 ? us : 0 }))).find(
    ({ check }) => check === 'time.silence',
  )
  expect(told?.message).toContain(`; the longest is ${said}`)
})

test('that no silence stands out is told with how long they are', () => {
  const told = checksOf(many(200, nights)).filter(({ check }) => check === 'time.silence')
  const message = 'None of 199 intervals between records stands out: the longest is 10.0 h, the tenth longest 10.0 h'
  expect(told).toMatchObject([{ verdict: 'verified', covered: 200, message }])
})

test('a change of salt is where all tokens end at once and others begin', () => {
  const renewed = many(200, (line) => ({ token: (line % 4) + (line > 100 ? 10 : 0) }))
  expect(seen(renewed)).toMatchObject([{ check: 'salt.change', file: 'a.log', line: 101 }])
})

test('no change of salt: one token goes on, tokens are used once, or there are too few', () => {
  expect(seen(many(200, (line) => ({ token: line % 4 === 0 ? 99 : (line % 4) + (line > 100 ? 10 : 0) })))).toEqual([])
  expect(seen(many(200, (line) => ({ token: line })))).toEqual([])
  expect(seen(many(200, (line) => ({ token: line > 100 ? 1 : 2 })))).toEqual([])
})
