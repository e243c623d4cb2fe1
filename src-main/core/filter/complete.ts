import { lex } from './lex.ts'
import type { Span } from './lex.ts'
import { parse } from './parse.ts'
import { print } from './print.ts'
import { fieldNames, fieldOf, joined } from './query.ts'
import type { FieldName, Query } from './query.ts'

/** What is being written at the cursor: which part of the text a completion replaces, and what it begins with so far. */
export type Completion =
  | ({ readonly kind: 'field'; readonly text: string } & Span)
  | ({ readonly kind: 'value'; readonly field: FieldName; readonly text: string } & Span)

/** What to complete at a cursor (UTF-16 units from 0); undefined inside a field name that does not exist. */
export function completionAt(text: string, cursor: number): Completion | undefined {
  const token = lex(text).find((one) => one.from < cursor && cursor <= one.to)
  if (!token || token.sort !== 'term') return { kind: 'field', from: cursor, to: cursor, text: '' }
  const { name, value } = token
  if (!name)
    return { kind: 'field', from: token.from, to: token.to, text: text.slice(token.from, cursor).replace(/^"/, '') }
  if (cursor <= name.to) return { kind: 'field', from: name.from, to: name.to, text: text.slice(name.from, cursor) }
  const field = fieldOf(name.text)
  if (field === undefined) return undefined
  const begun = text.slice(value.from, Math.max(value.from, cursor))
  return { kind: 'value', field, from: value.from, to: value.to, text: begun.replaceAll(/^"|"$|\\(?=[\\*"()])/g, '') }
}

/** The fields whose name begins with, else holds, what was written. */
export function fieldsLike(text: string): FieldName[] {
  const asked = text.toLowerCase()
  const begins = fieldNames.filter((name) => name.toLowerCase().startsWith(asked))
  return [...begins, ...fieldNames.filter((name) => name.toLowerCase().indexOf(asked) > 0)]
}

/** One member of the outermost AND as a chip shows it; `field` is absent for searched text and for groups. */
export interface Chip extends Span {
  readonly text: string
  readonly value: string
  readonly field?: FieldName
  readonly negated: boolean
}

/** The chips of a query, in the order of the text; none while it has a mistake. */
export function chipsOf(text: string): Chip[] {
  const parsed = parse(text)
  if (!parsed.ok) return []
  return parsed.terms.map(({ from, to, query }) => {
    const negated = query.is === 'not'
    const inner = query.is === 'not' ? query.of : query
    return { from, to, text: text.slice(from, to), negated, ...shown(inner) }
  })
}

function shown(query: Query): { value: string; field?: FieldName } {
  if (query.is === 'net') return { field: 'ip', value: query.net }
  if (query.is === 'compare')
    return { field: query.field, value: `${query.op === '=' ? '' : `${query.op} `}${query.value}` }
  if (query.is === 'match') return { field: query.field, value: query.parts.join('*') }
  return { value: query.is === 'text' ? query.parts.join('*') : print(query) }
}

/** The text with one more member, or unchanged where it stands there already or the text has a mistake. */
export function withTerm(text: string, term: Query): string {
  const parsed = parse(text)
  if (!parsed.ok) return text
  const added = print(term)
  return parsed.terms.some((one) => print(one.query) === added)
    ? text
    : print(joined('and', [...parsed.terms.map((one) => one.query), term]))
}

/** The text without the member, wherever it stands in the outermost AND. */
export function withoutTerm(text: string, term: Query): string {
  const parsed = parse(text)
  if (!parsed.ok) return text
  const removed = print(term)
  return print(
    joined(
      'and',
      parsed.terms.map((one) => one.query).filter((one) => print(one) !== removed),
    ),
  )
}
