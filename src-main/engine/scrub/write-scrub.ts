import type { Database } from 'better-sqlite3'
import { appendCustody } from '../store/custody-log.ts'
import { isScrubPending } from '../store/scrubs.ts'
import type { ScrubCounts } from './plan-scrub.ts'
import { type Planned, digestOfPlanned } from './planned.ts'

/** Why the originals are scrubbed, and what is counted. */
export interface ScrubAct {
  readonly reason: string
  readonly counts: ScrubCounts
}

const REWRITE = `UPDATE raw_block SET body = (SELECT b.body FROM scrub_block b WHERE b.file = raw_block.file AND b.offset = raw_block.offset)
                  WHERE (file, offset) IN (SELECT file, offset FROM scrub_block)`
const TOUCHED = '(SELECT bundle FROM planned_file)'

/**
 * Enters the act, then what it overwrites, then overwrites it: one transaction, so there is all of it or nothing. The verification
 * of the bundles it touches no longer says anything and goes. Answers the number of the custody entry.
 */
export function writeScrub({ db }: Planned, act: ScrubAct): number {
  db.pragma('secure_delete = ON')
  db.pragma('synchronous = FULL')
  return db
    .transaction(() => {
      const { seq } = appendCustody(db, 'original-scrubbed', detailOf(db, act))
      const scrub = db.prepare("INSERT INTO scrub (custody, state) VALUES (?, 'pending')").run(seq).lastInsertRowid
      for (const sql of [
        'INSERT INTO scrub_file SELECT file, ?, text_sha256, text_lines FROM planned_file',
        'INSERT INTO scrub_line SELECT file, offset, ?, line, whole, sha256, reading FROM planned_line',
        'INSERT INTO scrub_block SELECT file, offset, ?, body FROM planned_block',
      ])
        db.prepare(sql).run(scrub)
      db.exec(`${REWRITE}; DELETE FROM scrub_block`)
      db.exec(`DELETE FROM check_result WHERE bundle IN ${TOUCHED}; DELETE FROM check_run WHERE bundle IN ${TOUCHED}`)
      return seq
    })
    .immediate()
}

function detailOf(db: Database, { reason, counts }: ScrubAct): Record<string, unknown> {
  const files = db.prepare('SELECT bundle, path, lines FROM planned_file ORDER BY file').all()
  const blocks = db.prepare('SELECT count(*) FROM planned_block').pluck().get()
  const { lines, values, whole, unplaced } = counts
  return { reason, lines, values, whole, unplaced, blocks, files, rows_sha256: digestOfPlanned(db) }
}

/**
 * Brings what was scrubbed into the case file itself, where it stands over the old bytes, and empties the log beside it, which may hold them.
 * Answers false where somebody reads the case just now: then it is still to be done, and is, at the latest at the next opening.
 */
export function finishScrubs(db: Database): boolean {
  if (!isScrubPending(db)) return true
  const [said] = db.pragma('wal_checkpoint(TRUNCATE)') as { readonly busy: number }[]
  if (said?.busy !== 0) return false
  db.prepare("UPDATE scrub SET state = 'done' WHERE state = 'pending'").run()
  return true
}
