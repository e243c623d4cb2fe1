import type { Database } from 'better-sqlite3'
import { frameBytes } from '../store/originals.ts'

/** One line of a chain file: the entry's number, the line's hash and the link, both 64 hex. */
export interface ChainEntry {
  readonly entry: number
  readonly lineHash: string
  readonly link: string
}

/** A chain file kept in the case, read at any entry: its lines have a length that follows from their number. */
export interface ChainFile {
  readonly entries: number
  at(entry: number): ChainEntry | undefined
}

const HASHES = 1 + 64 + 1 + 64 + 1
const BLOCK = 'SELECT offset, bytes, body FROM raw_block WHERE file = ? AND offset <= ? ORDER BY offset DESC LIMIT 1'
const LINE = /^([0-9]+) ([0-9a-f]{64}) ([0-9a-f]{64})$/

/** The chain of a log of an open bundle, or undefined where the case keeps none. */
export function chainFile(db: Database, bundle: number, log: string): ChainFile | undefined {
  const path = `chain/${log.replace(/^data\//, '')}.chain`
  const file = db
    .prepare<[number, string], { id: number; bytes: number }>(
      "SELECT id, bytes FROM bundle_file WHERE bundle = ? AND path = ? AND role = 'tag'",
    )
    .get(bundle, path)
  if (!file) return undefined
  const block = db.prepare<[number, number], { offset: number; bytes: number; body: Buffer }>(BLOCK)
  const bytesAt = (from: number, length: number): string => {
    const row = block.get(file.id, from)
    if (!row) return ''
    const part = frameBytes(row).toString('latin1', from - row.offset, from - row.offset + length)
    const end = row.offset + row.bytes
    return part.length < length && end < file.bytes ? part + bytesAt(end, length - part.length) : part
  }
  return {
    entries: entriesIn(file.bytes),
    at: (entry) => {
      const found = LINE.exec(bytesAt(startOf(entry), String(entry).length + HASHES - 1))
      return found && Number(found[1]) === entry ? { entry, lineHash: found[2] ?? '', link: found[3] ?? '' } : undefined
    },
  }
}

/** Byte offset of an entry's line: every line before it is its number and 131 bytes. */
function startOf(entry: number): number {
  let digits = 0
  for (let from = 1; from < entry; from *= 10) digits += (Math.min(entry, from * 10) - from) * String(from).length
  return digits + (entry - 1) * HASHES
}

function entriesIn(bytes: number): number {
  let entries = 0
  for (let step = 2 ** 40; step >= 1; step /= 2) if (startOf(entries + step + 1) <= bytes + 1) entries += step
  return entries
}
