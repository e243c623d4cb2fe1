import type { Database } from 'better-sqlite3'
import { existsSync } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import { writeCell } from '../../core/entry/cells.ts'
import type { Table } from '../../core/formats/format.ts'
import { FaultError } from '../../contract/fault.ts'
import { originalsOf } from '../store/originals.ts'
import { readReading } from '../store/reading.ts'
import { scrubOfLine } from '../store/scrubs.ts'
import { writeFault } from './write-fault.ts'

type Row = { readonly file: number; readonly offset: number; readonly reading: string | null }

const ROWS = `SELECT r.file, r.offset, f.reading FROM rejected_line r JOIN bundle_file f ON f.id = r.file JOIN bundle b ON b.id = f.bundle
               WHERE b.state = 'complete' AND (:bundle IS NULL OR b.id = :bundle) ORDER BY r.file, r.offset`
/** Lines between two looks at what else is to be done. */
const PAGE = 256
const LF = Buffer.from('\n')

/**
 * Writes the rejected lines as they are kept, each with a LF, to a new file (mode 0600); answers how many, and how many of them were scrubbed
 * and are not as received. Rows of a table follow its header.
 */
export async function exportRejected(
  db: Database,
  path: string,
  bundle?: number,
): Promise<{ lines: number; scrubbed: number }> {
  if (existsSync(path))
    throw new FaultError('output-exists', {
      message: 'There is a file of this name already; nothing was overwritten.',
      file: path,
      remedy: 'Choose another name.',
    })
  const rows = db.prepare<[object], Row>(ROWS).all({ bundle: bundle ?? null })
  let made = false
  try {
    await using file = await open(path, 'wx', 0o600)
    made = true
    for (let at = 0; at < rows.length; at += PAGE) {
      await file.writeFile(Buffer.concat(linesOf(db, rows, at)))
      await setImmediate()
    }
    await file.sync()
  } catch (error) {
    if (made) await rm(path, { force: true })
    throw writeFault(error, path)
  }
  const scrubbed = rows.filter(({ file, offset }) => scrubOfLine(db, file, offset) !== undefined)
  return { lines: rows.length, scrubbed: scrubbed.length }
}

function linesOf(db: Database, rows: readonly Row[], from: number): Buffer[] {
  const original = originalsOf(db)
  return rows.slice(from, from + PAGE).flatMap(({ file, offset, reading }, at) => {
    const head = rows[from + at - 1]?.reading === reading ? '' : headOf(reading)
    return [Buffer.from(head), original(file, offset).bytes, LF]
  })
}

function headOf(reading: string | null): string {
  const table: Table | undefined = reading === null ? undefined : readReading(reading).table
  if (table === undefined) return ''
  const { columns, delimiter } = table
  return `${columns.map((name) => writeCell(name, delimiter)).join(delimiter)}\n`
}
