import { print } from '../../../src-main/core/filter/print.ts'
import { parse, type Placed } from '../../../src-main/core/filter/parse.ts'
import { type FieldName, fieldOf, joined, type Query, valueQuery } from '../../../src-main/core/filter/query.ts'

/** One condition of a query as a chip shows it. */
export interface QueryChip {
  readonly query: Query
  readonly excluded: boolean
  /** Absent for free text and for expressions over more than one field. */
  readonly field: FieldName | undefined
  /** More than one: any of them. */
  readonly values: readonly string[]
}

interface Asked {
  readonly field: FieldName
  readonly values: readonly string[]
}

const one = (field: FieldName, value: string): Asked => ({ field, values: [value] })

/** The field and values of a condition, where it asks one field for one value or any of several. */
function askedOf(query: Query): Asked | undefined {
  if (query.is === 'match') return one(query.field, query.parts.join('*'))
  if (query.is === 'net') return one('ip', query.net)
  if (query.is === 'compare') return one(query.field, `${query.op === '=' ? '' : query.op}${query.value}`)
  if (query.is !== 'or') return undefined
  const all = query.of.map(askedOf)
  const field = all[0]?.field
  if (field === undefined || all.some((asked) => asked?.field !== field)) return undefined
  return { field, values: all.flatMap((asked) => asked?.values ?? []) }
}

function chipOf({ query }: Pick<Placed, 'query'>): QueryChip {
  const excluded = query.is === 'not'
  const inner = query.is === 'not' ? query.of : query
  const asked = askedOf(inner)
  const values = asked?.values ?? [inner.is === 'text' ? inner.parts.join('*') : print(inner)]
  return { query, excluded, field: asked?.field, values }
}

/** The conditions of a query; undefined while it has a mistake. */
export function chipsOf(text: string): readonly QueryChip[] | undefined {
  const parsed = parse(text)
  return parsed.ok ? parsed.terms.map(chipOf) : undefined
}

const written = (queries: readonly Query[]): string => (queries.length === 0 ? '' : print(joined('and', queries)))
const queriesOf = (text: string): readonly Query[] => chipsOf(text)?.map(({ query }) => query) ?? []

/** The query without one of its chips. */
export const withoutChip = (text: string, place: number): string =>
  written(queriesOf(text).filter((_, n) => n !== place))

/** The query with one of its chips turned between wanted and excluded. */
export const turnedChip = (text: string, place: number): string =>
  written(
    queriesOf(text).map((query, n) =>
      n === place ? (query.is === 'not' ? query.of : { is: 'not', of: query }) : query,
    ),
  )

/** The query with what was typed beside it; what was typed may have a mistake, and so has the whole then. */
export function withTyped(text: string, typed: string): string {
  const parsed = parse(typed)
  if (!parsed.ok) return [text, typed].filter(Boolean).join(' ')
  const have = queriesOf(text)
  const known = new Set(have.map(print))
  return written([...have, ...parsed.terms.map(({ query }) => query).filter((query) => !known.has(print(query)))])
}

const isAbout = (field: FieldName) => (chip: QueryChip) => chip.field === field

/** Whether a field's value is asked for, excluded, or neither. */
export function stateOf(text: string, name: string, value: string): 'in' | 'out' | 'none' {
  const field = fieldOf(name)
  const chip = field && chipsOf(text)?.find((each) => isAbout(field)(each) && each.values.includes(value))
  return chip ? (chip.excluded ? 'out' : 'in') : 'none'
}

/** Values of a field that the query asks for, so that they stay in its facet when nothing matches them. */
export const askedValues = (text: string, name: string): readonly string[] =>
  chipsOf(text)
    ?.filter(({ field }) => field === fieldOf(name))
    .flatMap(({ values }) => values) ?? []

/** Includes a value beside others of its field, excludes it, or leaves only it; asked twice, it is taken back. */
export function withValue(text: string, name: string, value: string, act: 'include' | 'exclude' | 'only'): string {
  const field = fieldOf(name)
  const chips = chipsOf(text)
  if (!field || !chips) return text
  const mine = isAbout(field)
  const others = chips.filter((chip) => !mine(chip)).map(({ query }) => query)
  const any = (values: readonly string[]): Query[] =>
    values.length === 0
      ? []
      : [
          joined(
            'or',
            values.map((each) => valueQuery(field, each)),
          ),
        ]
  if (act === 'only') return written([...others, valueQuery(field, value)])
  const out = chips
    .filter((chip) => mine(chip) && chip.excluded && !chip.values.includes(value))
    .map(({ query }) => query)
  const had = chips.filter((chip) => mine(chip) && !chip.excluded).flatMap(({ values }) => values)
  const rest = had.filter((each) => each !== value)
  if (act === 'include') return written([...others, ...out, ...any(had.includes(value) ? rest : [...had, value])])
  const not: Query[] = stateOf(text, name, value) === 'out' ? [] : [{ is: 'not', of: valueQuery(field, value) }]
  return written([...others, ...out, ...any(rest), ...not])
}
