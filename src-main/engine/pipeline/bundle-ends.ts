import { createHash } from 'node:crypto'
import type { FormatAdapter } from '../../core/formats/format.ts'
import { writeTime } from '../../core/record/time.ts'
import { endRecords } from '../columns/runs.ts'
import type { WritingContext } from '../jobs/job.ts'
import { appendCustody } from '../store/custody-log.ts'
import { indexTerms } from '../store/remove-incomplete.ts'
import type { Ledger } from './file-writer.ts'
import type { PlannedBundle } from './plan-import.ts'

/** What was said of a bundle as a whole. */
export interface Begun {
  readonly environment: string
  readonly zone: string | undefined
  /** The first bundle of the same import; undefined for that one itself. */
  readonly batch: number | undefined
}

/** Enters a bundle that is not yet to be seen, and the act; answers its id. */
export function beginBundle({ db }: WritingContext, plan: PlannedBundle, how: Begun): number {
  const { name, shape, adapter, confidence, reasons } = plan
  return db.transaction(() => {
    const { lastInsertRowid } = db
      .prepare(
        `INSERT INTO bundle (name, format, profile, confidence, reasons, shape, state, environment, zone, started_us, first_record)
         VALUES (?, ?, ?, ?, ?, ?, 'importing', ?, ?, ?, ?)`,
      )
      .run(
        name,
        adapter.id,
        keepProfile(db, adapter),
        confidence,
        JSON.stringify(reasons),
        shape,
        how.environment || null,
        how.zone ?? null,
        Date.now() * 1000,
        nextRecord(db),
      )
    const id = Number(lastInsertRowid)
    db.prepare('UPDATE bundle SET batch = ? WHERE id = ?').run(how.batch ?? id, id)
    appendCustody(db, 'import-started', {
      bundle: id,
      name,
      format: adapter.id,
      files: plan.files.map(({ member }) => member.path),
    })
    return id
  })()
}

/** The profile that reads a bundle stays with the case, so that its originals can always be read again the same way. */
function keepProfile(db: WritingContext['db'], { id, profile }: FormatAdapter): number | null {
  if (profile === undefined) return null
  const sha256 = createHash('sha256').update(profile).digest('hex')
  db.prepare('INSERT INTO profile (format, sha256, body) VALUES (?, ?, ?) ON CONFLICT (sha256) DO NOTHING').run(
    id,
    sha256,
    profile,
  )
  return db.prepare<[string], number>('SELECT id FROM profile WHERE sha256 = ?').pluck().get(sha256) ?? null
}

/** The id of the next record. */
export const nextRecord = (db: WritingContext['db']): number =>
  (db.prepare<[], { id: number | null }>('SELECT max(id) AS id FROM record').get()?.id ?? 0) + 1

export interface WrittenFile extends Ledger {
  readonly path: string
  readonly bytes: number
  readonly sha256: string
  readonly role: 'log' | 'tag'
}

type Completed = {
  readonly id: number
  readonly plan: PlannedBundle
  readonly files: readonly WrittenFile[]
  readonly ledger: Ledger
}

type Moment = { readonly us: number; readonly ns: number; readonly digits: number }

const textOf = (at: Moment | undefined): string | null => (at ? writeTime(at.us, at.ns, at.digits) : null)

/** The one commit that makes the bundle visible, on the disk before it returns (synchronous=FULL). */
export function completeBundle({ db }: WritingContext, { id, plan, files, ledger }: Completed): void {
  // by the columns, which are in the order of time: the table would have to be read as a whole
  const moment = db.prepare<[number], Moment>(
    'SELECT time_us AS us, time_ns AS ns, time_digits AS digits FROM record WHERE id = ?',
  )
  const [first, last] = (endRecords(db, id) ?? []).map((record) => moment.get(record))
  db.pragma('synchronous = FULL')
  try {
    db.transaction(() => {
      indexTerms(db)
      db.prepare(
        `UPDATE bundle SET state = 'complete', lines = :lines, records = :records, paired = :paired,
                duplicates = :duplicates, rejected = :rejected, first_us = :firstUs, last_us = :lastUs,
                first_time = :firstTime, last_time = :lastTime WHERE id = :id`,
      ).run({
        ...ledger,
        firstUs: first?.us ?? null,
        lastUs: last?.us ?? null,
        firstTime: textOf(first),
        lastTime: textOf(last),
        id,
      })
      appendCustody(db, 'bundle-imported', {
        bundle: id,
        name: plan.name,
        format: plan.adapter.id,
        ...ledger,
        files: files.map((file) => ({ ...file })),
      })
    })()
  } finally {
    db.pragma('synchronous = NORMAL')
  }
}
