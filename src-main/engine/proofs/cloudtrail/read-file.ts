import { createHash, hash } from 'node:crypto'
import { type InputType, type ZlibOptions, gunzipSync } from 'node:zlib'
import { FaultError } from '../../../contract/fault.ts'
import { MOST_TEXT, type TreeFault, type TreeFile } from '../../../core/verify/cloudtrail/tree.ts'
import { gunzip } from '../../intake/decompress.ts'
import { intakeLimits } from '../../intake/limits.ts'
import { packingOf } from '../../intake/sniff.ts'

type Bytes = Uint8Array<ArrayBuffer>
type Chunks = AsyncGenerator<Bytes>

/** Received bytes up to which a file is read whole: nearly all of CloudTrail's, and a stream for each would take most of the time. */
const SMALL = 1024 * 1024

/** Reads one file once: gzip is taken off by content, the unpacked bytes are hashed, a small text is kept. */
export async function readTreeFile(path: string, received: Chunks): Promise<TreeFile> {
  try {
    const { first, ended } = await readStart(received)
    const packed = packingOf(first) === 'gzip'
    if (ended && !packed) return wholeFile(path, first)
    const text = ended ? unpackedWhole(first) : undefined
    return text === undefined ? await streamed(path, joined(first, received), packed) : wholeFile(path, text)
  } catch (error) {
    return { path, sha256: '', text: undefined, fault: faultOf(error) }
  } finally {
    await received.return(undefined)
  }
}

async function readStart(received: Chunks): Promise<{ first: Bytes; ended: boolean }> {
  const parts: Bytes[] = []
  let size = 0
  while (size <= SMALL) {
    const next = await received.next()
    if (next.done === true) return { first: together(parts), ended: true }
    parts.push(next.value)
    size += next.value.length
  }
  return { first: together(parts), ended: false }
}

const together = (parts: readonly Bytes[]): Bytes =>
  parts.length === 1 && parts[0] !== undefined ? parts[0] : new Uint8Array(Buffer.concat(parts))

const wholeFile = (path: string, text: Uint8Array): TreeFile => ({
  path,
  sha256: hash('sha256', text),
  text: utf8(text),
})

/** The text of one gzip member and nothing after it; undefined where it is anything else, and to be looked at more closely. */
function unpackedWhole(packed: Bytes): Uint8Array | undefined {
  const stated =
    packed.length < 18
      ? MOST_TEXT + 1
      : Buffer.from(packed.buffer, packed.byteOffset + packed.length - 4).readUInt32LE()
  if (stated > MOST_TEXT) return undefined
  try {
    const options = { info: true, maxOutputLength: MOST_TEXT, chunkSize: Math.max(64, stated + 1) }
    const { buffer, engine } = gunzipWithInfo(packed, options)
    return buffer.length === stated && engine.bytesWritten === packed.length ? buffer : undefined
  } catch {
    return undefined
  }
}

interface Unpacked {
  readonly buffer: Uint8Array
  readonly engine: { readonly bytesWritten: number }
}

/** With `info` the answer holds the engine beside the bytes, which the types of Node leave out. */
const gunzipWithInfo = gunzipSync as unknown as (packed: InputType, options: ZlibOptions) => Unpacked

async function streamed(path: string, received: Chunks, packed: boolean): Promise<TreeFile> {
  const digest = createHash('sha256')
  const tail = new Tail(received)
  const small: Uint8Array[] = []
  let size = 0
  for await (const chunk of packed ? gunzip(tail.chunks(), path, intakeLimits) : tail.chunks()) {
    digest.update(chunk)
    size += chunk.length
    if (size <= MOST_TEXT) small.push(chunk)
    else small.length = 0
  }
  const sha256 = digest.digest('hex')
  // ISIZE at the end: unpacked bytes of the last member modulo 2^32 (RFC 1952, 2.3.1).
  if (packed && tail.lastWord() !== size % 2 ** 32) return { path, sha256, text: undefined, fault: secondMember }
  return { path, sha256, text: size > MOST_TEXT ? undefined : utf8(Buffer.concat(small)) }
}

const secondMember: TreeFault = { what: 'trailing', message: 'a second gzip stream follows the first' }

/** What breaks its own packing or a limit is evidence; any other fault goes on. */
function faultOf(error: unknown): TreeFault {
  if (!(error instanceof FaultError) || (error.code !== 'malformed' && error.code !== 'limit')) throw error
  const { message } = error.detail
  if (error.code === 'limit') return { what: 'limit', message }
  return { what: message.includes('bytes follow the end') ? 'trailing' : 'damaged', message }
}

/** Received bytes that are passed on, of which the last are remembered. */
class Tail {
  readonly #received: Chunks
  #last = new Uint8Array(0)

  constructor(received: Chunks) {
    this.#received = received
  }

  async *chunks(): Chunks {
    for await (const chunk of this.#received) {
      this.#last = chunk.length >= 4 ? chunk.slice(-4) : new Uint8Array([...this.#last, ...chunk].slice(-4))
      yield chunk
    }
  }

  lastWord(): number {
    return this.#last.length === 4 ? Buffer.from(this.#last).readUInt32LE() : -1
  }
}

async function* joined(first: Bytes, rest: Chunks): Chunks {
  yield first
  yield* rest
}

/** Undefined where the bytes are no UTF-8. */
function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}
