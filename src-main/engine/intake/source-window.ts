import type { Source } from './source.ts'

/** Small parts of a source at rising places; those that lie close together cost one reading. */
export class SourceWindow {
  static readonly BYTES = 64 * 1024
  readonly #source: Source
  readonly #signal: AbortSignal | undefined
  #start = 0
  #bytes: Buffer = Buffer.alloc(0)

  constructor(source: Source, signal?: AbortSignal) {
    this.#source = source
    this.#signal = signal
  }

  /** The `length` bytes at `start`; fewer only where the source ends. */
  async at(start: number, length: number): Promise<Buffer> {
    if (start < this.#start || start + length > this.#start + this.#bytes.length) await this.#move(start, length)
    return this.#bytes.subarray(start - this.#start, start - this.#start + length)
  }

  async #move(start: number, length: number): Promise<void> {
    const end = Math.min(start + Math.max(length, SourceWindow.BYTES), this.#source.sizeBytes)
    const parts: Uint8Array[] = []
    if (start < end) for await (const part of this.#source.read({ start, end }, this.#signal)) parts.push(part)
    this.#start = start
    this.#bytes = Buffer.concat(parts)
  }
}
