import type { Database } from 'better-sqlite3'
import type { JobResult } from '../../contract/events.ts'
import { flagBit } from '../../core/record/record.ts'

type Bundle = JobResult<'import'>['bundles'][number]

/** Rejected lines listed in an answer; the count is exact. */
const MOST_REJECTIONS = 1000

type BundleRow = Omit<Bundle, 'files' | 'rejections' | 'first' | 'last' | 'doubledHour'> & {
  readonly first: string | null
  readonly last: string | null
  readonly firstRecord: number
  readonly zoned: 0 | 1
}

const DOUBLED = flagBit('doubled-hour')

/** A complete bundle with its ledgers, as `import` answers it. */
export function importedBundle(db: Database, id: number): Bundle {
  const row = db
    .prepare<[number], BundleRow>(
      `SELECT id, name, format, confidence, records, paired, duplicates, rejected, first_time AS first, last_time AS last,
              first_record AS firstRecord, zone IS NOT NULL OR profile IS NOT NULL AS zoned FROM bundle WHERE id = ?`,
    )
    .get(id)
  if (!row) throw new Error(`no bundle ${id}`)
  const rejections = db
    .prepare<[number, number], Bundle['rejections'][number]>(
      `SELECT f.path AS file, r.line, r.offset, r.reason FROM rejected_line r JOIN bundle_file f ON f.id = r.file
        WHERE f.bundle = ? ORDER BY r.id LIMIT ?`,
    )
    .all(id, MOST_REJECTIONS)
  const { first, last, firstRecord, zoned, ...rest } = row
  const doubledHour = zoned ? doubledHourOf(db, firstRecord, row.records) : undefined
  return {
    ...rest,
    files: ledgersOf(db, id),
    ...(first !== null && { first }),
    ...(last !== null && { last }),
    rejections,
    ...(doubledHour && { doubledHour }),
  }
}

/** Records of a bundle lie in one run of ids; only those of a zone or a profile are looked through. */
function doubledHourOf(db: Database, firstRecord: number, records: number): Bundle['doubledHour'] {
  const found = db
    .prepare<[number, number, number], { records: number; first: number | null }>(
      `SELECT count(*) AS records, min(id) AS first FROM record WHERE id BETWEEN ? AND ? AND flags & ? != 0`,
    )
    .get(firstRecord, firstRecord + records - 1, DOUBLED)
  if (!found || found.first === null) return undefined
  const place = db
    .prepare<[number], { file: string; line: number }>(
      'SELECT f.path AS file, r.line FROM record r JOIN bundle_file f ON f.id = r.file WHERE r.id = ?',
    )
    .get(found.first)
  return place && { records: found.records, ...place }
}

/** The ledger of every log of a bundle. */
export const ledgersOf = (db: Database, bundle: number): Bundle['files'] =>
  db
    .prepare<[number], Bundle['files'][number]>(
      `SELECT path, bytes, sha256, lines, records, paired, duplicates, rejected FROM bundle_file
        WHERE bundle = ? AND role = 'log' ORDER BY id`,
    )
    .all(bundle)
