import type { Database } from 'better-sqlite3'
import { FaultError } from '../../contract/fault.ts'
import type { Hex } from '../../core/record/record.ts'
import { type LineIndex, entryAt, readLineIndex, sha256At } from '../store/line-index.ts'

/** Where the original of a record stands, and what proves it. */
export interface OriginalPlace {
  readonly length: number
  readonly sha256: Hex
}

interface Block {
  readonly offset: number
  readonly bytes: number
  readonly index: LineIndex
}

/** Line indices kept decoded; a page of 500 records touches few. */
const KEPT_BLOCKS = 64

const BLOCK = `SELECT offset, bytes, count, entries FROM raw_block
  WHERE file = ? AND offset <= ? ORDER BY offset DESC LIMIT 1`

/** An entry in the line index of its block. */
export interface IndexedEntry {
  readonly index: LineIndex
  readonly at: number
}

/** Finds entries by file and byte offset in their line indices; keeps the blocks it read last. */
export function indexedEntries(db: Database): (file: number, offset: number) => IndexedEntry {
  const read = db.prepare<[number, number], { offset: number; bytes: number; count: number; entries: Uint8Array }>(
    BLOCK,
  )
  const kept: { file: number; block: Block }[] = []

  function blockOf(file: number, offset: number): Block {
    const held = kept.find(
      ({ file: of, block }) => of === file && offset >= block.offset && offset < block.offset + block.bytes,
    )
    if (held) return held.block
    const row = read.get(file, offset)
    if (!row) throw missing(file, offset)
    const block = { offset: row.offset, bytes: row.bytes, index: readLineIndex(row.entries, row.count) }
    kept.unshift({ file, block })
    kept.length = Math.min(kept.length, KEPT_BLOCKS)
    return block
  }

  return (file, offset) => {
    const { index, offset: start } = blockOf(file, offset)
    const at = entryAt(index, offset - start)
    if (at < 0) throw missing(file, offset)
    return { index, at }
  }
}

/** Finds length and hash of entries by file and byte offset. */
export function originalPlaces(db: Database): (file: number, offset: number) => OriginalPlace {
  const entryOf = indexedEntries(db)
  return (file, offset) => {
    const { index, at } = entryOf(file, offset)
    return { length: index.length[at] ?? 0, sha256: sha256At(index, at) }
  }
}

const missing = (file: number, offset: number): FaultError =>
  new FaultError('case-corrupt', {
    message: `The case does not hold the original at byte ${offset} of its file ${file}.`,
    remedy: 'Run verify on the case, or import the file again into a new one.',
  })
