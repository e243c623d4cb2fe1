import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { Readable, Transform, type TransformCallback } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'

/** A date whose parts are read in UTC: ZIP keeps the parts of a clock without zone, and yazl takes those of the machine's. */
class UtcDate extends Date {
  override getFullYear(): number {
    return this.getUTCFullYear()
  }
  override getMonth(): number {
    return this.getUTCMonth()
  }
  override getDate(): number {
    return this.getUTCDate()
  }
  override getHours(): number {
    return this.getUTCHours()
  }
  override getMinutes(): number {
    return this.getUTCMinutes()
  }
  override getSeconds(): number {
    return this.getUTCSeconds()
  }
}

/** zlib's level for what streams: rows of a worksheet take a fifth more bytes than at level 6 and far less time. */
const FAST = 1

/** A ZIP file being written: entries in the order added, all of one time, nothing of the machine inside. */
export interface ZipOut {
  /** Deflated, unless `stored`. */
  readonly add: (path: string, content: Uint8Array | string, stored?: boolean) => void
  /** Stored: what it holds is compressed already. */
  readonly addStored: (path: string, realPath: string) => void
  readonly addFile: (path: string, realPath: string) => void
  /** Written when its turn comes; settles when its last byte was taken. */
  readonly addStream: (path: string, chunks: () => AsyncIterable<Uint8Array>) => Promise<void>
  /** Ends the file: its size in bytes and SHA-256 in hex. */
  readonly end: () => Promise<{ bytes: number; sha256: string }>
}

/** Begins a new ZIP file at a path where nothing may stand; `time` is RFC 3339. A cancel ends it midway. */
export function openZip(path: string, time: string, signal?: AbortSignal): ZipOut {
  const zip = new ZipFile()
  const options = { mtime: new UtcDate(time), mode: 0o100644, forceDosTimestamp: true }
  const counted = new CountingDigest()
  const done = pipeline(
    zip.outputStream,
    counted,
    createWriteStream(path, { flags: 'wx', mode: 0o644 }),
    signal ? { signal } : {},
  )
  // A failure is told by `end` or by the stream being added; until then nobody listens.
  done.catch(() => {})
  zip.on('error', (error) => counted.destroy(error))
  return {
    add: (name, content, stored = false) =>
      zip.addBuffer(Buffer.from(content), name, { ...options, compress: !stored }),
    addStored: (name, realPath) => zip.addFile(realPath, name, { ...options, compress: false }),
    addFile: (name, realPath) => zip.addFile(realPath, name, options),
    addStream: (name, chunks) => {
      const added = new Promise<void>((resolve, reject) => {
        zip.addReadStreamLazy(name, { ...options, compressionLevel: FAST }, (ready) => {
          const stream = Readable.from(chunks(), { objectMode: false })
          stream.once('end', resolve).once('error', reject)
          ready(null, stream)
        })
      })
      return Promise.race([added, done])
    },
    end: async () => {
      zip.end()
      await done
      return { bytes: counted.bytes, sha256: counted.hex() }
    },
  }
}

class CountingDigest extends Transform {
  bytes = 0
  readonly #hash = createHash('sha256')
  override _transform(chunk: Buffer, _encoding: BufferEncoding, next: TransformCallback): void {
    this.bytes += chunk.length
    this.#hash.update(chunk)
    next(null, chunk)
  }
  hex(): string {
    return this.#hash.digest('hex')
  }
}
