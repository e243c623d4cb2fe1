import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { FaultError } from '../../contract/fault.ts'
import { limitFault, malformedFault, systemFault } from './faults.ts'
import { intakeLimits } from './limits.ts'
import type { IntakeLimits } from './limits.ts'
import { packingOf } from './sniff.ts'
import { fileSource } from './source.ts'
import type { Source } from './source.ts'
import { compareNames, walkFolder } from './walk.ts'
import { readZipDirectory } from './zip-directory.ts'
import { readZipEntry } from './zip-entry.ts'

/** A folder, or an archive as if it were one: named files that can be read in any order. */
export interface FolderLike {
  /** Last name of the path, or of the one top folder. */
  readonly name: string
  /** Relative names of all files, '/' between steps, by code unit. */
  readonly names: readonly string[]
  readonly sizeBytes: (name: string) => number | undefined
  /** The received bytes; a name that is not in `names` is a `file-missing` fault. */
  readonly read: (name: string, signal?: AbortSignal) => AsyncGenerator<Uint8Array<ArrayBuffer>>
}

interface Reach {
  readonly sizeBytes: number
  readonly read: (signal?: AbortSignal) => AsyncGenerator<Uint8Array<ArrayBuffer>>
}

/**
 * Opens a folder or a ZIP archive. One folder that holds everything is stepped into, so a bag can be handed over with or
 * without its own folder. Undefined where the path is neither.
 */
export async function openFolderLike(
  path: string,
  limits: IntakeLimits = intakeLimits,
): Promise<FolderLike | undefined> {
  const kind = await stat(path).catch((error: unknown) => {
    throw systemFault(error, path)
  })
  if (kind.isDirectory()) return folderLike(basename(path), await filesOfFolder(path, limits))
  if (!kind.isFile()) return undefined
  const source = await fileSource(path, basename(path), true)
  if (packingOf(await firstBytes(source)) !== 'zip') return undefined
  return folderLike(basename(path), await filesOfArchive(source, basename(path), limits))
}

/** All bytes of one file that is expected to be small; more than `maxBytes` is a `limit` fault. */
export async function readSmall(
  folder: Pick<FolderLike, 'read'>,
  name: string,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const chunk of folder.read(name)) {
    size += chunk.length
    if (size > maxBytes) throw limitFault(name, `is over ${maxBytes} bytes`, 'Ask for the bundle again')
    parts.push(chunk)
  }
  return new Uint8Array(Buffer.concat(parts))
}

function folderLike(given: string, all: ReadonlyMap<string, Reach>): FolderLike {
  const [first = ''] = all.keys()
  const top = first.slice(0, first.indexOf('/') + 1)
  const inside = top !== '' && [...all.keys()].every((name) => name.startsWith(top)) ? top : ''
  const files = new Map([...all].map(([name, reach]) => [name.slice(inside.length), reach]))
  return {
    name: inside === '' ? given : inside.slice(0, -1),
    names: [...files.keys()].toSorted(compareNames),
    sizeBytes: (name) => files.get(name)?.sizeBytes,
    read: (name, signal) => {
      const reach = files.get(name)
      if (reach === undefined) throw missingFault(name)
      return reach.read(signal)
    },
  }
}

async function filesOfFolder(path: string, limits: IntakeLimits): Promise<Map<string, Reach>> {
  const files = new Map<string, Reach>()
  for await (const found of walkFolder(path, limits)) {
    if (found.source === undefined) throw found.fault
    if (found.path.includes('\ufffd')) throw malformedFault(found.path, 'has a name that is not valid UTF-8')
    const { source } = found
    files.set(found.path, { sizeBytes: source.sizeBytes, read: (signal) => source.read(undefined, signal) })
    if (files.size > limits.maxEntries) {
      throw limitFault(path, `it holds more than ${limits.maxEntries} files`, 'Choose an inner folder')
    }
  }
  return files
}

async function filesOfArchive(archive: Source, shown: string, limits: IntakeLimits): Promise<Map<string, Reach>> {
  const entries = await readZipDirectory(archive, shown, limits)
  return new Map(
    entries.map((entry) => {
      const naming = { shown: `${shown}!${entry.name}`, limits }
      const read = (signal?: AbortSignal) => readZipEntry(archive, entry, naming, signal)
      return [entry.name, { sizeBytes: entry.sizeBytes, read }]
    }),
  )
}

async function firstBytes(source: Source): Promise<Uint8Array> {
  for await (const chunk of source.read({ start: 0, end: Math.min(512, source.sizeBytes) })) return chunk
  return new Uint8Array(0)
}

const missingFault = (name: string): FaultError =>
  new FaultError('file-missing', {
    message: `${name} is not there`,
    file: name,
    remedy: 'Ask for the whole folder or archive',
  })
