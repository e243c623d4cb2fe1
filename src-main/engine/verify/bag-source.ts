import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { setImmediate } from 'node:timers/promises'
import { FaultError } from '../../contract/fault.ts'
import { stopIfCancelled } from '../intake/faults.ts'
import { intakeLimits } from '../intake/limits.ts'
import { gzipLayers, memberOf } from '../intake/member.ts'
import type { Source } from '../intake/source.ts'
import { frameBytes } from '../store/originals.ts'
import { receivedLines, scrubbedSha256 } from '../store/scrubs.ts'

/** The files of a bag, wherever they lie; a folder or archive (`FolderLike`) is one as it stands. */
export interface BagSource {
  readonly names: readonly string[]
  readonly sizeBytes: (name: string) => number | undefined
  readonly read: (name: string, signal?: AbortSignal) => AsyncGenerator<Uint8Array<ArrayBuffer>>
  /**
   * The SHA-256 of a file as received, where other bytes of it are kept (a case keeps the text of a packed log):
   * answered from what was recorded, and only if what is kept still has the digest `kept`.
   */
  readonly receivedSha256?: (name: string, kept: string) => string
  /** The SHA-256 as received of text lines (1-based) whose bytes were scrubbed since; a file is one where it is not empty. */
  readonly receivedLines?: (name: string) => ReadonlyMap<number, string>
}

/** One file being read: its text, and after the last chunk the SHA-256 of the bytes as received. */
export interface BagText {
  readonly chunks: AsyncGenerator<Uint8Array<ArrayBuffer>>
  readonly sha256: () => string
}

/** Reads a log as lines: gzip is taken off by content, anything else is chained as it stands. */
export async function openLog(bag: BagSource, name: string, signal?: AbortSignal): Promise<BagText> {
  const received = {
    path: name,
    root: '',
    origin: '',
    sizeBytes: bag.sizeBytes(name) ?? 0,
    read: (stop?: AbortSignal) => bag.read(name, stop),
  }
  const layers = await gzipLayers(received, intakeLimits)
  const digest = createHash('sha256')
  const chunks = memberOf(received, layers, intakeLimits).read((chunk) => void digest.update(chunk), signal)
  return { chunks, sha256: received256(bag, name, digest) }
}

/** Reads a tag file as it stands. */
export function openTag(bag: BagSource, name: string, signal?: AbortSignal): BagText {
  const digest = createHash('sha256')
  async function* tapped() {
    for await (const chunk of bag.read(name, signal)) {
      digest.update(chunk)
      yield chunk
    }
  }
  return { chunks: tapped(), sha256: received256(bag, name, digest) }
}

function received256(bag: BagSource, name: string, digest: ReturnType<typeof createHash>): () => string {
  return () => {
    const kept = digest.digest('hex')
    return bag.receivedSha256?.(name, kept) ?? kept
  }
}

interface KeptFile {
  readonly id: number
  readonly path: string
  readonly bytes: number
  readonly sha256: string
  readonly text_sha256: string
}

interface KeptBlock {
  readonly offset: number
  readonly bytes: number
  readonly body: Buffer
}

const BLOCKS = 'SELECT offset, bytes, body FROM raw_block WHERE file = ? AND offset >= ? ORDER BY offset LIMIT 1'

/** The bag of an open bundle as the case keeps it, whole. */
export function caseBag(db: Database, bundle: number): BagSource {
  const rows = db
    .prepare<[number], KeptFile>('SELECT id, path, bytes, sha256, text_sha256 FROM bundle_file WHERE bundle = ?')
    .all(bundle)
  const files = new Map(rows.map((row) => [row.path, row]))
  return {
    names: [...files.keys()].toSorted(),
    sizeBytes: (name) => files.get(name)?.bytes,
    read: (name, signal) => readKept(db, files.get(name), signal),
    receivedSha256: (name, kept) => {
      const file = files.get(name)
      return file !== undefined && kept === keptSha256(db, file) ? file.sha256 : kept
    },
    receivedLines: (name) => receivedLines(db, files.get(name)?.id ?? 0),
  }
}

/** The SHA-256 that the kept text of a file must have: the one taken at import, or with its scrubs in it. */
export const keptSha256 = (db: Database, { id, text_sha256: taken }: Pick<KeptFile, 'id' | 'text_sha256'>): string =>
  scrubbedSha256(db, id) ?? taken

/** The kept bytes of a file: its blocks, one after the other, without a gap between them. */
export async function* readKept(
  db: Database,
  file: Pick<KeptFile, 'id' | 'path'> | undefined,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  if (file === undefined) throw new FaultError('file-missing', 'the case does not hold this file of the bundle')
  const next = db.prepare<[number, number], KeptBlock>(BLOCKS)
  for (let at = 0; ;) {
    await setImmediate() // SQLite answers at once: without a turn of the loop a cancel would not be heard
    stopIfCancelled(signal)
    const block = next.get(file.id, at)
    if (block === undefined || block.bytes === 0) return
    if (block.offset !== at) throw keptGap(file.path, at)
    yield new Uint8Array(frameBytes(block))
    at += block.bytes
  }
}

const BLOCK_AT = 'SELECT offset, bytes, body FROM raw_block WHERE file = ? AND offset <= ? ORDER BY offset DESC LIMIT 1'

/** The kept bytes of a file, to be read from any place; the frame last read is held. */
export function keptSource(db: Database, file: Pick<KeptFile, 'id' | 'path' | 'bytes'>): Source {
  const find = db.prepare<[number, number], KeptBlock>(BLOCK_AT)
  let held: { readonly offset: number; readonly bytes: Uint8Array } | undefined
  const frameAt = (at: number) => {
    if (held !== undefined && at >= held.offset && at < held.offset + held.bytes.length) return held
    const block = find.get(file.id, at)
    if (block === undefined || at >= block.offset + block.bytes) throw keptGap(file.path, at)
    held = { offset: block.offset, bytes: frameBytes(block) }
    return held
  }
  return {
    sizeBytes: file.bytes,
    read: async function* read({ start, end } = { start: 0, end: file.bytes }, signal) {
      for (let at = start; at < Math.min(end, file.bytes);) {
        await setImmediate()
        stopIfCancelled(signal)
        const { offset, bytes } = frameAt(at)
        const piece = new Uint8Array(bytes.subarray(at - offset, end - offset))
        yield piece
        at += piece.length
      }
    },
  }
}

const keptGap = (file: string, at: number): FaultError =>
  new FaultError('case-corrupt', {
    message: `The case's originals have a gap: ${file} at byte ${at}`,
    file,
    remedy: 'Import the originals into a new case',
  })
