import { createHash } from 'node:crypto'
import type { Member } from '../intake/member.ts'

/** SHA-256 of a file as received and of its text, on one pass; where nothing is packed they are the same bytes. */
export class FileDigests {
  receivedBytes = 0
  textBytes = 0
  readonly #packed: boolean
  readonly #received = createHash('sha256')
  readonly #text = createHash('sha256')
  #hex: string | undefined

  constructor(packed: boolean) {
    this.#packed = packed
  }

  async *over(member: Member, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    const text = member.read((chunk) => {
      this.receivedBytes += chunk.byteLength
      this.#received.update(chunk)
    }, signal)
    for await (const chunk of text) {
      this.textBytes += chunk.byteLength
      if (this.#packed) this.#text.update(chunk)
      yield chunk
    }
  }

  received(): string {
    this.#hex ??= this.#received.digest('hex')
    return this.#hex
  }

  text(): string {
    return this.#packed ? this.#text.digest('hex') : this.received()
  }
}
