import { readOrigin } from '../entry/origin.ts'
import type { Kind, Outcome } from '../record/record.ts'
import type { Instant } from '../record/time.ts'
import { plainName } from './lookup.ts'
import type { MappedField } from './mapping.ts'
import type { Profile } from './profile.ts'
import { type FormReader, timeReaders } from './time-pattern.ts'

/** One column or member of a source, with its texts in the first entries; '' where an entry has none. */
export interface Column {
  readonly name: string
  readonly values: readonly string[]
}

/** A form in which texts of a column read as times. */
export interface FoundForm {
  readonly form: string
  /** Texts that it reads, of all that are there. */
  readonly read: number
  readonly of: number
  /** Some of them carry no offset: they mean nothing without a zone. */
  readonly needsZone: boolean
}

/** A word that stands in a column, and what it usually means; undefined where that is not known and must be asked. */
export interface FoundWord {
  readonly word: string
  readonly count: number
  readonly outcome?: Outcome | undefined
  readonly kind?: Kind | undefined
}

/** What a column may be. */
export interface Suggestion {
  readonly name: string
  readonly field?: MappedField | undefined
  /** Filled cells. */
  readonly filled: number
  readonly forms: readonly FoundForm[]
  /** The forms read the same texts as different times (day and month): only a person can say which is meant. */
  readonly ambiguous: boolean
  /** Different texts in all. */
  readonly distinct: number
  /** The commonest first; none where they are too many or too long to be words. */
  readonly words: readonly FoundWord[]
}

/** Names and words that sources usually have, out of the shipped profiles of any activity log. */
export interface Usual {
  readonly fields: ReadonlyMap<MappedField, ReadonlySet<string>>
  readonly outcomes: ReadonlyMap<string, Outcome>
  readonly kinds: ReadonlyMap<string, Kind>
}

/** Forms of time that are tried, the plainer first. */
const FORMS = timeReaders([
  'rfc3339',
  'yyyy-MM-dd HH:mm:ss.S',
  'yyyy-MM-dd HH:mm',
  'yyyy/MM/dd HH:mm:ss',
  ...['/', '.', '-'].flatMap((sign) =>
    ['HH:mm:ss', 'HH:mm:ss.S', 'HH:mm', 'hh:mm:ss a', 'hh:mm a'].flatMap((clock) =>
      ['dd{}MM{}yyyy', 'MM{}dd{}yyyy'].map((day) => `${day.replaceAll('{}', sign)} ${clock}`),
    ),
  ),
  'dd MMM yyyy HH:mm:ss',
  'dd-MMM-yyyy HH:mm:ss',
  'dd/MMM/yyyy:HH:mm:ss XXX',
  'MMM d, yyyy HH:mm:ss',
  'MMM d, yyyy hh:mm:ss a',
  'epoch-s',
  'epoch-ms',
  'epoch-us',
])
/** 1990-01-01 and 2100-01-01 in µs: a bare number outside is no time but an id or a count. Provisional. */
const FIRST_US = 631_152_000_000_000
const LAST_US = 4_102_444_800_000_000
/** Share of the filled cells from which a column is what they look like. Provisional. */
const MOST_OF = 0.8
/** The same of acts, of which no list of words has all. Provisional. */
const HALF = 0.5
/** More different texts, or longer ones, are no words of a result or an act. Provisional. */
const MOST_WORDS = 60
const LONGEST_WORD = 120

/** The usual names and words of profiles that read any activity log. */
export function usualOf(profiles: readonly Profile[]): Usual {
  const fields = new Map<MappedField, Set<string>>()
  const add = (field: MappedField, names: readonly string[] = []): void => {
    const held = fields.get(field) ?? new Set<string>()
    for (const name of names) held.add(plainName(name))
    fields.set(field, held)
  }
  for (const { time, kind, outcome, fields: texts } of profiles) {
    add('time', time.from)
    add('outcome', outcome?.from)
    add('action', kind?.from)
    for (const [field, source] of Object.entries(texts)) add(field as MappedField, source?.from)
  }
  return {
    fields,
    outcomes: wordsOf(profiles.map(({ outcome }) => outcome?.map)),
    kinds: wordsOf(profiles.map(({ kind }) => kind?.map)),
  }
}

const wordsOf = <T extends string>(maps: readonly (Readonly<Record<string, T>> | undefined)[]): Map<string, T> =>
  new Map(maps.flatMap((map = {}) => Object.entries(map).map(([word, ours]) => [plainName(word), ours] as const)))

/** What each column may be, by its name and by what stands in it; a field is proposed for one column only. */
export function suggest(columns: readonly Column[], usual: Usual): readonly Suggestion[] {
  const seen = columns.map((column) => look(column, usual))
  const fields = new Map<Seen, MappedField>()
  const taken = new Set<MappedField>()
  const propose = (field: MappedField, fits: (one: Seen) => boolean): void => {
    const found = taken.has(field) ? undefined : seen.find((one) => !fields.has(one) && fits(one))
    if (found === undefined) return
    fields.set(found, field)
    taken.add(field)
  }
  const allows = (field: MappedField, one: Seen): boolean =>
    field === 'time' ? isTime(one) : field !== 'ip' || isMost(one, one.origins)
  for (const [field, names] of usual.fields)
    propose(field, (one) => names.has(plainName(one.column.name)) && allows(field, one))
  propose('time', isTime)
  propose('ip', (one) => isFilled(one) && isMost(one, one.origins))
  propose(
    'outcome',
    (one) =>
      isFilled(one) &&
      isMost(
        one,
        cellsOf(one, ({ outcome }) => outcome !== undefined),
      ),
  )
  propose(
    'action',
    (one) =>
      isFilled(one) &&
      isMost(
        one,
        cellsOf(one, ({ kind }) => kind !== undefined),
        HALF,
      ),
  )
  return seen.map((one) => ({ ...one.column, field: fields.get(one) }))
}

/** A column as it was looked at, and how many of its filled cells are addresses. */
interface Seen {
  readonly column: Suggestion
  readonly origins: number
}

const isOrigin = (text: string): boolean => readOrigin(text).ip !== ''

const isFilled = ({ column }: Seen): boolean => column.filled > 0

/** Whether so many cells are most of those that are filled. */
const isMost = ({ column }: Seen, count: number, share = MOST_OF): boolean => count >= share * column.filled

const isTime = (one: Seen): boolean => one.column.forms.some(({ read }) => isMost(one, read))

/** How many cells hold a word of this sort. */
const cellsOf = ({ column }: Seen, is: (word: FoundWord) => boolean): number =>
  column.words.filter(is).reduce((sum, { count }) => sum + count, 0)

function look({ name, values }: Column, usual: Usual): Seen {
  const filled = values.filter((value) => value.trim() !== '')
  const { forms, ambiguous } = formsIn(filled)
  return {
    column: { name, filled: filled.length, forms, ambiguous, ...wordsIn(filled, usual) },
    origins: filled.filter(isOrigin).length,
  }
}

function wordsIn(filled: readonly string[], usual: Usual): Pick<Suggestion, 'distinct' | 'words'> {
  const counts = new Map<string, number>()
  for (const value of filled) counts.set(value.trim(), (counts.get(value.trim()) ?? 0) + 1)
  const distinct = counts.size
  if (distinct > MOST_WORDS || [...counts.keys()].some((word) => word.length > LONGEST_WORD))
    return { distinct, words: [] }
  const words = [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([word, count]) => {
      const plain = plainName(word)
      return { word, count, outcome: usual.outcomes.get(plain), kind: usual.kinds.get(plain) }
    })
  return { distinct, words }
}

/** The forms that read most of the texts, and whether two of them read one text as two times. */
function formsIn(filled: readonly string[]): Pick<Suggestion, 'forms' | 'ambiguous'> {
  const [first] = filled
  if (first === undefined || !/\d/.test(first)) return { forms: [], ambiguous: false }
  const tried = FORMS.flatMap((form) => readAll(form, filled)).toSorted((a, b) => b.found.read - a.found.read)
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
    if (read(text, 'UTC', into) !== 'read' || into.timeUs < FIRST_US || into.timeUs > LAST_US) return -1
    const at = into.timeUs
    needsZone ||= read(text, '', into) === 'no-zone'
    return at
  })
  const count = found.filter((at) => at >= 0).length
  return count === 0 ? [] : [{ found: { form, read: count, of: filled.length, needsZone }, times: found }]
}
