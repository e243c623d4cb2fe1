import { fold, matchesWhole } from '../../core/filter/pattern.ts'
import { inNet, readAddress, readNet } from '../../core/filter/net.ts'
import type { FieldName, NameField, Query, WordField } from '../../core/filter/query.ts'
import { isWordField, wordFields } from '../../core/filter/query.ts'
import { flagBit, flagNames, termFields } from '../../core/record/record.ts'
import type { TermField } from '../../core/record/record.ts'
import type { CaseColumns } from './case-columns.ts'
import type { ColumnName } from './column-names.ts'
import { comparison } from './comparison.ts'
import { type Predicate, allHold, fails, tableOf } from './predicate.ts'
import { bundleVerdicts } from './proof.ts'
import { idsInRows } from './row-fields.ts'
import { searchTerms, textsOf } from './term-search.ts'

/** How times without an offset are read, and what durations count back from. */
export interface Clock {
  readonly zone: string
  readonly lastUs: number | undefined
}

type MatchQuery = Extract<Query, { is: 'match' }>

const nothing: Predicate = { is: 'none' }
const isTermField = (field: string): field is TermField => termFields.some((one) => one === field)

/** Shortest text that is also looked up as a whole request or trace id; provisional. */
const ID_CHARS = 8

/** Turns a query into a predicate over the columns: text becomes sets of ids, times become ranges of positions. */
export function compile(columns: CaseColumns, query: Query, clock: Clock): Predicate {
  switch (query.is) {
    case 'all':
      return { is: 'all' }
    case 'and':
      return allHold(query.of.map((one) => compile(columns, one, clock)))
    case 'or':
      return either(query.of.map((one) => compile(columns, one, clock)))
    case 'not':
      return fails(compile(columns, query.of, clock))
    case 'text':
      return anywhere(columns, query.parts)
    case 'net':
      return fromNet(columns, query.net)
    case 'compare':
      return comparison(columns, query, clock)
    case 'match':
      return match(columns, query)
  }
}

/** Alternatives over one column are one set. */
function either(members: readonly Predicate[]): Predicate {
  if (members.some((one) => one.is === 'all')) return { is: 'all' }
  const sets = new Map<unknown, Extract<Predicate, { is: 'among' }>>()
  const rest: Predicate[] = []
  for (const one of members) {
    const held = one.is === 'among' ? sets.get(one.column) : undefined
    if (one.is === 'among') sets.set(one.column, held ? { ...one, table: union(held.table, one.table) } : one)
    else if (one.is !== 'none') rest.push(one)
  }
  const of = [...sets.values(), ...rest]
  const [first] = of
  if (first === undefined) return nothing
  return of.length === 1 ? first : { is: 'or', of }
}

function union(a: Uint8Array, b: Uint8Array): Uint8Array {
  const [longer, shorter] = a.length >= b.length ? [a, b] : [b, a]
  const table = Uint8Array.from(longer)
  for (let i = 0; i < shorter.length; i++) table[i] = (table[i] ?? 0) | (shorter[i] ?? 0)
  return table
}

function among(columns: CaseColumns, name: ColumnName, values: ArrayLike<number>): Predicate {
  if (values.length === 0) return nothing
  return { is: 'among', column: columns.column(name), table: tableOf(Array.from(values), columns.greatest(name)) }
}

function match(columns: CaseColumns, query: MatchQuery): Predicate {
  const { field, parts, exact } = query
  if (isWordField(field)) return words(columns, field, parts)
  if (isAnything(query) && isOptional(field)) return present(columns, field)
  if (isTermField(field)) {
    const ids = searchTerms(columns, { how: exact ? 'exact' : 'whole', parts }, field)
    return among(columns, field, occurringOf(columns, field, ids))
  }
  return field === 'bundle' || field === 'file' ? named(columns, field, query) : idsInRows(columns, query)
}

/** Fields whose column says with 0 that the record has none. */
const isOptional = (field: FieldName): field is TermField | 'port' | 'requestId' | 'traceId' =>
  isTermField(field) || field === 'port' || field === 'requestId' || field === 'traceId'

const isAnything = ({ exact, parts }: MatchQuery): boolean => !exact && parts.length === 2 && parts.join('') === ''

const present = (columns: CaseColumns, name: ColumnName): Predicate => ({
  is: 'between',
  column: columns.column(name),
  least: 1,
  most: Infinity,
})

function occurringOf(columns: CaseColumns, field: TermField, ids: Uint32Array): Uint32Array {
  const occurring = columns.occurring(field)
  const [few, many] = ids.length < occurring.length ? [ids, occurring] : [occurring, new Set(ids)]
  return few.filter((id) => (many instanceof Set ? many.has(id) : holds(many, id)))
}

/** Whether an ascending list holds a number. */
function holds(list: Uint32Array, wanted: number): boolean {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((list[middle] ?? 0) < wanted) low = middle + 1
    else high = middle
  }
  return list[low] === wanted
}

function anywhere(columns: CaseColumns, parts: readonly string[]): Predicate {
  const ids = searchTerms(columns, { how: 'anywhere', parts })
  const found = termFields.map((field) => among(columns, field, occurringOf(columns, field, ids)))
  const [text = ''] = parts
  if (parts.length === 1 && text.length >= ID_CHARS) {
    found.push(
      ...(['requestId', 'traceId'] as const).map((field) =>
        idsInRows(columns, { is: 'match', field, parts, exact: false }),
      ),
    )
  }
  return either(found)
}

function fromNet(columns: CaseColumns, text: string): Predicate {
  const net = readNet(text)
  if (!net) return nothing
  const ids = columns.keep(`net ${text}`, () => {
    const inside = textsOf(columns.db, columns.occurring('ip')).filter((one) => {
      const address = readAddress(one.text)
      return address !== undefined && inNet(net, address)
    })
    const of = Uint32Array.from(inside, ({ id }) => id)
    return { of, bytes: of.byteLength + 64 }
  })
  return among(columns, 'ip', ids)
}

function words(columns: CaseColumns, field: WordField, parts: readonly string[]): Predicate {
  const folded = parts.map(fold)
  const wanted = (word: string): boolean => matchesWhole(folded, word)
  if (field === 'flag') {
    const bits = flagNames.filter(wanted).reduce((sum, name) => sum | flagBit(name), 0)
    return bits === 0 ? nothing : { is: 'bits', column: columns.column('flags'), bits }
  }
  if (field === 'proof') {
    const bundles = [...bundleVerdicts(columns)].filter(([, verdict]) => wanted(verdict)).map(([bundle]) => bundle)
    return among(columns, 'bundle', bundles)
  }
  const values = wordFields[field].flatMap((word, value) => (wanted(word) ? [value] : []))
  return among(columns, field, values)
}

/** A bundle by name or number, a file by path. */
function named(
  columns: CaseColumns,
  field: Extract<NameField, 'bundle' | 'file'>,
  { parts, exact }: MatchQuery,
): Predicate {
  const sql = field === 'bundle' ? 'SELECT id, name AS text FROM bundle' : 'SELECT id, path AS text FROM bundle_file'
  const folded = parts.map(fold)
  const wanted = (text: string): boolean => (exact ? text === parts[0] : matchesWhole(folded, fold(text)))
  const held = columns.db.prepare<[], { id: number; text: string }>(sql).all()
  const found = held.filter(
    ({ id, text }) => wanted(text) || (field === 'bundle' && parts.length === 1 && parts[0] === String(id)),
  )
  return among(
    columns,
    field,
    found.map(({ id }) => id),
  )
}
