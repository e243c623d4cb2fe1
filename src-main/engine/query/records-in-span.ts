import type { Database } from 'better-sqlite3'
import { type Instant, readTime, writeTime } from '../../core/record/time.ts'
import type { RecordsInSpan } from '../../core/verify/period.ts'

const COUNT = `SELECT count(*) AS covered,
                      count(*) FILTER (WHERE (time_us, time_ns) < (:fromUs, :fromNs) OR (time_us, time_ns) >= (:toUs, :toNs)) AS outside
                 FROM record WHERE bundle = :bundle`
const FIRST = `SELECT f.path AS file, r.line, r.time_us AS us, r.time_ns AS ns, r.time_digits AS digits
                 FROM record r JOIN bundle_file f ON f.id = r.file
                WHERE r.bundle = :bundle AND ((time_us, time_ns) < (:fromUs, :fromNs) OR (time_us, time_ns) >= (:toUs, :toNs))
                ORDER BY r.id LIMIT 1`

/** A bundle's records against a half-open span, both ends RFC 3339; undefined where an end is no time that can be read. */
export function recordsInSpan(db: Database, bundle: number, from: string, to: string): RecordsInSpan | undefined {
  const begin: Instant = { timeUs: 0, timeNs: 0, timeDigits: 0 }
  const end: Instant = { ...begin }
  if (!readTime(from, begin) || !readTime(to, end)) return undefined
  const span = { bundle, fromUs: begin.timeUs, fromNs: begin.timeNs, toUs: end.timeUs, toNs: end.timeNs }
  const counted = db.prepare<[object], { covered: number; outside: number }>(COUNT).get(span) ?? {
    covered: 0,
    outside: 0,
  }
  if (counted.outside === 0) return counted
  type Row = {
    readonly file: string
    readonly line: number
    readonly us: number
    readonly ns: number
    readonly digits: number
  }
  const first = db.prepare<[object], Row>(FIRST).get(span)
  return {
    ...counted,
    ...(first && { first: { file: first.file, line: first.line, time: writeTime(first.us, first.ns, first.digits) } }),
  }
}
