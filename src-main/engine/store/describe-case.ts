import type { Database } from 'better-sqlite3'
import type { Ask } from '../../contract/calls.ts'
import { appendCustody } from './custody-log.ts'
import { type MetaKey, writeMeta } from './meta.ts'

/** Changes what people wrote about the case; the old words stay in the custody entry. */
export function describeCase(db: Database, { period, ...words }: Ask<'case.describe'>): void {
  const changes: [MetaKey, string][] = Object.entries(words).flatMap(([key, value]) =>
    value === undefined ? [] : [[key as MetaKey, value]],
  )
  if (period) changes.push(['from', period.from ?? ''], ['to', period.to ?? ''])
  if (changes.length === 0) return
  for (const [key, value] of changes) writeMeta(db, key, value)
  appendCustody(db, 'note', { described: Object.fromEntries(changes) })
}
