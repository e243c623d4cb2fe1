import type { Check, Verdict } from '../verify/check.ts'
import type { OffTime } from '../verify/observations/audit-switches.ts'
import { type Gap, type Habit, type Presence, lengthOf } from './presence.ts'
import { type Sign, signsIn } from './signs.ts'
import { trustBegins } from './trust.ts'

/** A gap with its reason. `explained` is why there are no records, never that nothing was done; undefined: nothing explains it. */
export interface ToldGap extends Gap {
  readonly explained: 'switched-off' | 'habit' | undefined
  readonly because: string
}

/** What is known of one source (a bundle) over a period. */
export interface SourceFacts {
  readonly presence: Presence
  readonly offTimes: readonly OffTime[]
  readonly verdict: Verdict | 'unchecked'
  readonly checks: readonly Check[]
}

/** What can be said of how complete a source is; nothing of it is a verdict. */
export interface SourceStatement {
  readonly gaps: readonly ToldGap[]
  /** Gaps that are not listed because they are shorter than those that are. */
  readonly furtherGaps: number
  readonly signs: readonly Sign[]
  readonly trust: string
}

/** Gaps listed of a source; the shorter ones beyond are counted. */
const MOST_GAPS = 100
/** A device is switched off some moments before its last record, or after. */
const MOMENT_US = 60_000_000

/** States what is present, missing and proved of a source in a period. */
export function sourceStatement({ presence, offTimes, verdict, checks }: SourceFacts): SourceStatement {
  const gaps = presence.gaps()
  const longest = new Set(gaps.toSorted((a, b) => lengthOf(b) - lengthOf(a)).slice(0, MOST_GAPS))
  return {
    gaps: gaps.filter((gap) => longest.has(gap)).map((gap) => toldGap(gap, presence, offTimes)),
    furtherGaps: gaps.length - longest.size,
    signs: signsIn(checks),
    trust: trustBegins(verdict, checks),
  }
}

function toldGap(gap: Gap, presence: Presence, offTimes: readonly OffTime[]): ToldGap {
  if (offTimes.some((off) => isWithin(gap, off))) return { ...gap, explained: 'switched-off', because: SWITCHED_OFF }
  const habit = presence.habitOf(gap)
  if (habit !== undefined) return { ...gap, explained: 'habit', because: habitSaid(habit) }
  return { ...gap, explained: undefined, because: openSaid(gap) }
}

const isWithin = ({ fromUs, toUs }: Gap, off: OffTime): boolean =>
  fromUs >= off.fromUs - MOMENT_US && toUs <= (off.untilUs ?? Infinity) + MOMENT_US

const SWITCHED_OFF =
  'What writes the log was switched off, as its own record tells; what was done in this time is in no record of it'

const WEEKDAYS = ['Sundays', 'Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays']

function habitSaid({ weekdays, busy }: Habit): string {
  const said = weekdays.map(({ weekday, days, empty }) => `${empty} of ${days} other ${WEEKDAYS[weekday]}`)
  const works = `${busy.days - busy.empty} of ${busy.days}`
  return `This source has no record on ${said.join(' and ')}, and has records on ${works} days of the weekdays on which it does not rest`
}

const opened: Readonly<Record<Gap['where'], string>> = {
  before: 'The first record of this source is later than the period begins; whether it wrote before is not known',
  after: 'The last record of this source is earlier than the period ends; whether it wrote after is not known',
  all: 'This source has no record of the period',
  within: 'Nothing in the records says why',
}

function openSaid({ where, outstanding }: Gap): string {
  const said = opened[where]
  if (where !== 'within' || !outstanding) return said
  return `${said}; it is more than three times as long as this source is silent as a habit`
}
