import type { Member } from '../intake/member.ts'
import { readTrust } from '../crypto/trusted.ts'
import { mayHoldDigests } from './cloudtrail/verify-cloudtrail.ts'
import { proofKinds } from './index.ts'

/** A proof, a key or a list of keys is small; what is larger is kept as a log or not at all. */
export const MOST_PROOF_BYTES = 8 * 1024 * 1024
/** What kinds of proof look at to know their own. */
export const HEAD_BYTES = 64 * 1024

/**
 * Whether a file that is no log belongs to a proof of the logs beside it: a proof of a known kind, keys, or one of the files by which CloudTrail's digests
 * are checked (side files with signatures, listings, lists of keys).
 */
export async function belongsToProof(member: Member, paths: readonly string[], signal?: AbortSignal): Promise<boolean> {
  if (member.sizeBytes > MOST_PROOF_BYTES) return false
  const bytes = await firstOf(member, signal)
  if (bytes.length === 0) return false
  if (proofKinds.some((kind) => kind.recognise(member.path, bytes.subarray(0, HEAD_BYTES)))) return true
  return holdsKeys(bytes) || (mayHoldDigests(paths) && isJson(bytes))
}

async function firstOf(member: Member, signal?: AbortSignal): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const chunk of member.read(undefined, signal)) {
    parts.push(chunk)
    size += chunk.length
    if (size >= MOST_PROOF_BYTES) break
  }
  return new Uint8Array(Buffer.concat(parts))
}

function holdsKeys(bytes: Uint8Array): boolean {
  try {
    readTrust(bytes)
    return true
  } catch {
    return false
  }
}

const isJson = (bytes: Uint8Array): boolean => /^\s*[[{]/.test(Buffer.from(bytes.subarray(0, 64)).toString('latin1'))
