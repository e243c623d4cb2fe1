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
  const cutter = new Cutter(split, path)
  for await (const chunk of text) {
    for (let taken = 0; taken < chunk.byteLength;) {
      taken += cutter.fill(chunk.subarray(taken))
      const block = cutter.next()
      if (block) yield block
    }
  }
  const rest = cutter.rest()
  if (rest) yield rest
}

class Cutter {
  readonly #held = new HeldBytes()
  readonly #cut: (held: HeldBytes, final: boolean) => Cut
  readonly #path: string
  #ordinal = 0
  #offset = 0
  #want = BLOCK

  constructor(split: Split, path: string) {
    this.#cut = split === 'lines' ? cutLines : cutValues
    this.#path = path
  }

  /** Takes as many bytes as the next cut wants; answers how many. */
  fill(bytes: Uint8Array): number {
    const part = bytes.subarray(0, this.#want - this.#held.size)
    this.#held.add(part)
    return part.byteLength
  }

  /** The next block, once enough is held; where no entry ends in it, more is wanted first. */
  next(): Block | undefined {
    if (this.#held.size < this.#want) return undefined
    const cut = this.#cut(this.#held, false)
    if (cut.end > 0) return this.#block(cut)
    if (this.#want > LONGEST_ENTRY) throw tooLong(this.#path, this.#offset)
    this.#want *= 2
    return undefined
  }

  /** What is left at the end of the text. */
  rest(): Block | undefined {
    const { size } = this.#held
    if (size === 0) return undefined
    if (size > LONGEST_ENTRY && this.#cut(this.#held, false).end === 0) throw tooLong(this.#path, this.#offset)
    return this.#block({ ...this.#cut(this.#held, true), end: size })
  }

  #block({ end, bounds }: Cut): Block {
    const bytes = this.#held.take(end)
    const block = { ordinal: this.#ordinal++, offset: this.#offset, bytes, ...(bounds && { bounds }) }
    this.#offset += end
    this.#want = Math.max(BLOCK, this.#held.size + 1)
    return block
  }
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
