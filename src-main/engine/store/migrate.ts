import type { Database } from 'better-sqlite3'
import { FaultError } from '../../contract/fault.ts'
import { caseTables } from './migrations/001-case.ts'
import { scrubTables } from './migrations/002-scrub.ts'
import { sigstoreIdentity } from './migrations/003-sigstore-identity.ts'

/** In order, append only: a released step is never edited. `user_version` counts the steps applied. */
export const steps: readonly string[] = [caseTables, scrubTables, sigstoreIdentity]

/** Brings an open case to the newest schema, in one transaction; a case from a later version is refused untouched. */
export function migrate(db: Database, upTo: readonly string[] = steps): void {
  const applied = Number(db.pragma('user_version', { simple: true }))
  if (applied > upTo.length) {
    throw new FaultError('case-newer', {
      message: `This case was written by a later version (schema ${applied}, this version knows ${upTo.length}).`,
      remedy: 'Open it with that version or a newer one. Nothing was changed.',
    })
  }
  if (applied === upTo.length) return
  db.transaction(() => {
    for (const step of upTo.slice(applied)) db.exec(step)
    db.pragma(`user_version = ${upTo.length}`)
  })()
}
