/** An instant as exact as its source: microseconds since 1970 UTC, nanoseconds beyond them, and how many digits were given. */
export interface Moment {
  readonly us: number
  readonly ns?: number | undefined
  readonly digits?: number | undefined
}

export interface ClockParts {
  readonly year: number
  readonly month: number
  readonly day: number
  /** `02:34:07` in the zone asked for. */
  readonly clock: string
}

export const UTC = 'UTC'
const QUARTER_MS = 900_000
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const two = (n: number): string => String(n).padStart(2, '0')

const formats = new Map<string, Intl.DateTimeFormat>()
const offsets = new Map<string, number>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  formats.set(zone, made)
  return made
}

function computeOffset(ms: number, zone: string): number {
  const parts: Record<string, number> = {}
  for (const { type, value } of formatOf(zone).formatToParts(ms)) parts[type] = Number(value)
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(ms / 1000) * 1000
}

/** Milliseconds to add to UTC for the wall clock of `zone`. No zone changes within a quarter of an hour: one look-up each. */
export function offsetMs(ms: number, zone: string): number {
  if (zone === UTC) return 0
  const quarter = Math.floor(ms / QUARTER_MS)
  const key = `${zone} ${quarter}`
  const known = offsets.get(key)
  if (known !== undefined) return known
  if (offsets.size > 5000) offsets.clear()
  const made = computeOffset(quarter * QUARTER_MS, zone)
  offsets.set(key, made)
  return made
}

function wall(ms: number, zone: string): Date {
  return new Date(ms + offsetMs(ms, zone))
}

/** Date and clock of the instant in a zone. */
export function clockParts(us: number, zone: string): ClockParts {
  const at = wall(Math.floor(us / 1000), zone)
  const clock = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`
  return { year: at.getUTCFullYear(), month: at.getUTCMonth(), day: at.getUTCDate(), clock }
}

/** The fraction as the source gave it, without the point, in milliseconds and what lies below them. Never padded beyond its digits. */
export function fractionParts({ us, ns = 0, digits = 6 }: Moment): {
  readonly millis: string
  readonly below: string
} {
  const within = ((us % 1e6) + 1e6) % 1e6
  const all = `${String(within).padStart(6, '0')}${String(ns).padStart(3, '0')}`.slice(0, digits)
  return { millis: all.slice(0, 3), below: all.slice(3) }
}

/** `2025-03-14T02:34:07.918364205Z`, with the digits the source gave. */
export function rfc3339(moment: Moment): string {
  const { year, month, day, clock } = clockParts(moment.us, UTC)
  const { millis, below } = fractionParts(moment)
  const fraction = millis + below
  return `${String(year).padStart(4, '0')}-${two(month + 1)}-${two(day)}T${clock}${fraction ? `.${fraction}` : ''}Z`
}

/** `14 Mar 2025` in the zone. */
export function dateText(us: number, zone: string): string {
  const { year, month, day } = clockParts(us, zone)
  return `${day} ${MONTHS[month] ?? ''} ${year}`
}

/** `Fri 14 Mar` in the zone. */
export function dayText(us: number, zone: string): string {
  const at = wall(Math.floor(us / 1000), zone)
  return `${DAYS[at.getUTCDay()] ?? ''} ${at.getUTCDate()} ${MONTHS[at.getUTCMonth()] ?? ''}`
}

/** The day where it is another than that of the instant before, with the year only where it is another too. */
export function dayBegun(us: number, before: number, zone: string): string | undefined {
  const [day, last] = [clockParts(us, zone), clockParts(before, zone)]
  if (day.year !== last.year) return dateText(us, zone)
  return day.month === last.month && day.day === last.day ? undefined : `${day.day} ${MONTHS[day.month] ?? ''}`
}

/** `14 Mar 2025 02:34:07 UTC`: for prose, the zone always written out. */
export function proseTime(us: number, zone: string): string {
  return `${dateText(us, zone)} ${clockParts(us, zone).clock} ${zone}`
}

/** `1 Jan – 31 Mar 2025`; a half-open range in microseconds, shown by its last included instant. */
export function rangeText(from: number, to: number, zone: string): string {
  const last = Math.max(from, to - 1)
  const a = clockParts(from, zone)
  const b = clockParts(last, zone)
  if (dateText(from, zone) === dateText(last, zone))
    return `${dateText(from, zone)} ${a.clock.slice(0, 5)} – ${b.clock.slice(0, 5)}`
  const start = a.year === b.year ? `${a.day} ${MONTHS[a.month] ?? ''}` : dateText(from, zone)
  return `${start} – ${dateText(last, zone)}`
}

/** The same range with its exact ends, as a chip shows it: `14 Mar 01:55 – 02:55`; with years where they differ. */
export function exactRange(from: number, to: number, zone: string): string {
  const years = clockParts(from, zone).year !== clockParts(to, zone).year
  const end = (us: number): string => {
    const { day, month, year, clock } = clockParts(us, zone)
    return `${day} ${MONTHS[month] ?? ''} ${years ? `${year} ` : ''}${clock.endsWith(':00') ? clock.slice(0, 5) : clock}`
  }
  const sameDay = dateText(from, zone) === dateText(to, zone)
  const right = end(to)
  return `${end(from)} – ${sameDay ? right.slice(right.lastIndexOf(' ') + 1) : right}`
}

/** Reads RFC 3339 into microseconds; undefined where it is not one. */
export function microsOf(text: string): number | undefined {
  const ms = Date.parse(text)
  if (Number.isNaN(ms)) return undefined
  const fraction = /\.(\d+)/u.exec(text)?.[1] ?? ''
  return Math.floor(ms / 1000) * 1e6 + Number(fraction.padEnd(6, '0').slice(0, 6))
}

/** The instant of an RFC 3339 text with exactly the digits it gives; undefined where it is not one. */
export function momentOf(text: string): Moment | undefined {
  const us = microsOf(text)
  if (us === undefined) return undefined
  const fraction = (/\.(\d+)/u.exec(text)?.[1] ?? '').slice(0, 9)
  return { us, ns: Number(fraction.slice(6).padEnd(3, '0')), digits: fraction.length }
}
