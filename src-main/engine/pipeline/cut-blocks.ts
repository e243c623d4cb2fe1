import type { Split } from '../../core/formats/format.ts'
import { FaultError } from '../../contract/fault.ts'
import type { Block } from './block.ts'
import { findValues } from './find-values.ts'
import { HeldBytes } from './held-bytes.ts'

/** One entry may be this long and no longer (architecture, "Import"). */
export const LONGEST_ENTRY = 64 * 1024 * 1024
const BLOCK = 1024 * 1024

type Cut = { readonly end: number; readonly bounds?: Uint32Array<ArrayBuffer> }

/**
 * Cuts a text into blocks of whole entries, at places that depend on the bytes alone and not on how they arrived.
 * Throws `limit` where one entry is longer than 64 MiB.
 */
export async function* cutBlocks(text: AsyncIterable<Uint8Array>, split: Split, path: string): AsyncGenerator<Block> {
  const held = new HeldBytes()
  const cut = split === 'lines' ? cutLines : cutValues
  let ordinal = 0
  let offset = 0
  let want = BLOCK
  for await (const chunk of text) {
    for (let taken = 0; taken < chunk.byteLength;) {
      const part = chunk.subarray(taken, taken + want - held.size)
      held.add(part)
      taken += part.byteLength
      if (held.size < want) break
      const { end, bounds } = cut(held, false)
      if (end === 0) {
        if (want > LONGEST_ENTRY) throw tooLong(path, offset)
        want *= 2
        continue
      }
      yield { ordinal: ordinal++, offset, bytes: held.take(end), ...(bounds && { bounds }) }
      offset += end
      want = Math.max(BLOCK, held.size + 1)
    }
  }
  if (held.size === 0) return
  if (held.size > LONGEST_ENTRY && cut(held, false).end === 0) throw tooLong(path, offset)
  const { bounds } = cut(held, true)
  yield { ordinal, offset, bytes: held.take(held.size), ...(bounds && { bounds }) }
}

/** A block ends behind its last LF. */
const cutLines = (held: HeldBytes): Cut => ({ end: held.throughLastLineEnd() })

function cutValues(held: HeldBytes, final: boolean): Cut {
  const { bounds, end } = findValues(held.whole(), final)
  return { end, bounds: Uint32Array.from(bounds) }
}

const tooLong = (path: string, offset: number): FaultError =>
  new FaultError('limit', {
    message: `${path}: the entry at byte ${offset} is longer than 64 MiB.`,
    file: path,
    remedy: 'Check that this is a log and not another file; cut it into entries and import it again.',
  })
