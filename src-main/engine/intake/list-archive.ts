import { limitFault, malformedFault } from './faults.ts'
import { forwardSource } from './forward-source.ts'
import type { OpenStream } from './forward-source.ts'
import { takeOff } from './layers.ts'
import type { StreamLayer } from './layers.ts'
import type { IntakeLimits } from './limits.ts'
import { refusalOf } from './member.ts'
import type { Member, Received, RefusedMember } from './member.ts'
import { memorySource, readInPieces } from './source.ts'
import type { Chunks, Source } from './source.ts'
import { readTarDirectory } from './tar-directory.ts'
import type { TarEntry } from './tar-directory.ts'
import { readZipDirectory } from './zip-directory.ts'
import { readZipEntry } from './zip-entry.ts'
import { openWorkbook } from './workbook/open-workbook.ts'
import { isWorkbook } from './workbook/parts.ts'

/** What a listing holds on to for its archives, and the bounds of it. */
export interface Holding {
  readonly limits: IntakeLimits
  /** Bytes of archives held in memory. */
  heldBytes: number
  readonly openStream: OpenStream
}

/** An archive as it was found: `source` where its received bytes lie ready, `layers` over it. */
export interface FoundArchive {
  readonly received: Received
  readonly layers: readonly StreamLayer[]
  readonly source: Source | undefined
}

/** What an archive holds: files to be looked at in turn, sheets as finished members, refused entries. */
type Inside = AsyncGenerator<Received | Member | RefusedMember>

/** Opens an archive and lists it; a fault is one of the archive as a whole. */
export function insideOf(packing: 'zip' | 'tar', archive: FoundArchive, holding: Holding): Inside {
  return packing === 'tar' ? insideTar(archive, holding) : insideZip(archive, holding)
}

async function* insideZip({ received, layers, source }: FoundArchive, holding: Holding): Inside {
  const { limits } = holding
  const text = (): Chunks => takeOff(received.read(), layers, received.path, limits)
  const archive = (layers.length === 0 ? source : undefined) ?? (await intoMemory(text(), received.path, holding))
  const entries = await readZipDirectory(archive, received.path, limits)
  if (isWorkbook(entries)) {
    yield* openWorkbook({ archive, entries, received, layers, limits })
    return
  }
  for (const entry of entries) {
    const path = `${received.path}!${entry.name}`
    yield {
      ...received,
      within: received,
      path,
      sizeBytes: entry.sizeBytes,
      read: (signal?: AbortSignal) => readZipEntry(archive, entry, { shown: path, limits }, signal),
    }
  }
}

/**
 * A tar archive is read by the places of its entries, a compressed one forward. Only the received bytes are ever held, and those only of
 * an archive that lies in another one.
 */
async function* insideTar({ received, layers, source }: FoundArchive, holding: Holding): Inside {
  const { limits, openStream } = holding
  const ready = source ?? (await intoMemory(received.read(), received.path, holding))
  const open = (): Chunks => takeOff(readInPieces(ready), layers, received.path, limits)
  const archive = layers.length === 0 ? ready : forwardSource(open, openStream)
  for (const listed of await readTarDirectory(archive, received.path, limits)) {
    if ('fault' in listed) {
      const path = listed.name === undefined ? received.path : `${received.path}!${listed.name}`
      yield refusalOf(listed.fault, path, received.root)
      continue
    }
    const { entry } = listed
    const path = `${received.path}!${entry.name}`
    yield {
      ...received,
      within: received,
      path,
      sizeBytes: entry.sizeBytes,
      read: (signal?: AbortSignal) => readTarEntry({ archive, ready }, entry, path, signal),
    }
  }
}

interface OpenTar {
  readonly archive: Source
  /** The bytes as received, behind whatever compression. */
  readonly ready: Source
}

async function* readTarEntry(
  { archive, ready }: OpenTar,
  { start, sizeBytes }: TarEntry,
  shown: string,
  signal?: AbortSignal,
): Chunks {
  let size = 0
  for await (const chunk of archive.read({ start, end: start + sizeBytes }, signal)) {
    size += chunk.length
    yield chunk
  }
  if (size !== sizeBytes) throw malformedFault(shown, `ends after ${size} of ${sizeBytes} bytes`)
  // What was kept of a compressed archive is read without its file: that it is still the same must be asked for.
  for await (const _ of ready.read({ start: 0, end: 0 }, signal)) void _
}

async function intoMemory(chunks: Chunks, shown: string, holding: Holding): Promise<Source> {
  const { maxNestedBytes } = holding.limits
  const parts: Uint8Array[] = []
  for await (const chunk of chunks) {
    holding.heldBytes += chunk.length
    if (holding.heldBytes > maxNestedBytes) {
      const what = `archives inside archives take more than ${maxNestedBytes} bytes`
      throw limitFault(shown, what, 'Unpack the outer archive and choose the inner one')
    }
    parts.push(chunk)
  }
  return memorySource(new Uint8Array(Buffer.concat(parts)))
}
