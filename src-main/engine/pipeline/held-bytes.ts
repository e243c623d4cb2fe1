import { CHUNK_BYTES, chunkMemory, giveBack } from '../intake/chunk-memory.ts'

const LF = 0x0a

/**
 * Bytes waiting to be cut, as the pieces they came in, which belong to it from then on; each byte is copied once, when its block is
 * taken.
 */
export class HeldBytes {
  #pieces: Uint8Array[] = []
  #size = 0

  get size(): number {
    return this.#size
  }

  add(piece: Uint8Array): void {
    this.#pieces.push(piece)
    this.#size += piece.byteLength
  }

  /** The first `count` bytes in memory of their own; they are held no longer. */
  take(count: number): Uint8Array<ArrayBuffer> {
    const taken = this.#copy(count)
    let left = count
    while (left > 0) {
      const [first] = this.#pieces
      if (!first) break
      if (first.byteLength > left) this.#pieces[0] = first.subarray(left)
      else {
        this.#pieces.shift()
        release(first)
      }
      left -= Math.min(left, first.byteLength)
    }
    this.#size -= count
    return taken
  }

  /** All held bytes in one piece, which they then are. */
  whole(): Uint8Array {
    const [only] = this.#pieces
    if (only && this.#pieces.length === 1) return only
    const whole = this.#copy(this.#size)
    this.#pieces = [whole]
    return whole
  }

  /** Bytes up to and with the last LF; 0 where there is none. */
  throughLastLineEnd(): number {
    let end = this.#size
    for (let at = this.#pieces.length - 1; at >= 0; at--) {
      const piece = this.#pieces[at]
      if (!piece) break
      const found = piece.lastIndexOf(LF)
      if (found >= 0) return end - piece.byteLength + found + 1
      end -= piece.byteLength
    }
    return 0
  }

  #copy(count: number): Uint8Array<ArrayBuffer> {
    const into = newMemory(count)
    let at = 0
    for (const piece of this.#pieces) {
      if (at >= count) break
      const part = piece.byteLength > count - at ? piece.subarray(0, count - at) : piece
      into.set(part, at)
      at += part.byteLength
    }
    return into
  }
}

/** Not cleared first, since all of it is written. */
const newMemory = (bytes: number): Uint8Array<ArrayBuffer> =>
  bytes > CHUNK_BYTES / 2 && bytes <= CHUNK_BYTES
    ? new Uint8Array(chunkMemory(), 0, bytes)
    : new Uint8Array(Buffer.allocUnsafeSlow(bytes).buffer)

/** A chunk may have come in several pieces: with its end all of it is used up. */
function release({ buffer, byteOffset, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && byteOffset + byteLength === buffer.byteLength) giveBack(buffer)
}
