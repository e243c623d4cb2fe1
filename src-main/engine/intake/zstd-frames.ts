import { ByteQueue } from './byte-queue.ts'
import { malformedFault } from './faults.ts'
import type { Chunks } from './source.ts'

const FRAME = 0xfd2fb528
const SKIPPABLE = 0x184d2a50
const RUN_BLOCK = 1
const RESERVED_BLOCK = 3
/** Bytes collected before they are handed on: a block is often small, and each hand-over costs a turn. */
const PIECE = 64 * 1024

/** Bytes of Dictionary_ID and Frame_Content_Size by their flags (RFC 8878, 3.1.1.1.1). */
const DICTIONARY_BYTES = [0, 1, 2, 4]
const CONTENT_SIZE_BYTES = [0, 2, 4, 8]

/**
 * The zstd frames of a file without the skippable ones. Node's decompressor passes over whatever follows a frame within one chunk,
 * also a second frame: so no chunk handed on here holds parts of two frames, and what is no frame is malformed.
 */
export async function* zstdFrames(received: Chunks, shown: string): Chunks {
  const frames = new FrameReader(received, shown)
  try {
    while (await frames.more()) yield* frames.frame()
  } finally {
    await received.return(undefined) // else a broken stream leaves its file open
  }
}

class FrameReader {
  readonly #bytes: ByteQueue
  readonly #shown: string
  #word = 0

  constructor(received: Chunks, shown: string) {
    this.#bytes = new ByteQueue(received)
    this.#shown = shown
  }

  /** Steps over skippable frames to the next magic number. */
  async more(): Promise<boolean> {
    for (;;) {
      const at = this.#bytes.position
      const magic = await this.#bytes.take(4)
      if (magic.length === 0) return false
      this.#word = magic.length === 4 ? magic.readUInt32LE(0) : 0
      if (this.#word === FRAME) return true
      if ((this.#word & 0xffff_fff0) !== SKIPPABLE)
        throw malformedFault(this.#shown, `bytes that are no zstd frame stand at received byte ${at}`)
      const length = (await this.#need(4)).readUInt32LE(0)
      if ((await this.#bytes.skip(length)) < length) throw this.#cut()
    }
  }

  async *frame(): Chunks {
    let parts: Buffer<ArrayBuffer>[] = [magicOf(this.#word)]
    let held = 4
    const [head, hasChecksum] = await this.#header()
    parts.push(head)
    for (let last = false; !last;) {
      const header = await this.#need(3)
      const word = header.readUIntLE(0, 3)
      last = (word & 1) === 1
      const block = await this.#block((word >>> 1) & 3, word >>> 3)
      parts.push(header, block)
      held += block.length
      if (held < PIECE || last) continue
      yield new Uint8Array(Buffer.concat(parts))
      parts = []
      held = 0
    }
    if (hasChecksum) parts.push(await this.#need(4))
    yield new Uint8Array(Buffer.concat(parts))
  }

  async #header(): Promise<[Buffer<ArrayBuffer>, boolean]> {
    const first = await this.#need(1)
    const flags = first[0] ?? 0
    const single = (flags & 0x20) !== 0
    const sizeFlag = flags >>> 6
    const size = single && sizeFlag === 0 ? 1 : (CONTENT_SIZE_BYTES[sizeFlag] ?? 0)
    const rest = await this.#need((single ? 0 : 1) + (DICTIONARY_BYTES[flags & 3] ?? 0) + size)
    return [Buffer.concat([first, rest]), (flags & 4) !== 0]
  }

  #block(type: number, size: number): Promise<Buffer<ArrayBuffer>> {
    if (type === RESERVED_BLOCK)
      throw malformedFault(this.#shown, `the zstd stream is damaged before received byte ${this.#bytes.position}`)
    return this.#need(type === RUN_BLOCK ? 1 : size)
  }

  async #need(count: number): Promise<Buffer<ArrayBuffer>> {
    const bytes = await this.#bytes.take(count)
    if (bytes.length < count) throw this.#cut()
    return bytes
  }

  #cut(): Error {
    return malformedFault(this.#shown, `the zstd stream ends too early, at received byte ${this.#bytes.position}`)
  }
}

function magicOf(word: number): Buffer<ArrayBuffer> {
  const magic = Buffer.alloc(4)
  magic.writeUInt32LE(word, 0)
  return magic
}
