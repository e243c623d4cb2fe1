import { fold, matchesWhole } from '../../core/filter/pattern.ts'
import type { CompareOp, Query } from '../../core/filter/query.ts'
import type { Moment } from '../../core/record/zone.ts'
import type { CaseColumns } from './case-columns.ts'
import { type HashColumn, idHash, idText } from './column-names.ts'
import { type Predicate, tableOf } from './predicate.ts'

type Asked =
  | Extract<Query, { is: 'match' }>
  | (Extract<Query, { is: 'compare' }> & { readonly span?: { readonly from?: Moment; readonly to?: Moment } })

const operators: Readonly<Record<CompareOp, string>> = { '=': '=', '<': '<', '<=': '<=', '>': '>', '>=': '>=' }

/** What only the rows hold: seq, line, received, and request and trace ids. Ids go by their hash; the rest reads every row. */
export function idsInRows(columns: CaseColumns, asked: Asked): Predicate {
  const ids = columns.keep(`rows ${JSON.stringify(asked)}`, () => {
    const of = Uint32Array.from(asked.is === 'match' ? matching(columns, asked) : comparing(columns, asked))
    return { of, bytes: of.byteLength + 64 }
  })
  return byId(columns, ids)
}

function matching(columns: CaseColumns, asked: Extract<Asked, { is: 'match' }>): Iterable<number> {
  const { field, parts, exact } = asked
  const whole = parts.length === 1 && (field === 'requestId' || field === 'traceId')
  return whole ? idsByHash(columns, field, { text: parts[0] ?? '', exact }) : inEveryRow(columns, asked)
}

function byId(columns: CaseColumns, ids: ArrayLike<number>): Predicate {
  if (ids.length === 0) return { is: 'none' }
  return { is: 'among', column: columns.column('id'), table: tableOf(Array.from(ids), columns.greatest('id')) }
}

const rowColumn: Readonly<Record<string, string>> = {
  requestId: 'request_id',
  traceId: 'trace_id',
  id: 'id',
  seq: 'seq',
  line: 'line',
  received: 'received_us',
}

/** Every row whose hash is that of the text, compared with the row itself. */
function idsByHash(
  columns: CaseColumns,
  field: HashColumn,
  { text, exact }: { text: string; exact: boolean },
): number[] {
  const hash = idHash(text)
  const hashes = columns.column(field)
  const ids = columns.column('id')
  const candidates: number[] = []
  for (let i = 0; i < hashes.length; i++) if (hashes[i] === hash) candidates.push(ids[i] ?? 0)
  const rows = columns.db
    .prepare<[string], { id: number; value: unknown }>(
      `SELECT id, ${rowColumn[field]} AS value FROM record WHERE id IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(candidates))
  const same = (value: string | undefined): boolean =>
    value !== undefined && (exact ? value === text : fold(value) === fold(text))
  return rows.filter(({ value }) => same(idText(value))).map(({ id }) => id)
}

function* inEveryRow({ db }: CaseColumns, { field, parts, exact }: Extract<Asked, { is: 'match' }>): Generator<number> {
  const column = rowColumn[field]
  if (column === undefined) return
  const folded = parts.map(fold)
  const rows = db.prepare<[], { id: number; value: unknown }>(
    `SELECT id, ${column} AS value FROM record WHERE ${column} IS NOT NULL`,
  )
  for (const { id, value } of rows.iterate()) {
    const text = typeof value === 'number' ? String(value) : idText(value)
    if (text !== undefined && (exact ? text === parts[0] : matchesWhole(folded, fold(text)))) yield id
  }
}

function comparing({ db }: CaseColumns, { field, op, value, span }: Extract<Asked, { is: 'compare' }>): number[] {
  const column = rowColumn[field] ?? 'NULL'
  if (!span) {
    const sql = `SELECT id FROM record WHERE ${column} ${operators[op]} ?`
    return db.prepare<[number], number>(sql).pluck().all(Number(value))
  }
  // received times are kept in microseconds, so an end within one counts that one
  const least = span.from ? span.from.us + (span.from.ns > 0 ? 1 : 0) : Number.MIN_SAFE_INTEGER
  const end = span.to ? span.to.us + (span.to.ns > 0 ? 1 : 0) : Number.MAX_SAFE_INTEGER
  return db
    .prepare<[number, number], number>(`SELECT id FROM record WHERE ${column} >= ? AND ${column} < ?`)
    .pluck()
    .all(least, end)
}
