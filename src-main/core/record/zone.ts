import { Temporal } from 'temporal-polyfill'
import type { EpochMicros } from './record.ts'
import type { Instant } from './time.ts'

/** A point in time: microseconds and the 0 to 999 nanoseconds beyond them. */
export interface Moment {
  readonly us: EpochMicros
  readonly ns: number
}

/** What a person wrote for a time: a point (`from` equals `to`), or a day (`to` is the next day's beginning). */
export type Spoken =
  | { readonly ok: true; readonly from: Moment; readonly to: Moment; readonly notes: readonly string[] }
  | { readonly ok: false; readonly message: string }

/** A half-open range; a missing end is open. */
export interface TimeRange {
  readonly from?: Moment
  readonly to?: Moment
}

/** The two ends as read, or which of them could not be. */
export type SpokenRange =
  | { readonly ok: true; readonly range: TimeRange; readonly notes: readonly string[] }
  | { readonly ok: false; readonly end: 'from' | 'to'; readonly message: string }

/** Microseconds of a day of 24 hours. */
export const DAY_US = 86_400_000_000
/** 0001-01-01T00:00:00Z, before which RFC 3339 has no years (section 5.6: four digits). */
const YEAR_1_US = -62_135_596_800_000_000
const UNIT_US: Readonly<Record<string, number>> = { s: 1e6, m: 6e7, h: 3.6e9, d: DAY_US, w: 7 * DAY_US }
const DURATION = /^([0-9]{1,6})([smhdw])$/
const DATE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/
const TIME =
  /^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?([Zz]|[+-][0-9]{2}:[0-9]{2})?$/
const EXPECTED =
  'a time like 2025-03-14T02:34:07Z, a date like 2025-03-14, or a duration back from the last record like 7d'

/** Whether the runtime knows a zone of this name (IANA name or fixed offset). */
export function isZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name)
    return true
  } catch {
    return false
  }
}

/**
 * Reads RFC 3339, a date, or a duration back from the last record (`90m`, `7d`; a day is 24 hours). Without an offset the
 * zone's clock counts; an hour that the clock skipped or showed twice takes the earlier reading, and a note says so.
 */
export function readSpoken(text: string, zone: string, lastUs?: EpochMicros): Spoken {
  const [back, count, unit = ''] = DURATION.exec(text) ?? []
  if (back !== undefined) return readBack(Number(count), unit, lastUs)
  if (!DATE.test(text) && !TIME.test(text)) return { ok: false, message: `not ${EXPECTED}` }
  try {
    return DATE.test(text) ? readDay(text, zone) : readPoint(text, zone)
  } catch {
    return { ok: false, message: `${text} does not exist in the calendar` }
  }
}

function readBack(count: number, unit: string, lastUs: EpochMicros | undefined): Spoken {
  const at = { us: Math.max((lastUs ?? 0) - count * (UNIT_US[unit] ?? 0), YEAR_1_US), ns: 0 }
  return { ok: true, from: at, to: at, notes: [] }
}

function readDay(text: string, zone: string): Spoken {
  const day = Temporal.PlainDate.from(text, { overflow: 'reject' })
  const start = (date: Temporal.PlainDate): Moment => momentOf(date.toZonedDateTime(zone).epochNanoseconds)
  return { ok: true, from: start(day), to: start(day.add({ days: 1 })), notes: [] }
}

function readPoint(text: string, zone: string): Spoken {
  const upper = text.toUpperCase().replace(' ', 'T')
  if (/(Z|[+-][0-9]{2}:[0-9]{2})$/.test(upper)) {
    const at = momentOf(Temporal.Instant.from(upper).epochNanoseconds)
    return { ok: true, from: at, to: at, notes: [] }
  }
  const clock = Temporal.PlainDateTime.from(upper, { overflow: 'reject' })
  const early = clock.toZonedDateTime(zone, { disambiguation: 'earlier' })
  const late = clock.toZonedDateTime(zone, { disambiguation: 'later' })
  const at = momentOf(early.epochNanoseconds)
  const twice = early.epochNanoseconds !== late.epochNanoseconds
  const word = early.toPlainDateTime().equals(clock) ? 'showed twice' : 'skipped'
  const notes = twice
    ? [`the clock of ${zone} ${word} ${text}; the earlier reading counts: ${early.toInstant().toString()}`]
    : []
  return { ok: true, from: at, to: at, notes }
}

const LOCAL = /^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.([0-9]{1,9}))?$/

/** Whether a text is RFC 3339 without its offset. */
export const isLocal = (text: string): boolean => LOCAL.test(text)

/**
 * What came of a time without offset: read; of an hour that the zone's clock showed twice, read as the earlier; of one that the clock
 * skipped, so that no such time ever was; or no time of this form, or no such zone.
 */
export type LocalRead = 'read' | 'doubled' | 'skipped' | 'no-time'

/** Reads a time without offset by the zone's clock; `into` stays untouched where it is skipped or no time. */
export function readLocal(text: string, zone: string, into: Instant): LocalRead {
  const digits = LOCAL.exec(text)
  if (!digits || zone === '') return 'no-time'
  try {
    const clock = Temporal.PlainDateTime.from(text.toUpperCase().replace(' ', 'T'), { overflow: 'reject' })
    const { came, at } = shownBy(clock, zone)
    const { us, ns } = momentOf(at)
    if (came === 'skipped') return came
    if (!Number.isSafeInteger(us)) return 'no-time'
    into.timeUs = us
    into.timeNs = ns
    into.timeDigits = digits[1]?.length ?? 0
    return came
  } catch {
    return 'no-time'
  }
}

/** Every line of an import comes here: the two other readings are asked for only where there is not exactly one. */
function shownBy(clock: Temporal.PlainDateTime, zone: string): { readonly came: LocalRead; readonly at: bigint } {
  try {
    return { came: 'read', at: clock.toZonedDateTime(zone, { disambiguation: 'reject' }).epochNanoseconds }
  } catch {
    const early = clock.toZonedDateTime(zone, { disambiguation: 'earlier' })
    const came = early.toPlainDateTime().equals(clock) ? 'doubled' : 'skipped'
    return { came, at: early.epochNanoseconds }
  }
}

function momentOf(nanos: bigint): Moment {
  const ns = Number(((nanos % 1000n) + 1000n) % 1000n)
  return { us: Number((nanos - BigInt(ns)) / 1000n), ns }
}

/** Reads both ends: half-open, a bare date as an end means through that day. A range that ends before it begins is refused. */
export function readRange(
  ends: { readonly from?: string | undefined; readonly to?: string | undefined },
  zone: string,
  lastUs?: EpochMicros,
): SpokenRange {
  const from = readEnd(ends.from, zone, lastUs)
  if (!from.ok) return { ok: false, end: 'from', message: from.message }
  const to = readEnd(ends.to, zone, lastUs)
  if (!to.ok) return { ok: false, end: 'to', message: to.message }
  const range = { ...(from.from && { from: from.from }), ...(to.to && { to: to.to }) }
  if (range.from && range.to && compareMoments(range.to, range.from) < 0) {
    return { ok: false, end: 'to', message: 'the range ends before it begins' }
  }
  return { ok: true, range, notes: [...from.notes, ...to.notes] }
}

const openEnd = { ok: true, from: undefined, to: undefined, notes: [] } as const

const readEnd = (text: string | undefined, zone: string, lastUs?: EpochMicros): Spoken | typeof openEnd =>
  text === undefined ? openEnd : readSpoken(text, zone, lastUs)

/** Negative, zero or positive, as a comes before, with or after b. */
export const compareMoments = (a: Moment, b: Moment): number => a.us - b.us || a.ns - b.ns

/** Days since 1970-01-01 of the calendar day that the zone's clock shows. */
export function dayNumber(us: EpochMicros, zone: string): number {
  if (zone === 'UTC') return Math.floor(us / DAY_US)
  return new Temporal.PlainDate(1970, 1, 1).until(dateAt(us, zone), { largestUnit: 'days' }).days
}

/** The beginning of a calendar day given by its number (`dayNumber`). */
export function dayBegin(number: number, zone: string): EpochMicros {
  if (zone === 'UTC') return number * DAY_US
  const day = new Temporal.PlainDate(1970, 1, 1).add({ days: number })
  return momentOf(day.toZonedDateTime(zone).epochNanoseconds).us
}

const dateAt = (us: EpochMicros, zone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(Math.floor(us / 1000))
    .toZonedDateTimeISO(zone)
    .toPlainDate()
