import type { Database } from 'better-sqlite3'
import { FaultError } from '../../contract/fault.ts'
import { parse } from '../../core/filter/parse.ts'
import type { Query } from '../../core/filter/query.ts'
import { writeTime } from '../../core/record/time.ts'
import { type Moment, type TimeRange, readRange, readSpoken } from '../../core/record/zone.ts'
import type { CaseColumns } from '../columns/case-columns.ts'
import { type Result, select } from '../columns/select.ts'

/** What a question over the records needs. `lastUs`: the time of the case's last record, which durations count back from. */
export interface Asking {
  readonly db: Database
  readonly columns: CaseColumns
  readonly zone: string
  readonly lastUs: number | undefined
}

/** A query text and the two ends of a range, as written. */
export interface Scope {
  readonly where: string
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** A scope answered: the records, the range echoed in UTC, and what must be said about how times were read. */
export interface Scoped {
  readonly query: Query
  readonly result: Result
  readonly range: { from?: string; to?: string }
  readonly notes: readonly string[]
}

/** Finds the records of a scope; a mistake in it is a `query` fault with its place in `where`. */
export function recordsOf({ columns, zone, lastUs }: Asking, scope: Scope): Scoped {
  const parsed = parse(scope.where)
  if (!parsed.ok) {
    const remedy = parsed.suggestion === undefined ? undefined : `Write ${parsed.suggestion} there.`
    throw new FaultError('query', { message: parsed.message, at: parsed.at, remedy })
  }
  const read = readRange(scope, zone, lastUs)
  if (!read.ok) throw new FaultError('query', { message: `${read.end}: ${read.message}` })
  const result = select(columns, parsed.query, read.range, { zone, lastUs })
  const notes = [...read.notes, ...notesOf(parsed.query, zone, lastUs)]
  return { query: parsed.query, result, range: echo(result.range), notes }
}

function notesOf(query: Query, zone: string, lastUs: number | undefined): readonly string[] {
  if (query.is === 'and' || query.is === 'or') return query.of.flatMap((one) => notesOf(one, zone, lastUs))
  if (query.is === 'not') return notesOf(query.of, zone, lastUs)
  if (query.is !== 'compare') return []
  const read = readSpoken(query.value, zone, lastUs)
  return read.ok ? read.notes : []
}

/** Both ends as RFC 3339 in UTC; an open end is left out. */
export function echo({ from, to }: TimeRange): { from?: string; to?: string } {
  return { ...(from && { from: written(from) }), ...(to && { to: written(to) }) }
}

/** With as many digits as the moment needs, in steps of three. */
function written({ us, ns }: Moment): string {
  const digits = ns > 0 ? 9 : us % 1000 ? 6 : us % 1_000_000 ? 3 : 0
  return writeTime(us, ns, digits)
}
