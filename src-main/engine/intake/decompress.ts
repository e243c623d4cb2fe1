import { Readable, pipeline } from 'node:stream'
import { createGunzip, createInflateRaw, createZstdDecompress } from 'node:zlib'
import type { Gunzip, InflateRaw, ZstdDecompress } from 'node:zlib'
import { limitFault, malformedFault } from './faults.ts'
import type { IntakeLimits } from './limits.ts'
import type { Chunks } from './source.ts'
import { zstdFrames } from './zstd-frames.ts'

const OUT_BYTES = 256 * 1024

/**
 * The text of a gzip stream of one or more members (RFC 1952, 2.2). Anything else after a member is malformed,
 * also the zero bytes that gzip itself passes over: nothing received is dropped in silence.
 */
export function gunzip(received: Chunks, shown: string, limits: IntakeLimits): Chunks {
  return inflate(received, createGunzip({ chunkSize: OUT_BYTES }), { shown, limits, what: 'gzip' })
}

/** The text of one raw deflate stream, as ZIP entries hold it. */
export function inflateRaw(received: Chunks, shown: string, limits: IntakeLimits): Chunks {
  return inflate(received, createInflateRaw({ chunkSize: OUT_BYTES }), { shown, limits, what: 'deflate' })
}

/**
 * The text of one or more zstd frames (RFC 8878, 3.1); skippable frames hold no text. A window over 128 MiB, Node's limit, is
 * refused by the decompressor.
 */
export function unzstd(received: Chunks, shown: string, limits: IntakeLimits): Chunks {
  const frames = zstdFrames(received, shown)
  return inflate(frames, createZstdDecompress({ chunkSize: OUT_BYTES }), { shown, limits, what: 'zstd' })
}

interface Naming {
  readonly shown: string
  readonly limits: IntakeLimits
  readonly what: string
}

async function* inflate(
  received: Chunks,
  inflater: Gunzip | InflateRaw | ZstdDecompress,
  { shown, limits, what }: Naming,
): Chunks {
  let fed = 0
  async function* counted() {
    for await (const chunk of received) {
      fed += chunk.length
      yield chunk
    }
  }
  let text = 0
  let sourceError: unknown
  const source = Readable.from(counted(), { objectMode: false, highWaterMark: 2 })
  source.on('error', (error) => (sourceError = error))
  pipeline(source, inflater, () => undefined) // an error of either side reaches the loop below through the inflater
  try {
    for await (const chunk of inflater as AsyncIterable<Buffer<ArrayBuffer>>) {
      text += chunk.length
      refuseBomb(text, inflater.bytesWritten, shown, limits)
      yield new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.length)
    }
  } catch (error) {
    if (sourceError !== undefined) throw sourceError
    throw meaning(error, shown, `${what} stream`, text)
  } finally {
    source.destroy()
    inflater.destroy()
  }
  // The inflater stops asking where its stream ended; what it did not take is trailing.
  if (inflater.bytesWritten < fed) {
    throw malformedFault(shown, `bytes follow the end of the ${what} stream at received byte ${inflater.bytesWritten}`)
  }
}

/** Ends the reading of a text that is out of proportion to the bytes it came from. */
export function refuseBomb(text: number, received: number, shown: string, limits: IntakeLimits): void {
  if (text > limits.maxTextBytes) {
    throw limitFault(shown, `its text is over ${limits.maxTextBytes} bytes`, 'Split the log into parts')
  }
  if (text > limits.ratioFromBytes && text > limits.maxRatio * Math.max(1, received)) {
    const remedy = 'If the file is meant to be so, unpack it and choose the unpacked file'
    throw limitFault(shown, `its text is more than ${limits.maxRatio} times the received bytes`, remedy)
  }
}

function meaning(error: unknown, shown: string, what: string, text: number): unknown {
  if (!(error instanceof Error) || !('code' in error) || !/^(?:Z_|ZSTD_)/.test(String(error.code))) return error
  const broken = error.code === 'Z_BUF_ERROR' ? 'ends too early' : `is damaged (${error.message})`
  return malformedFault(shown, `the ${what} ${broken} after ${text} bytes of text`)
}
