import type { Reading } from '../../core/formats/format.ts'
import { FaultError } from '../../contract/fault.ts'
import type { Block } from './block.ts'
import { MemberFinder } from './find-members.ts'
import { findRows } from './find-rows.ts'
import { type FoundEntries, findValues } from './find-values.ts'
import { HeldBytes } from './held-bytes.ts'
import { lineBounds, markBytes } from './line-bounds.ts'

/** One entry may be this long and no longer (architecture, "Import"). */
export const LONGEST_ENTRY = 64 * 1024 * 1024
const BLOCK = 1024 * 1024

type Cut = { readonly end: number; readonly bounds?: Uint32Array<ArrayBuffer> }

/**
 * Cuts a text into blocks of whole entries, at places that depend on the bytes alone and not on how they arrived.
 * Throws `limit` where one entry is longer than 64 MiB.
 */
export async function* cutBlocks(
  text: AsyncIterable<Uint8Array>,
  reading: Reading,
  path: string,
): AsyncGenerator<Block> {
  const cutter = new Cutter(cutOf(reading), path)
  for await (const chunk of text) {
    for (let taken = 0; taken < chunk.byteLength;) {
      taken += cutter.fill(chunk.subarray(taken))
      const block = cutter.next()
      if (block) yield block
    }
  }
  yield* cutter.rest()
}

/** The first entries of a text by its first bytes; of a text that goes on, an entry that its end may cut is left out. */
export function cutHead(
  bytes: Uint8Array,
  reading: Reading,
  { whole, most }: { readonly whole: boolean; readonly most: number },
): string[] {
  const held = new HeldBytes()
  held.add(bytes)
  const cut = cutOf(reading)(held, whole, 0)
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, whole ? bytes.byteLength : cut.end)
  const { bounds } = lineBounds(text, cut.bounds)
  const count = Math.min(bounds.length / 2, most)
  return Array.from({ length: count }, (_, at) => text.toString('utf8', bounds[at * 2], bounds[at * 2 + 1]))
}

/** Where the held bytes, which begin at `offset` of the text, may be cut. */
type CutAt = (held: HeldBytes, final: boolean, offset: number) => Cut

function cutOf({ split, members = '', table }: Reading): CutAt {
  if (split === 'lines') return cutLines
  if (split === 'json-values') return entriesBy(findValues)
  if (split === 'json-members') {
    const finder = new MemberFinder(members)
    return entriesBy((bytes, final) => finder.find(bytes, final))
  }
  const delimiter = (table?.delimiter ?? ',').charCodeAt(0)
  return rowsBehind(table?.rowsFrom ?? 0, (bytes, final) => findRows(bytes, final, delimiter))
}

class Cutter {
  readonly #held = new HeldBytes()
  readonly #cut: CutAt
  readonly #path: string
  #ordinal = 0
  #offset = 0
  #want = BLOCK

  constructor(cut: CutAt, path: string) {
    this.#cut = cut
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
    const cut = this.#cut(this.#held, false, this.#offset)
    if (cut.end > 0) return this.#block(cut)
    if (this.#want > LONGEST_ENTRY) throw tooLong(this.#path, this.#offset)
    this.#want *= 2
    return undefined
  }

  /** What is left at the end of the text. */
  *rest(): Generator<Block> {
    while (this.#held.size > LONGEST_ENTRY) {
      const cut = this.#cut(this.#held, false, this.#offset)
      if (cut.end === 0) throw tooLong(this.#path, this.#offset)
      yield this.#block(cut)
    }
    const { size } = this.#held
    if (size > 0) yield this.#block({ ...this.#cut(this.#held, true, this.#offset), end: size })
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

type Find = (bytes: Uint8Array, final: boolean) => FoundEntries

/** Entries that a search finds; a byte order mark at the start of the text is none of theirs. */
const entriesBy =
  (find: Find): CutAt =>
  (held, final, offset) => {
    const bytes = held.whole()
    const skip = offset === 0 ? markBytes(bytes, 0) : 0
    const { bounds, end } = find(skip === 0 ? bytes : bytes.subarray(skip), final)
    return { end: end === 0 ? 0 : end + skip, bounds: Uint32Array.from(bounds, (bound) => bound + skip) }
  }

/** Rows behind the header of a table: what stands before `rowsFrom` holds none. */
const rowsBehind =
  (rowsFrom: number, find: Find): CutAt =>
  (held, final, offset) => {
    const bytes = held.whole()
    const skip = Math.min(Math.max(0, rowsFrom - offset), bytes.byteLength)
    const { bounds, end } = find(bytes.subarray(skip), final)
    return { end: end + skip, bounds: Uint32Array.from(bounds, (bound) => bound + skip) }
  }

const tooLong = (path: string, offset: number): FaultError =>
  new FaultError('limit', {
    message: `${path}: the entry at byte ${offset} is longer than 64 MiB.`,
    file: path,
    remedy: 'Check that this is a log and not another file; cut it into entries and import it again.',
  })
