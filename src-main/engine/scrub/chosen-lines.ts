import type { Database } from 'better-sqlite3'
import { FaultError } from '../../contract/fault.ts'
import { idsOfPage } from '../query/records-page.ts'
import { type Asking, recordsOf } from '../query/result.ts'
import { readLineIndex } from '../store/line-index.ts'

/** Which lines are to be scrubbed: what is named is added up. */
export interface ScrubChoice {
  /** A query over the records: their lines, and those folded into them. */
  readonly where?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly records: readonly number[]
  readonly lines: readonly { readonly file: string; readonly line: number }[]
  /** Every rejected line. */
  readonly rejected: boolean
  /** Every line that holds a masked value. */
  readonly masked: boolean
}

/** Offsets of entries by the id of their file; `every` of them where what they hold decides. */
export type Chosen = ReadonlyMap<number, ReadonlySet<number> | 'every'>

const PAGE = 5000

/** Finds the lines that are named; a file or line that the case does not hold is a fault. */
export function chosenLines(db: Database, choice: ScrubChoice, asking: () => Asking): Chosen {
  if (choice.masked) return everyLine(db)
  const chosen = new Map<number, Set<number>>()
  const add = (file: number, offset: number): void => {
    const offsets = chosen.get(file) ?? new Set()
    chosen.set(file, offsets.add(offset))
  }
  if (choice.where !== undefined) for (const ids of matching(asking(), choice)) addRecords(db, ids, add)
  addRecords(db, choice.records, add)
  for (const named of choice.lines) addLine(db, named, add)
  if (choice.rejected) for (const { file, offset } of rejectedLines(db)) add(file, offset)
  return chosen
}

type Add = (file: number, offset: number) => void
type Place = { readonly file: number; readonly offset: number }

const LOGS = `SELECT f.id, f.path FROM bundle_file f JOIN bundle b ON b.id = f.bundle
               WHERE b.state = 'complete' AND f.reading IS NOT NULL`

const everyLine = (db: Database): Chosen =>
  new Map(
    db
      .prepare<[], number>(`${LOGS} ORDER BY f.id`)
      .pluck()
      .all()
      .map((id) => [id, 'every'] as const),
  )

const rejectedLines = (db: Database): Place[] =>
  db
    .prepare<[], Place>(
      `SELECT r.file, r.offset FROM rejected_line r JOIN bundle_file f ON f.id = r.file JOIN bundle b ON b.id = f.bundle
        WHERE b.state = 'complete'`,
    )
    .all()

function* matching(asking: Asking, { where = '', from, to }: ScrubChoice): Generator<number[]> {
  const { result } = recordsOf(asking, { where, from, to })
  for (let offset = 0; offset < result.total; offset += PAGE)
    yield idsOfPage(asking, result, { order: 'time', offset, limit: PAGE })
}

type RecordPlace = Place & { readonly paired_file: number | null; readonly paired_offset: number | null }

const RECORDS = `SELECT r.file, r.offset, r.paired_file, r.paired_offset FROM record r JOIN bundle b ON b.id = r.bundle
                  WHERE b.state = 'complete' AND r.id IN (SELECT value FROM json_each(?))`

function addRecords(db: Database, ids: readonly number[], add: Add): void {
  const rows = db.prepare<[string], RecordPlace>(RECORDS).all(JSON.stringify(ids))
  if (rows.length < new Set(ids).size)
    throw new FaultError('not-found', 'The case does not hold one of the records that are to be scrubbed.')
  for (const { file, offset, paired_file: pairedFile, paired_offset: pairedOffset } of rows) {
    add(file, offset)
    if (pairedFile !== null && pairedOffset !== null) add(pairedFile, pairedOffset)
  }
}

/** The blocks that begin on the line, of which a long one can fill many, and the one before them, which may reach it. */
const BLOCKS = `SELECT offset, first_line, count, entries FROM raw_block
                 WHERE file = $file AND count > 0 AND (first_line = $line OR offset =
                       (SELECT max(offset) FROM raw_block WHERE file = $file AND count > 0 AND first_line < $line))
                 ORDER BY offset`
type BlockRow = {
  readonly offset: number
  readonly first_line: number
  readonly count: number
  readonly entries: Buffer
}

/** A line of a file that was imported twice is scrubbed in both. */
function addLine(db: Database, { file, line }: ScrubChoice['lines'][number], add: Add): void {
  const files = db.prepare<[string], number>(`${LOGS} AND f.path = ?`).pluck().all(file)
  if (files.length === 0)
    throw new FaultError('not-found', {
      message: `The case holds no log ${file}.`,
      file,
      remedy:
        'Write the path as "proofline events" or "proofline rejected" shows it, for instance archive.zip!audit.log:17.',
    })
  const found = files.flatMap((id) => entriesOnLine(db, id, line).map((offset) => ({ id, offset })))
  if (found.length === 0)
    throw new FaultError('not-found', { message: `No entry of ${file} begins on line ${line}.`, file, line })
  for (const { id, offset } of found) add(id, offset)
}

/** Offsets of the entries that begin on a line; several values may stand on one. */
function entriesOnLine(db: Database, file: number, line: number): number[] {
  const blocks = db.prepare<[{ file: number; line: number }], BlockRow>(BLOCKS).all({ file, line })
  return blocks.flatMap(({ offset, first_line: first, count, entries }) => {
    const { lineDelta, offsetDelta } = readLineIndex(entries, count)
    return [...lineDelta].flatMap((delta, at) => (first + delta === line ? [offset + (offsetDelta[at] ?? 0)] : []))
  })
}
