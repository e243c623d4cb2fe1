import type { Database } from 'better-sqlite3'
import { type TimeRange, readRange } from '../../core/record/zone.ts'
import type { AskedPeriod } from '../../core/verify/cloudtrail/summary.ts'
import { readMeta } from './meta.ts'

/** The period under audit as it was written; an open end is left out. */
export function writtenPeriod(db: Database): { readonly from?: string; readonly to?: string } {
  const [from, to] = [readMeta(db, 'from'), readMeta(db, 'to')]
  return { ...(from && { from }), ...(to && { to }) }
}

/** The same as times, in the case's zone. */
export function auditRange(db: Database): TimeRange {
  const read = readRange(writtenPeriod(db), readMeta(db, 'zone') || 'UTC')
  return read.ok ? read.range : {}
}

/** What a proof that reaches over a time is held against; undefined where the case has no period. */
export function auditPeriod(db: Database): AskedPeriod | undefined {
  const { from, to } = auditRange(db)
  if (from === undefined && to === undefined) return undefined
  return { fromUs: from?.us, toUs: to && to.us + Math.sign(to.ns) }
}
