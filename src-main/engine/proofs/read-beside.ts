import { createHash } from 'node:crypto'
import { FaultError } from '../../contract/fault.ts'
import { readContent, type Content } from '../crypto/content.ts'
import type { Beside } from './proof.ts'

/** What a file beside a proof is read from. */
export type ReadFrom = Pick<Beside, 'sha256' | 'read'>

/** A file beside a proof, read once for these hashes; where only its text is kept, its SHA-256 is all there is. */
export async function contentBeside(
  beside: ReadFrom,
  path: string,
  hashes: readonly string[],
  signal?: AbortSignal,
): Promise<Content> {
  const chunks = beside.read(path, signal)
  if (chunks) return await readContent(chunks, hashes)
  const sha256 = Buffer.from(await beside.sha256(path), 'hex')
  return { digest: (hash) => (hash === 'sha256' ? sha256 : undefined) }
}

/** Digests of a file as received, lower-case hex by node's name of the hash; SHA-256 alone costs no reading. */
export async function digestsBeside(
  beside: Beside,
  path: string,
  hashes: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  if (hashes.every((hash) => hash === 'sha256')) return found.set('sha256', await beside.sha256(path))
  const content = await contentBeside(beside, path, hashes, signal)
  for (const hash of hashes) {
    const digest = content.digest(hash)
    if (digest) found.set(hash, digest.toString('hex'))
  }
  return found
}

/** The bytes of a small file beside a proof; undefined where it is longer, or its bytes are not kept. */
export async function smallBeside(
  beside: ReadFrom,
  path: string,
  most: number,
  signal?: AbortSignal,
): Promise<Uint8Array | undefined> {
  const chunks = beside.read(path, signal)
  if (!chunks) return undefined
  const parts: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.length
    if (size > most) return undefined
    parts.push(chunk)
  }
  return new Uint8Array(Buffer.concat(parts))
}

/** What a file could not be read for, as a sentence; a fault of ours or a cancelled job goes on. */
export function whyUnread(error: unknown): string {
  if (!(error instanceof FaultError) || error.code === 'cancelled') throw error
  return error.detail.message
}

/** Files in memory as what lies beside a proof: of a container that was opened, and of tests. */
export function besideOf(files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>): Beside {
  const bytesOf = (path: string): Uint8Array<ArrayBuffer> => {
    const bytes = files.get(path)
    if (!bytes) throw new FaultError('file-missing', `${path} is not there`)
    return bytes
  }
  return {
    paths: [...files.keys()],
    sha256: async (path) => createHash('sha256').update(bytesOf(path)).digest('hex'),
    read: async function* (path) {
      yield bytesOf(path)
    },
  }
}
