import type { Split } from '../../core/formats/format.ts'
import { FaultError } from '../../contract/fault.ts'
import type { Block } from './block.ts'
import { findValues } from './find-values.ts'

/** One entry may be this long and no longer (architecture, "Import"). */
export const LONGEST_ENTRY = 64 * 1024 * 1024
const BLOCK = 1024 * 1024
const LF = 0x0a

type Cut = { readonly end: number; readonly bounds?: Uint32Array<ArrayBuffer> }

/**
 * Cuts a text into blocks of whole entries, at places that depend on the bytes alone and not on how they arrived.
 * Throws `limit` where one entry is longer than 64 MiB.
 */
export async function* cutBlocks(text: AsyncIterable<Uint8Array>, split: Split, path: string): AsyncGenerator<Block> {
  let held: Uint8Array<ArrayBuffer> = new Uint8Array(0)
  let fill = 0
  let ordinal = 0
  let offset = 0
  let want = BLOCK
  const cut = split === 'lines' ? cutLines : cutValues

  for await (const chunk of text) {
    let taken = 0
    while (taken < chunk.byteLength) {
      if (held.byteLength < want) held = grown(held, fill, want)
      const part = chunk.subarray(taken, taken + want - fill)
      held.set(part, fill)
      fill += part.byteLength
      taken += part.byteLength
      if (fill < want) break
      const { end, bounds } = cut(held.subarray(0, fill), false)
      if (end === 0) {
        want *= 2
        if (want > 2 * LONGEST_ENTRY) throw tooLong(path, offset)
        continue
      }
      yield { ordinal: ordinal++, offset, bytes: held.slice(0, end), ...(bounds && { bounds }) }
      offset += end
      held = held.slice(end, fill)
      fill = held.byteLength
      want = Math.max(BLOCK, fill + 1)
    }
  }
  if (fill > LONGEST_ENTRY && cut(held.subarray(0, fill), true).end === 0) throw tooLong(path, offset)
  if (fill === 0) return
  const { bounds } = cut(held.subarray(0, fill), true)
  yield { ordinal, offset, bytes: held.slice(0, fill), ...(bounds && { bounds }) }
}

function grown(held: Uint8Array, fill: number, want: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(want)
  larger.set(held.subarray(0, fill))
  return larger
}

/** A block ends behind its last LF. */
function cutLines(bytes: Uint8Array, final: boolean): Cut {
  return { end: final ? bytes.byteLength : bytes.lastIndexOf(LF) + 1 }
}

function cutValues(bytes: Uint8Array, final: boolean): Cut {
  const { bounds, end } = findValues(bytes, final)
  return { end: final ? bytes.byteLength : end, bounds: Uint32Array.from(bounds) }
}

const tooLong = (path: string, offset: number): FaultError =>
  new FaultError('limit', {
    message: `${path}: the entry at byte ${offset} is longer than 64 MiB.`,
    file: path,
    remedy: 'Check that this is a log and not another file; cut it into entries and import it again.',
  })
