import type { Database } from 'better-sqlite3'
import { FaultError } from '../../contract/fault.ts'
import type { Reading } from '../../core/formats/format.ts'
import { cutBlocks } from '../pipeline/cut-blocks.ts'
import { lineBounds } from '../pipeline/line-bounds.ts'
import { readLineIndex } from '../store/line-index.ts'
import { type ChangedFile, changedText } from './changed-lines.ts'

/** Makes sure that a text is still cut into the very entries it was: nothing is written that could not be read again. */
export async function checkCut(changed: ChangedFile, reading: Reading): Promise<void> {
  const entries = indexed(changed.planned.db, changed.file)
  for await (const { offset, bytes, bounds } of cutBlocks(changedText(changed), reading, changed.path)) {
    const found = lineBounds(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), bounds).bounds
    for (let at = 0; at < found.length; at += 2) {
      const is = entries.next().value
      const start = offset + (found[at] ?? 0)
      const end = offset + (found[at + 1] ?? 0)
      if (is?.start !== start || is.end !== end) throw cutElsewhere(changed.path)
    }
  }
  if (entries.next().done !== true) throw cutElsewhere(changed.path)
}

const BLOCKS =
  'SELECT offset, count, entries FROM raw_block WHERE file = ? AND count > 0 AND offset > ? ORDER BY offset LIMIT 1'
type Row = { readonly offset: number; readonly count: number; readonly entries: Buffer }
type Bounds = { readonly start: number; readonly end: number }

/** Every entry of a file as its line indices place it. */
function* indexed(db: Database, file: number): Generator<Bounds, undefined> {
  const next = db.prepare<[number, number], Row>(BLOCKS)
  for (let row = next.get(file, -1); row !== undefined; row = next.get(file, row.offset)) {
    const { count, offsetDelta, length } = readLineIndex(row.entries, row.count)
    for (let at = 0; at < count; at++) {
      const start = row.offset + (offsetDelta[at] ?? 0)
      yield { start, end: start + (length[at] ?? 0) }
    }
  }
}

const cutElsewhere = (path: string): FaultError =>
  new FaultError('unsupported', {
    message: `${path} would no longer be cut into the same lines, so nothing was scrubbed.`,
    file: path,
    remedy: 'Choose fewer lines of it, or make a new case without this file.',
  })
