import type { Hex } from '../../core/record/record.ts'

/** What became of an entry; stored as the index here, so the order is never changed. */
export const fates = ['record', 'paired', 'duplicate', 'rejected'] as const
export type Fate = (typeof fates)[number]

/**
 * The entries of one raw block, as columns: line and byte offset counted from the block's start, length without line end,
 * fate, and SHA-256 of exactly those bytes. Written little-endian, one column after the other (45 bytes an entry).
 */
export interface LineIndex {
  readonly count: number
  readonly lineDelta: Uint32Array
  readonly offsetDelta: Uint32Array
  readonly length: Uint32Array
  readonly fate: Uint8Array
  readonly sha256: Uint8Array
}

const BYTES_AN_ENTRY = 4 + 4 + 4 + 1 + 32

/** An index of `count` entries, all zero. */
export function newLineIndex(count: number): { readonly index: LineIndex; readonly blob: Uint8Array } {
  const blob = new Uint8Array(count * BYTES_AN_ENTRY)
  return { index: viewOf(blob, count), blob }
}

/** Reads `raw_block.entries`; a blob of another size is no index. */
export function readLineIndex(blob: Uint8Array, count: number): LineIndex {
  if (blob.byteLength !== count * BYTES_AN_ENTRY)
    throw new RangeError(`line index of ${blob.byteLength} bytes for ${count} entries`)
  // a copy of its own, since typed arrays want aligned bytes and SQLite's buffers are not
  return viewOf(new Uint8Array(blob), count)
}

/** SHA-256 of the entry at `at`, as hex. */
export const sha256At = (index: LineIndex, at: number): Hex =>
  Buffer.from(index.sha256.buffer, index.sha256.byteOffset + at * 32, 32).toString('hex')

/** The entry that begins `delta` bytes after the block's start, or -1. */
export function entryAt(index: LineIndex, delta: number): number {
  let low = 0
  let high = index.count - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = index.offsetDelta[middle] ?? 0
    if (found === delta) return middle
    if (found < delta) low = middle + 1
    else high = middle - 1
  }
  return -1
}

function viewOf(blob: Uint8Array, count: number): LineIndex {
  const { buffer, byteOffset } = blob
  return {
    count,
    lineDelta: new Uint32Array(buffer, byteOffset, count),
    offsetDelta: new Uint32Array(buffer, byteOffset + 4 * count, count),
    length: new Uint32Array(buffer, byteOffset + 8 * count, count),
    sha256: new Uint8Array(buffer, byteOffset + 12 * count, 32 * count),
    fate: new Uint8Array(buffer, byteOffset + 44 * count, count),
  }
}
