import type { Query } from '../../../core/filter/query.ts'
import { actorKinds, flagBit, flagNames, kinds, outcomes, termFields } from '../../../core/record/record.ts'
import { readSpoken } from '../../../core/record/zone.ts'
import { termColumn } from '../column-names.ts'

/** The query as one SQL condition over `record r`: what the columns must agree with. */
export function plainSql(query: Query): string {
  if (query.is === 'all') return '1'
  if (query.is === 'and') return `(${query.of.map(plainSql).join(' AND ')})`
  if (query.is === 'or') return `(${query.of.map(plainSql).join(' OR ')})`
  if (query.is === 'not') return `NOT ${plainSql(query.of)}`
  if (query.is === 'text') return textSql(query.parts)
  if (query.is === 'compare') return compareSql(query)
  if (query.is === 'match') return matchSql(query)
  throw new Error('networks have their own test')
}

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`
const like = (parts: readonly string[]): string => parts.map((part) => part.replaceAll(/[\\%_]/g, '\\$&')).join('%')
const likeSql = (what: string, pattern: string): string =>
  `(${what} IS NOT NULL AND ${what} LIKE ${text(pattern)} ESCAPE '\\')`
const termSql = (field: (typeof termFields)[number]): string =>
  `(SELECT text FROM term WHERE id = r.${termColumn(field)})`
const ofBundle: Readonly<Record<string, string>> = {
  bundle: '(SELECT name FROM bundle b WHERE b.id = r.bundle)',
  proof: "coalesce((SELECT verdict FROM check_run c WHERE c.bundle = r.bundle), 'unchecked')",
  requestId: 'r.request_id',
  traceId: 'r.trace_id',
  port: 'r.port',
}
const words: Readonly<Record<string, { list: readonly string[]; column: string }>> = {
  kind: { list: kinds, column: 'kind' },
  outcome: { list: outcomes, column: 'outcome' },
  actorKind: { list: actorKinds, column: 'actor_kind' },
}

function textSql(parts: readonly string[]): string {
  const anywhere = termFields.map((field) => likeSql(termSql(field), `%${like(parts)}%`))
  const whole = parts.length === 1 && (parts[0] ?? '').length >= 8
  const ids = whole ? ['request_id', 'trace_id'].map((name) => likeSql(`r.${name}`, like(parts))) : []
  return `(${[...anywhere, ...ids].join(' OR ')})`
}

function matchSql({ field, parts, exact }: Extract<Query, { is: 'match' }>): string {
  const word = words[field]
  if (word) return `r.${word.column} = ${word.list.indexOf(parts[0] ?? '')}`
  if (field === 'flag') return `(r.flags & ${flagBit(flagNames.find((name) => name === parts[0]) ?? 'paired')}) != 0`
  const term = termFields.find((one) => one === field)
  const what = term ? termSql(term) : (ofBundle[field] ?? 'NULL')
  return exact ? `coalesce(${what} = ${text(parts[0] ?? '')}, 0)` : likeSql(what, like(parts))
}

function compareSql({ field, op, value }: Extract<Query, { is: 'compare' }>): string {
  if (field === 'port' || field === 'seq' || field === 'id') return `coalesce(r.${field} ${op} ${value}, 0)`
  const read = readSpoken(value, 'UTC', 0)
  if (!read.ok) throw new Error(read.message)
  const nanos = (end: 'from' | 'to'): bigint => BigInt(read[end].us) * 1000n + BigInt(read[end].ns)
  const time = '(r.time_us * 1000 + r.time_ns)'
  if (field === 'after' || op === '>=') return `${time} >= ${nanos('from')}`
  if (field === 'before') return `${time} < ${nanos('to')}`
  return timeSql(time, op, nanos('from'), nanos('to'))
}

/** From and to are one for a moment, else the ends of a day. */
function timeSql(time: string, op: string, from: bigint, to: bigint): string {
  const after = from === to ? to + 1n : to
  if (op === '=') return `(${time} >= ${from} AND ${time} < ${after})`
  if (op === '>') return `${time} >= ${after}`
  return op === '<' ? `${time} < ${from}` : `${time} < ${after}`
}
