import { actorKinds, flagNames, kinds, outcomes, termFields } from '../record/record.ts'
import type { TermField, TextField } from '../record/record.ts'
import { verdicts } from '../verify/check.ts'

/** Longest text of a query, in UTF-16 units; provisional: the contract's limit for `where`. */
export const QUERY_CHARS = 4096
/** Deepest nesting of parentheses and negations; provisional: more than people write, less than a stack needs. */
export const QUERY_DEPTH = 32
/** Most terms of one query; provisional: each costs a pass over the records. */
export const QUERY_TERMS = 256

/** What stands behind `proof:`: the verdict of the record's bundle, or that it was never checked. */
export const proofWords = [...verdicts, 'unchecked'] as const

/** Fields whose value is one of a closed list. */
export const wordFields = {
  kind: kinds,
  outcome: outcomes,
  actorKind: actorKinds,
  flag: flagNames,
  proof: proofWords,
} as const
export type WordField = keyof typeof wordFields

export const numberFields = ['port', 'seq', 'line', 'id'] as const
export type NumberField = (typeof numberFields)[number]

/** Fields that hold a time; `after` and `before` are the two ends of a range over `time`. */
export const timeFields = ['time', 'received', 'after', 'before'] as const
export type TimeField = (typeof timeFields)[number]

/** Fields that are compared as text: terms, ids in the row, and the names of bundle and file. */
export type NameField = TermField | TextField | 'bundle' | 'file'
export type FieldName = NameField | WordField | NumberField | TimeField

/** Every field a query can name, in the order completions show them. */
export const fieldNames: readonly FieldName[] = [
  ...termFields,
  'kind',
  'outcome',
  'actorKind',
  'flag',
  'proof',
  'after',
  'before',
  'time',
  'received',
  'bundle',
  'file',
  'requestId',
  'traceId',
  'port',
  'seq',
  'line',
  'id',
]

/**
 * A pattern: the literal pieces between wildcards. `['abc']` is the value itself, `['a', '']` begins with a, `['', '']` is
 * anything. Only the first and the last piece may be empty where there are several.
 */
export type Parts = readonly string[]
export type CompareOp = '=' | '<' | '<=' | '>' | '>='

/** A query as a tree. `and` and `or` hold at least two members and never one of their own sort. */
export type Query =
  | { readonly is: 'all' }
  | { readonly is: 'and'; readonly of: readonly Query[] }
  | { readonly is: 'or'; readonly of: readonly Query[] }
  | { readonly is: 'not'; readonly of: Query }
  | { readonly is: 'text'; readonly parts: Parts }
  | { readonly is: 'match'; readonly field: FieldName; readonly parts: Parts; readonly exact: boolean }
  | { readonly is: 'net'; readonly net: string }
  | { readonly is: 'compare'; readonly field: NumberField | TimeField; readonly op: CompareOp; readonly value: string }

/** The query that every record matches. */
export const everything: Query = { is: 'all' }

/** The canonical tree of members that must all hold (`and`) or of which one must hold (`or`). */
export function joined(is: 'and' | 'or', members: readonly Query[]): Query {
  const flat = members.flatMap((one) => (one.is === is ? one.of : [one]))
  const [first] = flat
  if (first === undefined) return everything
  return flat.length === 1 ? first : { is, of: flat }
}

const byLowerName = new Map<string, FieldName>([
  ...fieldNames.map((name): [string, FieldName] => [name.toLowerCase(), name]),
  ['flags', 'flag'],
])

/** The field of a name as people write it: case does not matter, `flags` is `flag`. */
export const fieldOf = (name: string): FieldName | undefined => byLowerName.get(name.toLowerCase())

export const isWordField = (field: string): field is WordField => Object.hasOwn(wordFields, field)
export const isNumberField = (field: string): field is NumberField => numberFields.some((one) => one === field)
export const isTimeField = (field: string): field is TimeField => timeFields.some((one) => one === field)

/** The query for exactly this value of a field, as a click on a facet asks it. */
export function valueQuery(field: FieldName, value: string): Query {
  if (isNumberField(field)) return { is: 'compare', field, op: '=', value }
  const exact = !isWordField(field) && !isTimeField(field)
  return { is: 'match', field, parts: [value], exact }
}
