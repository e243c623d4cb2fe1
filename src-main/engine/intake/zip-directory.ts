import { RandomAccessReader, fromRandomAccessReaderPromise } from 'yauzl'
import type { Entry, LocalFileHeader, ZipFile } from 'yauzl'
import { Readable } from 'node:stream'
import { FaultError } from '../../contract/fault.ts'
import { wrongPath } from '../../core/bundle/relative-path.ts'
import { limitFault, malformedFault, stopIfCancelled } from './faults.ts'
import type { IntakeLimits } from './limits.ts'
import type { Source } from './source.ts'

/** One file of a ZIP archive whose names, sizes and places have been checked. */
export interface ZipEntry {
  readonly name: string
  readonly sizeBytes: number
  readonly packedBytes: number
  readonly deflated: boolean
  readonly crc32: number
  /** Where the packed bytes begin in the archive. */
  readonly start: number
}

const UNIX = 3
const FILE_TYPE = 0xf000
const SYMLINK = 0xa000
const REGULAR = 0x8000
const ENCRYPTED = 0x41
const HAS_DESCRIPTOR = 0x8
const IN_ZIP64 = 0xffff_ffff

/**
 * The files of an archive in order of name. An archive that could mean two things is refused whole, before a byte of it is
 * used: duplicate, absolute or climbing names, links, encryption, overlapping entries, and headers that disagree
 * (APPNOTE 6.3.10, 4.3.7 and 4.3.12).
 */
export async function readZipDirectory(
  source: Source,
  shown: string,
  limits: IntakeLimits,
  signal?: AbortSignal,
): Promise<ZipEntry[]> {
  try {
    const archive = await fromRandomAccessReaderPromise(new SourceReader(source), source.sizeBytes, {
      autoClose: false,
      validateEntrySizes: false, // sizes are held against the bytes when they are read
    })
    if (archive.entryCount > limits.maxEntries) {
      throw limitFault(shown, `it holds ${archive.entryCount} entries; ${limits.maxEntries} is the limit`, 'Split it')
    }
    return await readEntries(archive, { shown, limits, signal })
  } catch (error) {
    if (error instanceof FaultError || !(error instanceof Error)) throw error
    throw malformedFault(shown, `is no sound ZIP archive (${error.message})`)
  }
}

interface Reading {
  readonly shown: string
  readonly limits: IntakeLimits
  readonly signal: AbortSignal | undefined
}

async function readEntries(archive: ZipFile, { shown, limits, signal }: Reading): Promise<ZipEntry[]> {
  const files: ZipEntry[] = []
  const spans: Array<{ name: string; from: number; to: number }> = []
  const names = new Set<string>()
  let text = 0
  for await (const entry of archive.eachEntry()) {
    stopIfCancelled(signal)
    refuseName(entry, names, shown, limits)
    refuseKind(entry, shown)
    const local = await archive.readLocalFileHeaderPromise(entry)
    refuseDisagreement(entry, local, shown)
    spans.push({
      name: entry.fileName,
      from: entry.relativeOffsetOfLocalHeader,
      to: local.fileDataStart + entry.compressedSize,
    })
    if (entry.fileName.endsWith('/')) continue
    text += entry.uncompressedSize
    refuseSize(entry, text, shown, limits)
    files.push(fileOf(entry, local))
  }
  refuseOverlap(spans, shown)
  return files.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

const fileOf = (entry: Entry, local: LocalFileHeader): ZipEntry => ({
  name: entry.fileName,
  sizeBytes: entry.uncompressedSize,
  packedBytes: entry.compressedSize,
  deflated: entry.compressionMethod === 8,
  crc32: entry.crc32,
  start: local.fileDataStart,
})

function refuseName(entry: Entry, names: Set<string>, shown: string, limits: IntakeLimits): void {
  const name = entry.fileName
  if (entry.fileNameLength > limits.maxNameBytes) {
    throw limitFault(
      shown,
      `an entry's name is over ${limits.maxNameBytes} bytes`,
      'Pack the files under shorter names',
    )
  }
  const wrong = wrongPath(name.endsWith('/') ? name.slice(0, -1) : name)
  if (wrong !== undefined) throw malformedFault(shown, `the entry ${JSON.stringify(name)} ${wrong}`)
  const same = name.normalize('NFC')
  if (names.has(same)) throw malformedFault(shown, `the entry ${JSON.stringify(name)} stands in it twice`)
  names.add(same)
}

function refuseKind(entry: Entry, shown: string): void {
  const { fileName: name, generalPurposeBitFlag: bits, compressionMethod: method } = entry
  if ((bits & ENCRYPTED) !== 0) {
    throw new FaultError('unsupported', {
      message: `${shown}: the entry ${JSON.stringify(name)} is encrypted`,
      file: shown,
      remedy: 'Unpack it with its password and choose the files',
    })
  }
  if (method !== 0 && method !== 8) {
    throw new FaultError('unsupported', {
      message: `${shown}: the entry ${JSON.stringify(name)} is packed by method ${method}`,
      file: shown,
      remedy: 'Unpack it and choose the files, or pack it with deflate',
    })
  }
  const type = entry.versionMadeBy >>> 8 === UNIX ? (entry.externalFileAttributes >>> 16) & FILE_TYPE : 0
  if (type === SYMLINK) throw malformedFault(shown, `the entry ${JSON.stringify(name)} is a link`)
  if (type !== 0 && type !== REGULAR && !name.endsWith('/')) {
    throw malformedFault(shown, `the entry ${JSON.stringify(name)} is neither file nor folder`)
  }
}

function refuseDisagreement(entry: Entry, local: LocalFileHeader, shown: string): void {
  const deferred = (local.generalPurposeBitFlag & HAS_DESCRIPTOR) !== 0
  const differs = (here: number, there: number): boolean =>
    here !== there && here !== IN_ZIP64 && !(deferred && here === 0)
  const wrong =
    !local.fileName.equals(entry.fileNameRaw) ||
    local.compressionMethod !== entry.compressionMethod ||
    (local.generalPurposeBitFlag & ENCRYPTED) !== 0 ||
    differs(local.crc32, entry.crc32) ||
    differs(local.compressedSize, entry.compressedSize) ||
    differs(local.uncompressedSize, entry.uncompressedSize)
  if (wrong) {
    throw malformedFault(shown, `its directory and the header of ${JSON.stringify(entry.fileName)} disagree`)
  }
}

function refuseSize(entry: Entry, text: number, shown: string, limits: IntakeLimits): void {
  const { uncompressedSize: size, compressedSize: packed } = entry
  if (text > limits.maxTextBytes) {
    throw limitFault(shown, `it unpacks to over ${limits.maxTextBytes} bytes`, 'Split it into several archives')
  }
  if (size > limits.ratioFromBytes && size > limits.maxRatio * Math.max(1, packed)) {
    const what = `the entry ${JSON.stringify(entry.fileName)} unpacks to over ${limits.maxRatio} times its size`
    throw limitFault(shown, what, 'If it is meant to be so, unpack it and choose the files')
  }
}

function refuseOverlap(spans: Array<{ name: string; from: number; to: number }>, shown: string): void {
  let before: { name: string; to: number } | undefined
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    if (before !== undefined && span.from < before.to) {
      throw malformedFault(shown, `the entries ${JSON.stringify(before.name)} and ${JSON.stringify(span.name)} overlap`)
    }
    before = span
  }
}

/** Lets yauzl read the directory from any source. */
class SourceReader extends RandomAccessReader {
  readonly #source: Source
  constructor(source: Source) {
    super()
    this.#source = source
  }
  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#source.read({ start, end }), { objectMode: false })
  }
}
