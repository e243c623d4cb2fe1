import { createHash } from 'node:crypto'
import type { SignatureFault } from '../../core/verify/signature.ts'
import type { Trust } from './trusted.ts'

/** The file that a detached signature speaks of. */
export interface SignedContent {
  /** Its path, for people. */
  readonly name: string
  /** Its bytes as received, as often as asked; undefined where they are not kept. */
  readonly open: () => AsyncIterable<Uint8Array> | undefined
}

/** What every verifier of a detached signature is asked; `content` is absent where no file lies beside the signature. */
export interface SignatureAsk {
  readonly signature: Uint8Array
  readonly content?: SignedContent | undefined
  readonly trust: Trust
  readonly now: Date
}

/** Something that digests: node's hashes and those of @noble/hashes alike. */
export interface Hasher {
  readonly update: (bytes: Uint8Array) => unknown
  readonly digest: () => Uint8Array
}

/**
 * The most of one file that is held in memory, where a signature is over the file itself and not over a digest.
 * Provisional: audit exports beyond it are rare, and a quarter of a gigabyte leaves room beside it.
 */
const MOST_WHOLE = 256 * 1024 * 1024

/** Content that is in memory already. */
export const contentOf = (bytes: Uint8Array, name = 'the content'): SignedContent => ({
  name,
  open: async function* () {
    yield bytes
  },
})

/** The digest of the content by node's name of the hash; undefined where its bytes are not there. */
export const digestContent = (content: SignedContent | undefined, hash: string): Promise<Uint8Array | undefined> =>
  digestWith(content, createHash(hash))

/** As `digestContent`, with the hash given. */
export async function digestWith(content: SignedContent | undefined, hasher: Hasher): Promise<Uint8Array | undefined> {
  const pieces = content?.open()
  if (!pieces) return undefined
  for await (const piece of pieces) hasher.update(piece)
  return hasher.digest()
}

/** All bytes of the content, or the fault that keeps them from being had. */
export async function wholeContent(content: SignedContent | undefined): Promise<Uint8Array | SignatureFault> {
  const pieces = content?.open()
  if (!content || !pieces) return contentAbsent(content)
  const parts: Uint8Array[] = []
  let size = 0
  for await (const piece of pieces) {
    size += piece.length
    if (size > MOST_WHOLE) return tooLarge(content)
    parts.push(piece)
  }
  return Buffer.concat(parts)
}

function tooLarge({ name }: SignedContent): SignatureFault {
  const message = `the signature is over all of ${name} at once, which is over 256 MiB`
  return { reason: 'limit', message, settles: `a signature over the digest of ${name}, or over a list of digests` }
}

/** The signed file is not there, or not in the bytes that were signed. */
export function contentAbsent(content: SignedContent | undefined): SignatureFault {
  if (!content)
    return {
      reason: 'content-absent',
      message:
        'no file beside the signature could be told to be the signed one, by its name or because the signature fits it',
      settles: 'the signed file beside its signature, under the name of the signature without its ending',
    }
  const message = `of ${content.name} only the text is kept, not the bytes that were signed`
  return { reason: 'content-absent', message, settles: `${content.name} as it was received` }
}
