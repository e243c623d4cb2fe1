import { crc32 } from 'node:zlib'
import { malformedFault } from './faults.ts'
import { inflateRaw } from './decompress.ts'
import type { IntakeLimits } from './limits.ts'
import type { Source } from './source.ts'
import type { ZipEntry } from './zip-directory.ts'

/** The bytes of one entry, held against the size and CRC-32 that the archive states. */
export async function* readZipEntry(
  archive: Source,
  entry: ZipEntry,
  { shown, limits }: { readonly shown: string; readonly limits: IntakeLimits },
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const packed = archive.read({ start: entry.start, end: entry.start + entry.packedBytes }, signal)
  let size = 0
  let sum = 0
  for await (const chunk of entry.deflated ? inflateRaw(packed, shown, limits) : packed) {
    size += chunk.length
    if (size > entry.sizeBytes)
      throw malformedFault(shown, `is longer than the ${entry.sizeBytes} bytes the archive states`)
    sum = crc32(chunk, sum)
    yield chunk
  }
  if (size !== entry.sizeBytes) throw malformedFault(shown, `ends after ${size} of ${entry.sizeBytes} bytes`)
  if (sum !== entry.crc32) throw malformedFault(shown, 'does not match the CRC-32 that the archive states')
}
