import { stopIfCancelled } from './faults.ts'
import type { Chunks, Source } from './source.ts'

/** Kept behind the place reached, so that a file whose head was looked at can be read from its start without another pass. */
const KEPT_BYTES = 4 * 1024 * 1024

/** Holds the one stream that stays open between two readings, over all archives of a listing. */
export class OpenStream {
  #stream: ForwardStream | undefined

  /** The stream of this opener, if it is the one held and still has the byte; it is then in the caller's hands. */
  take(opener: object, at: number): ForwardStream | undefined {
    const held = this.#stream
    if (held?.opener !== opener || at < held.start) return undefined
    this.#stream = undefined
    return held
  }

  keep(stream: ForwardStream): void {
    this.#stream?.close()
    this.#stream = stream
  }
}

/**
 * Compressed text as a source. It can only be read forward, and holding it or unpacking it to disk would know no bound: so a reading
 * goes on in the stream that the last one left, and starts anew where that has gone too far. Read in rising order, as a tar archive
 * lists its files, all of them cost one pass; memory is one stream and `KEPT_BYTES`. `open` must leave nothing open between two chunks.
 * The size is not known before the end; a reading that meets the end is short.
 */
export function forwardSource(open: () => Chunks, held: OpenStream): Source {
  return {
    sizeBytes: Number.POSITIVE_INFINITY,
    async *read(span = { start: 0, end: Number.POSITIVE_INFINITY }, signal) {
      const stream = held.take(open, span.start) ?? new ForwardStream(open)
      let isSound = false
      try {
        for (let at = span.start; at < span.end;) {
          isSound = false
          const part = await stream.partAt(at, span.end, signal)
          isSound = true
          if (part === undefined) return
          at += part.length
          yield part
        }
      } finally {
        if (isSound) held.keep(stream)
        else stream.close()
      }
    },
  }
}

class ForwardStream {
  readonly opener: () => Chunks
  /** Place of the first byte that is still there. */
  start = 0
  readonly #text: Chunks
  readonly #kept: Uint8Array[] = []
  #end = 0

  constructor(opener: () => Chunks) {
    this.opener = opener
    this.#text = opener()
  }

  /** Bytes from `at` on, in memory of their own; undefined where the text ends before. */
  async partAt(at: number, end: number, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer> | undefined> {
    while (this.#end <= at) {
      stopIfCancelled(signal)
      const next = await this.#text.next()
      if (next.done) return undefined
      this.#keep(next.value)
    }
    let start = this.start
    for (const chunk of this.#kept) {
      if (at < start + chunk.length) return new Uint8Array(chunk.subarray(at - start, end - start))
      start += chunk.length
    }
    return undefined
  }

  close(): void {
    void this.#text.return(undefined)
  }

  #keep(chunk: Uint8Array): void {
    this.#kept.push(chunk)
    this.#end += chunk.length
    for (
      let first = this.#kept[0];
      first && this.#end - this.start - first.length >= KEPT_BYTES;
      first = this.#kept[0]
    ) {
      this.start += first.length
      this.#kept.shift()
    }
  }
}
