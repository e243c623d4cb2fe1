import { createHash, type Hash } from 'node:crypto'

/** What a signature or a time-stamp is over: its digests, and its bytes where they are few enough to be held. */
export interface Content {
  /** The digest by node's name of the hash; undefined where it was not asked for when the content was read. */
  readonly digest: (hash: string) => Buffer | undefined
  readonly bytes?: Uint8Array
  /** Absent where only a digest is known. */
  readonly sizeBytes?: number
}

/** Content is held up to this size; of longer content only the digests are known. Provisional: half of what a job may hold. */
export const MOST_HELD_BYTES = 64 * 1024 * 1024

/** Content that lies in memory. */
export function contentOf(bytes: Uint8Array): Content {
  return { bytes, sizeBytes: bytes.length, digest: (hash) => createHash(hash).update(bytes).digest() }
}

/** Whether content has that digest; false too where the digest is not known. */
export function hasDigest(content: Content, hash: string, digest: Uint8Array): boolean {
  return content.digest(hash)?.equals(digest) === true
}

/** Whether two contents are the same, by SHA-256. */
export function isSameContent(one: Content, other: Content): boolean {
  const digest = other.digest('sha256')
  return digest !== undefined && hasDigest(one, 'sha256', digest)
}

/** Reads content of any length once, for these hashes. */
export async function readContent(chunks: AsyncIterable<Uint8Array>, hashes: Iterable<string>): Promise<Content> {
  const running = new Map<string, Hash>([...new Set(['sha256', ...hashes])].map((name) => [name, createHash(name)]))
  let held: Uint8Array[] | undefined = []
  let size = 0
  for await (const chunk of chunks) {
    for (const hash of running.values()) hash.update(chunk)
    size += chunk.length
    if (size > MOST_HELD_BYTES) held = undefined
    held?.push(chunk)
  }
  const digests = new Map([...running].map(([name, hash]) => [name, hash.digest()]))
  const known = { sizeBytes: size, digest: (hash: string) => digests.get(hash) }
  return { ...known, ...(held ? { bytes: new Uint8Array(Buffer.concat(held)) } : {}) }
}
