import { constants, zstdCompressSync } from 'node:zlib'
import type { Frame, ParseAsk } from './block.ts'
import { type Gate, throughGate } from './gate.ts'

/** A frame is closed at the first entry end past this many bytes: small enough to read one record, large enough to compress. */
const FRAME = 256 * 1024
/** Level 1, and room for what a frame mostly becomes, so that it need not be put together from pieces. */
const LEVEL = { params: { [constants.ZSTD_c_compressionLevel]: 1 }, chunkSize: FRAME / 4 }

type Entries = { readonly count: number; readonly offsetDelta: Uint32Array; readonly lineDelta: Uint32Array }

/** The block's bytes, every one of them, in zstd frames (RFC 8878) cut before an entry. */
export function compressFrames(ask: ParseAsk, entries: Entries, gate: Gate): Frame[] {
  const frameOf = (stretch: Stretch): Frame => throughGate(gate, () => packed(ask, stretch))
  const frames: Frame[] = []
  let start = 0
  let first = 0
  for (let at = 1; at <= entries.count; at++) {
    const last = at === entries.count
    const end = last ? ask.bytes.byteLength : (entries.offsetDelta[at] ?? 0)
    if (!last && end - start < FRAME) continue
    frames.push(
      frameOf({
        start,
        end,
        first,
        count: at - first,
        lineDelta: first === 0 ? 0 : (entries.lineDelta[first] ?? 0),
      }),
    )
    start = end
    first = at
  }
  if (entries.count === 0)
    frames.push(frameOf({ start: 0, end: ask.bytes.byteLength, first: 0, count: 0, lineDelta: 0 }))
  return frames
}

type Stretch = {
  readonly start: number
  readonly end: number
  readonly first: number
  readonly count: number
  readonly lineDelta: number
}

function packed(ask: ParseAsk, { start, end, first, count, lineDelta }: Stretch): Frame {
  const body = new Uint8Array(zstdCompressSync(ask.bytes.subarray(start, end), LEVEL))
  return { offset: ask.offset + start, bytes: end - start, first, count, lineDelta, body }
}
