import type { Query } from '../../core/filter/query.ts'
import { type Moment, readSpoken } from '../../core/record/zone.ts'
import type { CaseColumns } from './case-columns.ts'
import type { Clock } from './compile.ts'
import type { Predicate } from './predicate.ts'
import { idsInRows } from './row-fields.ts'

type CompareQuery = Extract<Query, { is: 'compare' }>
type Span = { readonly from: Moment; readonly to: Moment }

/** A comparison of numbers or times. */
export function comparison(columns: CaseColumns, query: CompareQuery, clock: Clock): Predicate {
  const { field, op, value } = query
  if (field === 'port' || field === 'id') return numbers(columns, query)
  if (field === 'seq' || field === 'line') return idsInRows(columns, query)
  const read = readSpoken(value, clock.zone, clock.lastUs)
  if (!read.ok) return { is: 'none' }
  const span = spanOf(field, op, read)
  if (field === 'received') return idsInRows(columns, { ...query, span })
  const from = span.from ? columns.position(span.from) : 0
  const to = span.to ? columns.position(span.to) : columns.rows
  return { is: 'positions', from, to }
}

/** The half-open range that a comparison means; a bare date is its whole day. */
export function spanOf(
  field: CompareQuery['field'],
  op: CompareQuery['op'],
  { from, to }: Span,
): { from?: Moment; to?: Moment } {
  const after = to.us === from.us && to.ns === from.ns ? next(from) : to
  if (field === 'after' || op === '>=') return { from }
  if (field === 'before') return { to }
  if (op === '=') return { from, to: after }
  if (op === '>') return { from: after }
  return { to: op === '<' ? from : after }
}

const next = ({ us, ns }: Moment): Moment => (ns === 999 ? { us: us + 1, ns: 0 } : { us, ns: ns + 1 })

function numbers(columns: CaseColumns, { field, op, value }: CompareQuery): Predicate {
  const isPort = field === 'port'
  const asked = Number(value) + (isPort ? 1 : 0)
  // 0 is absent in both columns
  const least = op === '=' || op === '>=' ? asked : op === '>' ? asked + 1 : 1
  const most = op === '=' || op === '<=' ? asked : op === '<' ? asked - 1 : Infinity
  return { is: 'between', column: columns.column(isPort ? 'port' : 'id'), least: Math.max(1, least), most }
}
