import { readOrigin } from '../entry/origin.ts'
import type { Kind, Outcome } from '../record/record.ts'
import { plainName } from './lookup.ts'
import type { MappedField } from './mapping.ts'
import type { Profile } from './profile.ts'
import { type TimeForms, type TimeHalf, formsIn } from './time-forms.ts'

/** One column or member of a source, with its texts in the first entries; '' where an entry has none. */
export interface Column {
  readonly name: string
  readonly values: readonly string[]
}

/** A word that stands in a column, and what it usually means; undefined where that is not known and must be asked. */
export interface FoundWord {
  readonly word: string
  readonly count: number
  readonly outcome?: Outcome | undefined
  readonly kind?: Kind | undefined
}

/** What a column may be. */
export interface Suggestion extends TimeForms {
  readonly name: string
  readonly field?: MappedField | undefined
  /** Filled cells. */
  readonly filled: number
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
  propose('time', (one) => isTime(one))
  const [day, clock] = (taken.has('time') ? undefined : halvesIn(seen)) ?? []
  propose('time', (one) => one === day)
  propose('timeOfDay', (one) => one === clock)
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

const isTime = (one: Seen, half?: TimeHalf): boolean =>
  one.column.half === half && one.column.forms.some(({ read }) => isMost(one, read))

/** A day and a time of day in columns of their own: the pair that stands closest, where no column is a whole time. */
function halvesIn(seen: readonly Seen[]): readonly [day: Seen, clock: Seen] | undefined {
  const day = seen.find((one) => isTime(one, 'day'))
  if (day === undefined) return undefined
  const far = (one: Seen): number => Math.abs(seen.indexOf(one) - seen.indexOf(day))
  const [clock] = seen.filter((one) => isTime(one, 'clock')).toSorted((a, b) => far(a) - far(b))
  return clock && [day, clock]
}

/** How many cells hold a word of this sort. */
const cellsOf = ({ column }: Seen, is: (word: FoundWord) => boolean): number =>
  column.words.filter(is).reduce((sum, { count }) => sum + count, 0)

function look({ name, values }: Column, usual: Usual): Seen {
  const filled = values.filter((value) => value.trim() !== '')
  return {
    column: { name, filled: filled.length, ...formsIn(filled), ...wordsIn(filled, usual) },
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
