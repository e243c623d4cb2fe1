import { createHash, hash } from 'node:crypto'
import type { Hash } from 'node:crypto'

const LF = 0x0a

/** Lines of a text as SHA-256 each, without their LF; and how the text ended. */
export class LineHashes {
  /** The last line has no LF. */
  openEnd = false
  readonly #chunks: AsyncIterable<Uint8Array>
  readonly #received: ReadonlyMap<number, string>
  #line = 0

  /** `received`: the hashes of lines (1-based) that are no longer as they were received. */
  constructor(chunks: AsyncIterable<Uint8Array>, received: ReadonlyMap<number, string> = new Map()) {
    this.#chunks = chunks
    this.#received = received
  }

  /** A batch for each chunk. A line over several chunks is hashed as it comes, so none is too long for memory. */
  async *batches(): AsyncGenerator<string[]> {
    let begun: Hash | undefined
    for await (const chunk of this.#chunks) {
      const hashes: string[] = []
      let at = 0
      for (let end = chunk.indexOf(LF); end !== -1; end = chunk.indexOf(LF, at)) {
        const line = chunk.subarray(at, end)
        hashes.push(this.#hashOf(begun === undefined ? hash('sha256', line, 'hex') : begun.update(line).digest('hex')))
        begun = undefined
        at = end + 1
      }
      if (at < chunk.length) begun = (begun ?? createHash('sha256')).update(chunk.subarray(at))
      yield hashes
    }
    this.openEnd = begun !== undefined
    if (begun !== undefined) yield [this.#hashOf(begun.digest('hex'))]
  }

  #hashOf(found: string): string {
    this.#line++
    return this.#received.get(this.#line) ?? found
  }
}
