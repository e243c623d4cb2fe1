import type { Database } from 'better-sqlite3'
import type { Ask } from '../../contract/calls.ts'
import { appendCustody } from './custody-log.ts'
import { type MetaKey, readMeta, writeMeta } from './meta.ts'

/** Changes what people wrote about the case; the old words stay in the custody entry. */
export function describeCase(db: Database, { period, ...words }: Ask<'case.describe'>): void {
  const changes: [MetaKey, string][] = Object.entries(words).flatMap(([key, value]) =>
    value === undefined ? [] : [[key as MetaKey, value]],
  )
  if (period) changes.push(['from', period.from ?? ''], ['to', period.to ?? ''])
  if (changes.length === 0) return
  const isOther = changes.some(([key, value]) => PERIOD.has(key) && readMeta(db, key) !== value)
  for (const [key, value] of changes) writeMeta(db, key, value)
  if (isOther) db.exec(FORGET)
  appendCustody(db, 'note', { described: Object.fromEntries(changes) })
}

/** What the period under audit is made of. */
const PERIOD: ReadonlySet<MetaKey> = new Set(['from', 'to', 'zone'])
/** Verdicts that were held against another period are none any more. */
const HELD_AGAINST = `SELECT bundle FROM check_result WHERE body ->> '$.check' = 'chain.span'`
const FORGET = `DELETE FROM check_run WHERE bundle IN (${HELD_AGAINST}); DELETE FROM check_result WHERE bundle NOT IN (SELECT bundle FROM check_run)`
