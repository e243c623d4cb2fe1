import { expect, test } from 'vitest'
import type { Check } from '../verify/check.ts'
import { Presence } from './presence.ts'
import { signsIn } from './signs.ts'
import { sourceStatement } from './statement.ts'
import { trustBegins } from './trust.ts'

const HOUR = 3_600_000_000
const off = (fromHour: number, untilHour: number | undefined) => ({
  device: 'file',
  file: 'a.log',
  line: 1,
  fromUs: fromHour * HOUR,
  untilUs: untilHour === undefined ? undefined : untilHour * HOUR,
})

/** Ten days with a record an hour, but none from hour 50 to hour 99, nor after hour 199. */
function facts(offTimes: readonly ReturnType<typeof off>[]) {
  const presence = new Presence({ fromUs: 0, toUs: 240 * HOUR }, { begins: [], firstWeekday: 0 })
  for (let hour = 0; hour < 200; hour++) if (hour < 50 || hour > 98) presence.look(hour * HOUR)
  return { presence, offTimes, verdict: 'unchecked' as const, checks: [] }
}

test.each<[why: string, offTimes: readonly ReturnType<typeof off>[], want: readonly (string | undefined)[]]>([
  ['nothing explains them', [], [undefined, undefined]],
  ['a device was off', [off(49, 99)], ['switched-off', undefined]],
  ['off for a part of it', [off(49, 80)], [undefined, undefined]],
  ['off later than the silence began', [off(55, 99)], [undefined, undefined]],
  ['off and never on again', [off(199, undefined)], [undefined, 'switched-off']],
])('gaps: %s', (_, offTimes, want) => {
  const { gaps } = sourceStatement(facts(offTimes))
  expect(gaps.map(({ where, explained }) => [where, explained])).toEqual([
    ['within', want[0]],
    ['after', want[1]],
  ])
  for (const { because } of gaps) expect(because).toMatch(/^[A-Z]/)
})

test('a gap explained by habit says on how many days this rests', () => {
  const days = 42
  const begins = Array.from({ length: days + 1 }, (_, day) => day * 24 * HOUR)
  const presence = new Presence({ fromUs: 0, toUs: days * 24 * HOUR }, { begins, firstWeekday: 1 })
  for (let hour = 0; hour < days * 24; hour++) if (Math.floor(hour / 24) % 7 < 5) presence.look(hour * HOUR)
  const { gaps } = sourceStatement({ presence, offTimes: [], verdict: 'unchecked', checks: [] })
  const [, second] = gaps
  expect(second).toMatchObject({
    explained: 'habit',
    because:
      'This source has no record on 4 of 4 other Saturdays and 4 of 4 other Sundays, and has records on 30 of 30 days of the weekdays on which it does not rest',
  })
})

test('a hundred gaps are listed, the longest, and the others are counted', () => {
  const presence = new Presence({ fromUs: 0, toUs: 150 * 50 * HOUR }, { begins: [], firstWeekday: 0 })
  for (let n = 0; n < 150; n++) presence.look(n * 50 * HOUR + (n % 2) * HOUR)
  const { gaps, furtherGaps } = sourceStatement({ presence, offTimes: [], verdict: 'unchecked', checks: [] })
  expect([gaps.length, furtherGaps]).toEqual([100, 50])
  expect(gaps.map(({ fromUs }) => fromUs)).toEqual(gaps.map(({ fromUs }) => fromUs).toSorted((a, b) => a - b))
})

const proof = (check: string, verdict: Check['verdict'], message: string): Check => ({
  check,
  level: 'proof',
  verdict,
  message,
})

test.each<[why: string, ...Parameters<typeof trustBegins>, want: string]>([
  ['never checked', 'unchecked', [], 'Not checked yet: nothing of this source is proved until it is verified.'],
  ['no check', 'not-offered', [], 'Nothing of this source is proved.'],
  [
    'nothing offered',
    'not-offered',
    [proof('source.proof', 'not-offered', 'No chain stands in it')],
    'Nothing of this source is proved. Why: No chain stands in it.',
  ],
  [
    'a signature goes before a chain',
    'verified',
    [proof('chain.link', 'verified', 'All links hold'), proof('digest.signature', 'verified', 'Signed by N.')],
    'It begins with this: Signed by N.',
  ],
  [
    'digests alone',
    'verified',
    [proof('bundle.count', 'verified', 'Counts hold'), proof('digest.file', 'verified', 'Digests hold')],
    'It begins with this: Digests hold. Nobody signed it.',
  ],
  [
    'counts are no proof of bytes',
    'verified',
    [proof('bundle.count', 'verified', 'x')],
    'Nothing of this source is proved.',
  ],
  [
    'a break ends it',
    'failed',
    [proof('digest.signature', 'verified', 'Signed'), proof('chain.link', 'failed', 'Line 7 was changed')],
    'It begins with this: Signed. It ends where this failed: Line 7 was changed.',
  ],
  [
    'an unknown key',
    'not-verifiable',
    [proof('digest.signature', 'not-verifiable', 'The key is not known')],
    'Nothing of this source is proved. Open remains: The key is not known.',
  ],
  [
    'an observation that held is no trust',
    'not-offered',
    [{ ...proof('chain.link', 'verified', 'x'), level: 'observation' }],
    'Nothing of this source is proved.',
  ],
])('trust: %s', (_, verdict, checks, want) => expect(trustBegins(verdict, checks)).toBe(want))

test('signs are what did not hold and bears on completeness, one for each check', () => {
  const signs = signsIn([
    proof('sequence.gap', 'not-verifiable', 'first'),
    proof('sequence.gap', 'not-verifiable', 'second'),
    proof('log.cut', 'verified', 'held'),
    proof('bundle.period', 'not-offered', 'none declared'),
    proof('value.masked', 'not-verifiable', 'not about completeness'),
    proof('digest.signature', 'failed', 'not about completeness'),
    { ...proof('pair.start', 'not-verifiable', 'start'), file: 'a.log', line: 1, settles: 'x' },
  ])
  expect(signs).toEqual([
    { check: 'sequence.gap', message: 'first', more: 1 },
    { check: 'pair.start', message: 'start', file: 'a.log', line: 1, settles: 'x', more: 0 },
  ])
})
