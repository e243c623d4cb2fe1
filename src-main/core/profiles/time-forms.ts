import { EPOCH_FIRST_US, EPOCH_LAST_US } from '../record/epoch.ts'
import type { Instant } from '../record/time.ts'
import { type FormReader, timeReader, timeReaders } from './time-pattern.ts'

/** A form in which texts of a column read as times. */
export interface FoundForm {
  readonly form: string
  /** Texts that it reads, of all that are there. */
  readonly read: number
  readonly of: number
  /** Some of them carry no offset: they mean nothing without a zone. */
  readonly needsZone: boolean
}

/** The half of a time that stands in a column of its own. */
export type TimeHalf = 'day' | 'clock'

/** How the texts of a column read as times, or as one half of them. */
export interface TimeForms {
  readonly forms: readonly FoundForm[]
  /** The forms read the same texts as different times (day and month): only a person can say which is meant. */
  readonly ambiguous: boolean
  /** Set where the forms are of days without a time of day, or of times of day without a day. */
  readonly half?: TimeHalf | undefined
}

const CLOCKS = ['HH:mm:ss', 'HH:mm:ss.S', 'HH:mm', 'hh:mm:ss a', 'hh:mm a']
const DAYS = ['/', '.', '-'].flatMap((sign) =>
  ['dd{}MM{}yyyy', 'MM{}dd{}yyyy'].map((day) => day.replaceAll('{}', sign)),
)

/** Forms of whole times that are tried, the plainer first. */
const WHOLE = timeReaders([
  'rfc3339',
  'yyyy-MM-dd HH:mm:ss.S',
  'yyyy-MM-dd HH:mm',
  'yyyy/MM/dd HH:mm:ss',
  ...DAYS.flatMap((day) => CLOCKS.map((clock) => `${day} ${clock}`)),
  'dd MMM yyyy HH:mm:ss',
  'dd-MMM-yyyy HH:mm:ss',
  'dd/MMM/yyyy:HH:mm:ss XXX',
  'MMM d, yyyy HH:mm:ss',
  'MMM d, yyyy hh:mm:ss a',
  'epoch-s',
  'epoch-ms',
  'epoch-us',
])
/** Days alone, and times of day alone: the half that lacks is put before or behind. */
const HALVES: Readonly<Record<TimeHalf, readonly FormReader[]>> = {
  day: timeReaders(['yyyy-MM-dd', 'yyyy/MM/dd', ...DAYS, 'dd MMM yyyy', 'dd-MMM-yyyy', 'MMM d, yyyy']),
  clock: [...CLOCKS, 'HH:mm:ss.SXXX', 'HH:mm:ss.S XXX'].flatMap((form) => clockReader(form) ?? []),
}

/** Reads a time of day as that of some day of UTC. */
function clockReader(form: string): FormReader | undefined {
  const read = timeReader(`yyyy-MM-dd ${form}`)
  return read && { form, read: (text, zone, into) => read(`2000-01-01 ${text}`, zone, into) }
}

/** The forms that read most of the texts: of whole times, else of days, else of times of day. */
export function formsIn(filled: readonly string[]): TimeForms {
  const whole = bestOf(WHOLE, filled)
  if (whole.forms.length > 0) return whole
  for (const half of ['day', 'clock'] as const) {
    const found = bestOf(HALVES[half], filled)
    if (found.forms.length > 0) return { ...found, half }
  }
  return whole
}

/** The forms that read most of the texts, and whether two of them read one text as two times. */
function bestOf(readers: readonly FormReader[], filled: readonly string[]): TimeForms {
  const [first] = filled
  if (first === undefined || !/\d/.test(first)) return { forms: [], ambiguous: false }
  const tried = readers.flatMap((form) => readAll(form, filled)).toSorted((a, b) => b.found.read - a.found.read)
  const most = tried[0]?.found.read ?? 0
  const best = tried.filter(({ found }) => found.read === most)
  const different = best.filter(({ times: own }, at) => best.findIndex((one) => same(one.times, own)) === at)
  return { forms: different.map(({ found }) => found), ambiguous: different.length > 1 }
}

const same = (a: readonly number[], b: readonly number[]): boolean => a.every((time, at) => time === b[at])

interface Tried {
  readonly found: FoundForm
  /** What each text reads as in UTC; -1 where it does not. */
  readonly times: readonly number[]
}

function readAll({ form, read }: FormReader, filled: readonly string[]): readonly Tried[] {
  let needsZone = false
  const into: Instant = { timeUs: 0, timeNs: 0, timeDigits: 0 }
  const found = filled.map((text) => {
    if (read(text, 'UTC', into) !== 'read' || into.timeUs < EPOCH_FIRST_US || into.timeUs > EPOCH_LAST_US) return -1
    const at = into.timeUs
    needsZone ||= read(text, '', into) === 'no-zone'
    return at
  })
  const count = found.filter((at) => at >= 0).length
  return count === 0 ? [] : [{ found: { form, read: count, of: filled.length, needsZone }, times: found }]
}
