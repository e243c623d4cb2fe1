import type { TimeRead } from '../entry/time-read.ts'
import type { DayOrder } from '../formats/format.ts'
import { isZone, readLocal } from '../record/zone.ts'
import { readEpoch, readSizedEpoch } from '../record/epoch.ts'
import { type Instant, readTime } from '../record/time.ts'

/** Reads a text of one form; `zone` is that of times without offset, '' where none is known. */
export type TimeReader = (text: string, zone: string, into: Instant) => TimeRead

const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'january', 'janeiro'],
  ['feb', 'february', 'fev', 'fevereiro'],
  ['mar', 'march', 'março', 'marco'],
  ['apr', 'april', 'abr', 'abril'],
  ['may', 'mai', 'maio'],
  ['jun', 'june', 'junho'],
  ['jul', 'july', 'julho'],
  ['aug', 'august', 'ago', 'agosto'],
  ['sep', 'sept', 'september', 'set', 'setembro'],
  ['oct', 'october', 'out', 'outubro'],
  ['nov', 'november', 'novembro'],
  ['dec', 'december', 'dez', 'dezembro'],
]

const tokens: ReadonlyMap<string, string> = new Map(
  Object.entries({
    yyyy: String.raw`(?<year>\d{4})`,
    MMM: String.raw`(?<name>\p{L}{3,10})\.?`,
    MM: String.raw`(?<month>\d{1,2})`,
    M: String.raw`(?<month>\d{1,2})`,
    dd: String.raw`(?<day>\d{1,2})`,
    d: String.raw`(?<day>\d{1,2})`,
    HH: String.raw`(?<hour>\d{1,2})`,
    H: String.raw`(?<hour>\d{1,2})`,
    hh: String.raw`(?<hour>\d{1,2})`,
    h: String.raw`(?<hour>\d{1,2})`,
    mm: String.raw`(?<minute>\d{2})`,
    ss: String.raw`(?<second>\d{2})`,
    a: '(?<half>[AaPp])\\.?[Mm]\\.?',
    XXX: String.raw`(?<offset>[Zz]|[+-]\d{2}:?\d{2})`,
  }),
)
const TOKEN = /yyyy|MMM|MM|M|dd|d|HH|H|hh|h|mm|ss|[.,]?S+|a|XXX|\s+|./gu

/** The reader of one form of time (core/profiles/profile.ts, `TimeSource`); undefined where the pattern names a part twice or no day. */
export function timeReader(form: string): TimeReader | undefined {
  if (form === 'rfc3339') return readRfc3339
  if (form === 'epoch') return (text, _, into) => (readSizedEpoch(text, into) ? 'read' : 'no-time')
  const epoch = /^epoch-(s|ms|us)$/.exec(form)?.[1]
  if (epoch !== undefined)
    return (text, _, into) => (readEpoch(text, epoch as 's' | 'ms' | 'us', into) ? 'read' : 'no-time')
  let shape: RegExp
  try {
    shape = new RegExp(`^\\s*${(form.match(TOKEN) ?? []).map(shapeOf).join('')}\\s*$`, 'u')
  } catch {
    return undefined
  }
  if (!/yyyy/.test(form) || !/M/.test(form) || !/d/.test(form)) return undefined
  return (text, zone, into) => readByPattern(shape, text, zone, into)
}

/** A form of time and its reader. */
export interface FormReader {
  readonly form: string
  /** What comes first where day and month are both numbers before the year; undefined of all other forms. */
  readonly order?: DayOrder | undefined
  readonly read: TimeReader
}

/** The readers of several forms; what is no form has none, and is refused where a profile is taken in. */
export const timeReaders = (forms: readonly string[]): readonly FormReader[] =>
  forms.flatMap((form) => {
    const read = timeReader(form)
    return read === undefined ? [] : [{ form, read, order: orderOf(form) }]
  })

function orderOf(form: string): DayOrder | undefined {
  const parts = (form.match(TOKEN) ?? []).filter((token) => /^(?:yyyy|MM?|dd?)$/.test(token)).map(([letter]) => letter)
  if (parts.join('') === 'dMy') return 'day-first'
  return parts.join('') === 'Mdy' ? 'month-first' : undefined
}

function shapeOf(token: string): string {
  const known = tokens.get(token)
  if (known !== undefined) return known
  if (/^[.,]?S+$/.test(token)) {
    const point = /^[.,]/.test(token) ? `[.,]` : ''
    return `(?:${point}(?<fraction>\\d{1,9}))?`
  }
  return /^\s+$/.test(token) ? String.raw`\s+` : token.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)
}

function readRfc3339(text: string, zone: string, into: Instant): TimeRead {
  const plain = text.trim().replace(' ', 'T')
  if (readTime(plain, into) || readTime(plain.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'), into)) return 'read'
  if (zone !== '') return readLocal(plain, zone, into)
  return readLocal(plain, 'UTC', { timeUs: 0, timeNs: 0, timeDigits: 0 }) === 'read' ? 'no-zone' : 'no-time'
}

function clockOf({ hour = '0', half, minute = '00', second = '00' }: Partial<Record<string, string>>): string {
  return `${two(hourOf(hour, half))}:${minute}:${second}`
}

function readByPattern(shape: RegExp, text: string, zone: string, into: Instant): TimeRead {
  const groups = text.length > 100 ? undefined : shape.exec(text)?.groups
  if (!groups) return 'no-time'
  const { year, name, month, day, fraction, offset = '' } = groups
  const date = `${year}-${two(name === undefined ? Number(month) : monthNamed(name))}-${two(Number(day))}`
  const clock = clockOf(groups)
  const point = fraction === undefined ? '' : `.${fraction}`
  return readRfc3339(`${date}T${clock}${point}${offset.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')}`, zone, into)
}

const two = (value: number): string => String(value).padStart(2, '0')

const monthNamed = (name: string): number => MONTHS.findIndex((names) => names.includes(name.toLowerCase())) + 1

function hourOf(text: string, half: string | undefined): number {
  const hour = Number(text)
  if (half === undefined) return hour
  if (hour < 1 || hour > 12) return 99
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
}

/** Whether a zone named in a profile exists; `ask` does not name one. */
export const isKnownZone = (zone: string): boolean => zone === 'ask' || isZone(zone)
