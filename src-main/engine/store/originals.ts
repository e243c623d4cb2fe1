import type { Database } from 'better-sqlite3'
import { zstdDecompressSync } from 'node:zlib'
import { FaultError } from '../../contract/fault.ts'
import { type LineIndex, entryAt, readLineIndex, sha256At } from './line-index.ts'

/** No frame of ours is larger than the longest entry and a frame together; what says so is not ours. */
const MOST_FRAME_BYTES = 66 * 1024 * 1024

type BlockRow = {
  readonly offset: number
  readonly bytes: number
  readonly first_line: number
  readonly count: number
  readonly entries: Buffer
  readonly body: Buffer
}

/** One original entry: exactly the bytes that were hashed at import. */
export interface Original {
  readonly line: number
  readonly offset: number
  readonly length: number
  readonly sha256: string
  readonly bytes: Buffer
}

const BLOCK = `SELECT offset, bytes, first_line, count, entries, body FROM raw_block
                WHERE file = ? AND offset <= ? ORDER BY offset DESC LIMIT 1` // index: unique (file, offset)

/** The original entry that begins at a byte offset of a file's text. */
export const originalAt = (db: Database, file: number, offset: number): Original => originalsOf(db)(file, offset)

/** The same for many entries in the order of their places: the frame last read is held. */
export function originalsOf(db: Database): (file: number, offset: number) => Original {
  const block = db.prepare<[number, number], BlockRow>(BLOCK)
  let held: Frame | undefined
  return (file, offset) => {
    if (held?.file !== file || offset < held.row.offset || offset >= held.row.offset + held.row.bytes)
      held = readFrame(file, block.get(file, offset))
    const at = held === undefined ? -1 : entryAt(held.index, offset - held.row.offset)
    if (held === undefined || at < 0) throw corrupt(`file ${file} has no entry at byte ${offset}`)
    const { row, index } = held
    const bytes = held.bytes.subarray(offset - row.offset, offset - row.offset + (index.length[at] ?? 0))
    const line = row.first_line + (index.lineDelta[at] ?? 0)
    return { line, offset, length: bytes.byteLength, sha256: sha256At(index, at), bytes }
  }
}

interface Frame {
  readonly file: number
  readonly row: BlockRow
  readonly index: LineIndex
  readonly bytes: Buffer
}

function readFrame(file: number, row: BlockRow | undefined): Frame | undefined {
  const index = row && readLineIndex(row.entries, row.count)
  return row && index ? { file, row, index, bytes: frameBytes(row) } : undefined
}

/** Decompresses a frame; its stated size is the limit, and it must be met exactly. */
export function frameBytes({ bytes, body }: Pick<BlockRow, 'bytes' | 'body'>): Buffer {
  if (bytes < 0 || bytes > MOST_FRAME_BYTES) throw corrupt(`a frame of ${bytes} bytes`)
  if (bytes === 0) return Buffer.alloc(0)
  let text: Buffer
  try {
    text = zstdDecompressSync(body, { maxOutputLength: bytes })
  } catch {
    throw corrupt('a frame of originals cannot be read')
  }
  if (text.byteLength !== bytes) throw corrupt(`a frame of ${text.byteLength} bytes says ${bytes}`)
  return text
}

const corrupt = (what: string): FaultError =>
  new FaultError('case-corrupt', {
    message: `The case's originals are damaged: ${what}.`,
    remedy: 'Run "proofline verify" on the case, or import the originals into a new case.',
  })
