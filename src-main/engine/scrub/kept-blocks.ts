import type { Database } from 'better-sqlite3'
import { setImmediate } from 'node:timers/promises'
import { stopIfCancelled } from '../intake/faults.ts'
import { type LineIndex, readLineIndex } from '../store/line-index.ts'
import { frameBytes } from '../store/originals.ts'

/** One block of a file, unpacked. */
export interface KeptBlock {
  readonly offset: number
  readonly firstLine: number
  readonly index: LineIndex
  readonly bytes: Buffer
}

type Row = {
  readonly offset: number
  readonly bytes: number
  readonly first_line: number
  readonly count: number
  readonly entries: Buffer
  readonly body: Buffer
}

const NEXT = `SELECT offset, bytes, first_line, count, entries, body FROM raw_block
               WHERE file = ? AND offset >= ? ORDER BY offset LIMIT 1`

/** The blocks of a file, in order, each in bytes of its own. */
export async function* keptBlocks(db: Database, file: number, signal: AbortSignal): AsyncGenerator<KeptBlock> {
  const next = db.prepare<[number, number], Row>(NEXT)
  for (let at = 0; ;) {
    await setImmediate() // SQLite answers at once: without a turn of the loop a cancel would not be heard
    stopIfCancelled(signal)
    const row = next.get(file, at)
    if (row === undefined || row.bytes <= 0) return
    const { offset, first_line: firstLine, count, entries } = row
    yield { offset, firstLine, index: readLineIndex(entries, count), bytes: frameBytes(row) }
    at = offset + row.bytes
  }
}
