import type { Database } from 'better-sqlite3'
import type { JobResult } from '../../contract/events.ts'
import { rejectionReasons } from '../rejection-reason.ts'
import { originalsOf } from './originals.ts'
import { readReading } from './reading.ts'
import { flagBit } from '../../core/record/record.ts'

type Bundle = JobResult<'import'>['bundles'][number]

/** Rejected lines listed in an answer; the count is exact. */
const MOST_REJECTIONS = 1000
/** Rejected lines that are held against all other formats; of the others `rejected` tells. Provisional. */
const MOST_LOOKED_AT = 100

type BundleRow = Omit<Bundle, 'files' | 'rejections' | 'first' | 'last' | 'doubledHour' | 'unmappedResults'> & {
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
  const { first, last, firstRecord, zoned, ...rest } = row
  const doubledHour = zoned ? doubledHourOf(db, firstRecord, row.records) : undefined
  return {
    ...rest,
    files: ledgersOf(db, id),
    ...(first !== null && { first }),
    ...(last !== null && { last }),
    rejections: rejectionsOf(db, id),
    ...(doubledHour && { doubledHour }),
  }
}

type RejectedRow = Bundle['rejections'][number] & { readonly fileId: number; readonly reading: string | null }

function rejectionsOf(db: Database, bundle: number): Bundle['rejections'] {
  const rows = db
    .prepare<[number, number], RejectedRow>(
      `SELECT f.id AS fileId, f.reading, f.path AS file, r.line, r.offset, r.reason
         FROM rejected_line r JOIN bundle_file f ON f.id = r.file WHERE f.bundle = ? ORDER BY r.id LIMIT ?`,
    )
    .all(bundle, MOST_REJECTIONS)
  const originalAt = originalsOf(db)
  const reasonOf = rejectionReasons(db)
  return rows.map(({ fileId, reading, ...row }, at) => {
    if (at >= MOST_LOOKED_AT || reading === null) return row
    const text = originalAt(fileId, row.offset).bytes.toString('utf8')
    return { ...row, reason: reasonOf(bundle, row.reason, { text, reading: readReading(reading) }) }
  })
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
