import type { Database } from 'better-sqlite3'
import type { JobResult } from '../../contract/events.ts'

type Bundle = JobResult<'import'>['bundles'][number]

/** Rejected lines listed in an answer; the count is exact. */
const MOST_REJECTIONS = 1000

type BundleRow = Omit<Bundle, 'files' | 'rejections' | 'first' | 'last'> & {
  readonly first: string | null
  readonly last: string | null
}

/** A complete bundle with its ledgers, as `import` answers it. */
export function importedBundle(db: Database, id: number): Bundle {
  const row = db
    .prepare<[number], BundleRow>(
      `SELECT id, name, format, confidence, records, paired, duplicates, rejected, first_time AS first, last_time AS last FROM bundle WHERE id = ?`,
    )
    .get(id)
  if (!row) throw new Error(`no bundle ${id}`)
  const rejections = db
    .prepare<[number, number], Bundle['rejections'][number]>(
      `SELECT f.path AS file, r.line, r.offset, r.reason FROM rejected_line r JOIN bundle_file f ON f.id = r.file
        WHERE f.bundle = ? ORDER BY r.id LIMIT ?`,
    )
    .all(id, MOST_REJECTIONS)
  const { first, last, ...rest } = row
  return {
    ...rest,
    files: ledgersOf(db, id),
    ...(first !== null && { first }),
    ...(last !== null && { last }),
    rejections,
  }
}

/** The ledger of every log of a bundle. */
export const ledgersOf = (db: Database, bundle: number): Bundle['files'] =>
  db
    .prepare<[number], Bundle['files'][number]>(
      `SELECT path, bytes, sha256, lines, records, paired, duplicates, rejected FROM bundle_file
        WHERE bundle = ? AND role = 'log' ORDER BY id`,
    )
    .all(bundle)
