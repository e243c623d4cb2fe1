import type { Answer, Ask } from '../../contract/calls.ts'
import { type Calendar, Presence, type Span, lengthOf } from '../../core/completeness/presence.ts'
import { type SourceStatement, type ToldGap, sourceStatement } from '../../core/completeness/statement.ts'
import { writeTime } from '../../core/record/time.ts'
import { dayBegin, dayNumber } from '../../core/record/zone.ts'
import type { OffTime } from '../../core/verify/observations/audit-switches.ts'
import { knownFormats } from '../known-formats.ts'
import { offTimesOf } from './off-times.ts'
import { type Asking, type Scoped, recordsOf } from './result.ts'
import { verifyState } from './verify-state.ts'

type Completeness = Answer<'completeness'>
type Source = Completeness['sources'][number]
type Head = Answer<'case.open'>

/** Days that are counted at most; provisional: ten years, as the calendar of coverage. */
const MOST_DAYS = 3660

type Bundle = {
  readonly id: number
  readonly name: string
  readonly format: string
  readonly records: number
  readonly rejected: number
}
const BUNDLES = `SELECT id, name, format, records, rejected FROM bundle WHERE state = 'complete' ORDER BY id`

/** What can be said of how complete each source is over a period: the one asked, else that of the case, else that of its records. */
export function completeness(asking: Asking, asked: Ask<'completeness'>, { period: own }: Head): Completeness {
  const by = isGiven(asked) ? 'asked' : isGiven(own) ? 'case' : 'records'
  const scoped = recordsOf(asking, { where: '', ...(by === 'asked' ? asked : own) })
  const period = periodOf(asking, scoped)
  const notes = [...scoped.notes]
  if (period === undefined) return { notes, sources: [] }
  const calendar = calendarOf(period, asking.zone)
  if (calendar.begins.length === 0) notes.push(`The period has over ${MOST_DAYS} days; they are not counted.`)
  const off = offTimesOf(asking)
  if (off.unread > 0) notes.push(`${off.unread} acts on what is logged were not looked at; they may explain gaps.`)
  return {
    period: { from: written(period.fromUs), to: written(period.toUs), by, zone: asking.zone },
    notes,
    sources: sourcesOf(asking, { period, calendar, scoped, offTimes: off.times }),
  }
}

const isGiven = ({ from, to }: Ask<'completeness'>): boolean => from !== undefined || to !== undefined

/** An open end is that of the records. */
function periodOf({ columns, lastUs }: Asking, { result: { range } }: Scoped): Span | undefined {
  const fromUs = range.from?.us ?? (columns.rows === 0 ? undefined : columns.column('time')[0])
  const endUs = lastUs === undefined ? undefined : lastUs + 1
  const toUs = range.to === undefined ? endUs : range.to.us + (range.to.ns > 0 ? 1 : 0)
  return fromUs === undefined || toUs === undefined || toUs <= fromUs ? undefined : { fromUs, toUs }
}

/** 1970-01-01, day 0, was a Thursday. */
const THURSDAY = 4

function calendarOf({ fromUs, toUs }: Span, zone: string): Calendar {
  const [first, last] = [dayNumber(fromUs, zone), dayNumber(toUs - 1, zone)]
  const firstWeekday = (((first + THURSDAY) % 7) + 7) % 7
  if (last - first >= MOST_DAYS) return { begins: [], firstWeekday }
  return { begins: Array.from({ length: last - first + 2 }, (_, day) => dayBegin(first + day, zone)), firstWeekday }
}

interface Over {
  readonly period: Span
  readonly calendar: Calendar
  readonly scoped: Scoped
  readonly offTimes: ReadonlyMap<number, readonly OffTime[]>
}

function sourcesOf(asking: Asking, over: Over): Source[] {
  const { db } = asking
  const bundles = db.prepare<[], Bundle>(BUNDLES).all()
  const presences = presencesOf(asking, bundles, over)
  const checked = new Map(verifyState(db).bundles.map((one) => [one.id, one]))
  const formats = new Map(knownFormats(db).map((format) => [format.id, format]))
  return bundles.map((bundle) => {
    const presence = presences.get(bundle.id) ?? new Presence(over.period, over.calendar)
    const { verdict = 'unchecked', checks = [] } = checked.get(bundle.id) ?? {}
    const stated = sourceStatement({ presence, offTimes: over.offTimes.get(bundle.id) ?? [], verdict, checks })
    const format = formats.get(bundle.format)
    return {
      bundle: bundle.id,
      name: bundle.name,
      format: bundle.format,
      title: format?.title ?? bundle.format,
      ...presentOf(presence, bundle),
      ...toldOf(stated),
      checked: checked.has(bundle.id),
      gaps: stated.gaps.map((gap) => gapOf(gap, recordsElsewhere(asking, gap, { bundle, bundles }))),
      blindSpots: [...(format?.blindSpots ?? [])],
    }
  })
}

/** One pass over the records of the period, which stand in order of time. */
function presencesOf({ columns }: Asking, bundles: readonly Bundle[], { period, calendar, scoped }: Over) {
  const presences = new Map(bundles.map(({ id }) => [id, new Presence(period, calendar)]))
  if (columns.rows === 0) return presences
  const [times, owners] = [columns.column('time'), columns.column('bundle')]
  for (let at = scoped.result.from; at < scoped.result.to; at++) presences.get(owners[at] ?? 0)?.look(times[at] ?? 0)
  return presences
}

function presentOf(
  { records, firstUs, lastUs, days }: Presence,
  bundle: Bundle,
): Pick<Source, 'records' | 'outside' | 'rejected' | 'first' | 'last' | 'days'> {
  return {
    records,
    outside: bundle.records - records,
    rejected: bundle.rejected,
    ...(firstUs !== undefined && { first: written(firstUs) }),
    ...(lastUs !== undefined && { last: written(lastUs) }),
    ...(days.of > 0 && { days }),
  }
}

const toldOf = ({ furtherGaps, signs, trust }: SourceStatement): Pick<Source, 'furtherGaps' | 'signs' | 'trust'> => ({
  furtherGaps,
  signs: [...signs],
  trust,
})

function gapOf(gap: ToldGap, elsewhere: Source['gaps'][number]['elsewhere']): Source['gaps'][number] {
  const { fromUs, toUs, where, explained, because } = gap
  return {
    from: written(fromUs),
    to: written(toUs),
    seconds: lengthOf(gap) / 1_000_000,
    where,
    ...(explained !== undefined && { explained }),
    because,
    ...(elsewhere !== undefined && elsewhere.length > 0 && { elsewhere }),
  }
}

interface Among {
  readonly bundle: Bundle
  readonly bundles: readonly Bundle[]
}

/** What other bundles of the same system have of a gap: a later export may hold what this one lacks. */
function recordsElsewhere({ columns }: Asking, { fromUs, toUs }: Span, { bundle, bundles }: Among) {
  const others = bundles.filter(({ id, format }) => id !== bundle.id && format === bundle.format)
  if (others.length === 0) return undefined
  const owners = columns.column('bundle')
  const counts = new Map<number, number>()
  const [from, to] = [columns.position({ us: fromUs, ns: 0 }), columns.position({ us: toUs, ns: 0 })]
  for (let at = from; at < to; at++) counts.set(owners[at] ?? 0, (counts.get(owners[at] ?? 0) ?? 0) + 1)
  return others.flatMap(({ id, name }) => {
    const records = counts.get(id) ?? 0
    return records === 0 ? [] : [{ bundle: id, name, records }]
  })
}

const written = (us: number): string => writeTime(us, 0, us % 1_000_000 === 0 ? 0 : 6)
