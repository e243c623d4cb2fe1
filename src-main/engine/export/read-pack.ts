import { createHash } from 'node:crypto'
import { openPromise } from 'yauzl'
import { FaultError } from '../../contract/fault.ts'
import { PACK_MIMETYPE, paths } from '../../core/pack/names.ts'
import { intakeLimits, type IntakeLimits } from '../intake/limits.ts'
import { fileSource, type Source } from '../intake/source.ts'
import { readZipDirectory, type ZipEntry } from '../intake/zip-directory.ts'
import { readZipEntry } from '../intake/zip-entry.ts'

/** A pack is a stranger's file: bounds on what reading it may cost. Provisional: far beyond any pack of ours. */
const limits: IntakeLimits = { ...intakeLimits, maxEntries: 10_000, maxTextBytes: 256 * 1024 ** 3 }

/** Files that must be held whole to be judged, with the bytes each may have. */
const MOST_KEPT = 64 * 1024 * 1024

/** Marks a workbook that carries an Office signature (ISO/IEC 29500-2, 13): names stand in clear in a ZIP. */
const OFFICE_SIGNATURE = '_xmlsignatures/'

/** A file of the pack as it stands there; `content` only of files that are judged by what they say. */
export interface FoundFile {
  readonly path: string
  /** Absent where its bytes are not what the ZIP states: then `broken` says how. */
  readonly sha256?: string
  readonly broken?: string
  readonly content?: Uint8Array
  readonly officeSigned: boolean
}

/** What stands in the file, or why it is no pack. */
export type PackRead =
  | { readonly ok: true; readonly files: ReadonlyMap<string, FoundFile> }
  | { readonly ok: false; readonly reason: string }

/** Names in a ZIP stand in clear: a file with one of these is a container of this kind, however damaged. */
const MARKS = ['vnd.etsi.asic', 'META-INF/ASiCManifest', paths.custody]

/**
 * Opens a pack and digests every file in it; nothing is unpacked to disk. Doubtful ZIPs are refused before their content. A file of
 * another kind is a wrong choice and no evidence: a fault.
 */
export async function readPack(path: string, shown: string, signal?: AbortSignal): Promise<PackRead> {
  const source = await fileSource(path, shown, true)
  const read = await readContainer(path, shown, source, signal)
  if (read.ok || (await holdsMark(source, signal))) return read
  throw new FaultError('not-a-pack', `${shown} is not an evidence pack, nor what is left of one.`)
}

async function holdsMark(source: Source, signal: AbortSignal | undefined): Promise<boolean> {
  const seekers = MARKS.map(markSeeker)
  for await (const chunk of source.read(undefined, signal)) {
    for (const { take, found } of seekers) {
      take(chunk)
      if (found()) return true
    }
  }
  return false
}

async function readContainer(path: string, shown: string, source: Source, signal?: AbortSignal): Promise<PackRead> {
  let entries: ZipEntry[]
  try {
    entries = await readZipDirectory(source, shown, limits, signal)
    await refuseLooseNames(path)
  } catch (error) {
    return refused(error)
  }
  const wrong = wrongLayout(entries)
  if (wrong) return { ok: false, reason: wrong }
  const files = new Map<string, FoundFile>()
  for (const entry of entries) files.set(entry.name, await readFound(source, entry, signal))
  const kind = Buffer.from(files.get(paths.mimetype)?.content ?? []).toString('latin1')
  if (kind !== PACK_MIMETYPE) return { ok: false, reason: `says it is ${JSON.stringify(kind.slice(0, 80))}` }
  if (!files.has(paths.manifest) || !files.has(paths.bagit))
    return { ok: false, reason: 'is a container, but holds no bag' }
  return { ok: true, files }
}

/** A name with a backslash is a folder to one reader and a letter to another; yauzl tells them apart only when strict. */
async function refuseLooseNames(path: string): Promise<void> {
  const zip = await openPromise(path, { strictFileNames: true, autoClose: false })
  try {
    for await (const entry of zip.eachEntry()) void entry
  } catch (error) {
    throw new FaultError('malformed', error instanceof Error ? error.message : 'a name in it cannot be read')
  } finally {
    zip.close()
  }
}

/** What the file itself is wrong about is an answer; what could not be read or is beyond a limit is a fault. */
function refused(error: unknown): PackRead {
  if (error instanceof FaultError && (error.code === 'malformed' || error.code === 'unsupported')) {
    return { ok: false, reason: error.detail.message }
  }
  throw error
}

/** `mimetype` first, stored, without extra field, so that its content begins at byte 38 (EN 319 162-1, annex A.1). */
function wrongLayout(entries: readonly ZipEntry[]): string | undefined {
  const own = entries.find(({ name }) => name === paths.mimetype)
  if (!own) return 'it holds no mimetype'
  if (own.deflated || own.start !== 38) return 'its mimetype is not the first entry, stored and without extra field'
  const folded = entries.map(({ name }) => name.toLowerCase())
  if (new Set(folded).size !== folded.length) return 'two names in it differ in capitals only'
  return undefined
}

function isKept(path: string): boolean {
  return path !== paths.workbook && !path.startsWith('data/tables/') && !path.startsWith('data/originals/')
}

async function readFound(source: Source, entry: ZipEntry, signal: AbortSignal | undefined): Promise<FoundFile> {
  const path = entry.name
  const kept = isKept(path)
  if (kept && entry.sizeBytes > MOST_KEPT) {
    throw new FaultError('limit', `${path} in the pack is over ${MOST_KEPT} bytes, more than can be judged`)
  }
  const chunks: Uint8Array[] = []
  const digest = createHash('sha256')
  const mark = markSeeker(OFFICE_SIGNATURE)
  try {
    for await (const chunk of readZipEntry(source, entry, { shown: path, limits }, signal)) {
      digest.update(chunk)
      mark.take(chunk)
      if (kept) chunks.push(chunk)
    }
  } catch (error) {
    const read = refused(error)
    return { path, broken: read.ok ? '' : read.reason, officeSigned: false }
  }
  const content = kept ? { content: Buffer.concat(chunks) } : {}
  return { path, sha256: digest.digest('hex'), ...content, officeSigned: path === paths.workbook && mark.found() }
}

/** Looks for a text in bytes that come in pieces. */
function markSeeker(mark: string): { take: (chunk: Uint8Array) => void; found: () => boolean } {
  let seen = false
  let tail = Buffer.alloc(0)
  return {
    take: (chunk) => {
      if (seen) return
      const window = Buffer.concat([tail, chunk])
      seen = window.includes(mark)
      tail = window.subarray(-mark.length)
    },
    found: () => seen,
  }
}
