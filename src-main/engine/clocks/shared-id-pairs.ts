import type { Database } from 'better-sqlite3'
import type { ClockRule } from '../../core/clocks/clock-rules.ts'
import { idText } from '../columns/column-names.ts'
import type { FoundPair, Reading } from './clock-pairs.ts'

type Row = readonly [id: unknown, record: number, format: string, us: number, digits: number]

const rowsOf = (column: 'request_id' | 'trace_id'): string =>
  `SELECT r.${column}, r.id, b.format, r.time_us, r.time_digits
     FROM record r JOIN bundle b ON b.id = r.bundle
    WHERE b.state = 'complete' AND r.${column} IS NOT NULL ORDER BY r.${column}, r.id`
const FORMATS = "SELECT count(DISTINCT format) FROM bundle WHERE state = 'complete'"

/** One record in each of two systems that share an id: among more it is not known which belong together. */
export function* sharedIdPairs(db: Database): Generator<FoundPair> {
  if ((db.prepare<[], number>(FORMATS).pluck().get() ?? 0) < 2) return
  yield* sharing(db, 'request_id', 'request-id')
  yield* sharing(db, 'trace_id', 'trace-id')
}

function* sharing(db: Database, column: 'request_id' | 'trace_id', rule: ClockRule): Generator<FoundPair> {
  let id: string | undefined
  let group: Reading[] = []
  for (const [cell, record, clock, us, digits] of db.prepare<[], Row>(rowsOf(column)).raw().iterate()) {
    const next = idText(cell)
    if (next !== id) {
      yield* pairIn(group, rule)
      group = []
    }
    id = next
    if (group.length < 3) group.push({ record, clock, us, digits })
  }
  yield* pairIn(group, rule)
}

function* pairIn(group: readonly Reading[], rule: ClockRule): Generator<FoundPair> {
  const [first, second] = group
  if (first && second && group.length === 2 && first.clock !== second.clock) yield { rule, first, second }
}
