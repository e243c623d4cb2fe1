import type { Chunks } from './source.ts'

/** Bytes that arrive in chunks, taken in the portions a format is made of. */
export class ByteQueue {
  /** Bytes taken or skipped so far. */
  position = 0
  readonly #chunks: Chunks
  #held: Uint8Array = new Uint8Array(0)

  constructor(chunks: Chunks) {
    this.#chunks = chunks
  }

  /** The next `count` bytes in memory of their own; fewer only at the end. */
  async take(count: number): Promise<Buffer<ArrayBuffer>> {
    const parts: Uint8Array[] = []
    await this.#pass(count, (part) => parts.push(part))
    return Buffer.concat(parts)
  }

  /** Passes over `count` bytes; answers how many there were. */
  skip(count: number): Promise<number> {
    return this.#pass(count, () => undefined)
  }

  async #pass(count: number, each: (part: Uint8Array) => void): Promise<number> {
    let passed = 0
    while (passed < count && (await this.#fill())) {
      const part = this.#held.subarray(0, count - passed)
      this.#held = this.#held.subarray(part.length)
      passed += part.length
      each(part)
    }
    this.position += passed
    return passed
  }

  async #fill(): Promise<boolean> {
    while (this.#held.length === 0) {
      const next = await this.#chunks.next()
      if (next.done) return false
      this.#held = next.value
    }
    return true
  }
}
