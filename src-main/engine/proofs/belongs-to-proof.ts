import type { ChainRule } from '../../core/verify/chain-rules/rule.ts'
import { type Member, refusalOf } from '../intake/member.ts'
import { readTrust } from '../crypto/trusted.ts'
import { carriesChain } from './chains/carries-chain.ts'
import { isDigestPath, mayHoldDigests } from './cloudtrail/verify-cloudtrail.ts'
import { digestList, listedPaths } from './digest-list.ts'
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
  // one that is too large to be read is kept as well: that it was not read must be said where it counts
  if (isProof(member.path, await proofHead(member, signal))) return true
  if (member.sizeBytes > MOST_PROOF_BYTES) return false
  const bytes = await firstOf(member, MOST_PROOF_BYTES, signal)
  if (bytes.length === 0) return false
  return holdsKeys(bytes) || (mayHoldDigests(paths) && isJson(bytes))
}

/** Whether a file proves something by itself, of itself or of others: a proof of a known kind, or a log of any length that carries a chain. */
export async function provesSomething(
  member: Member,
  rules: readonly ChainRule[],
  signal?: AbortSignal,
): Promise<boolean> {
  const head = await proofHead(member, signal)
  if (carriesChain(head, rules)) return true
  return isProof(member.path, head) || (isDigestPath(member.path) && isJson(head))
}

/** As much of a file as kinds of proof look at. */
export const proofHead = async (member: Member, signal?: AbortSignal): Promise<Uint8Array> =>
  (await firstOf(member, HEAD_BYTES, signal)).subarray(0, HEAD_BYTES)

/** Paths that lists of digests among these files name: what is no log is still held against its digest. */
export async function listedAmong(members: readonly Member[], signal?: AbortSignal): Promise<ReadonlySet<string>> {
  const named = new Set<string>()
  for (const member of members) {
    if (member.sizeBytes > MOST_PROOF_BYTES) continue
    const bytes = await firstOf(member, MOST_PROOF_BYTES, signal)
    if (!digestList.recognise(member.path, bytes.subarray(0, HEAD_BYTES))) continue
    for (const path of listedPaths(member.path, bytes)) named.add(path)
  }
  return named
}

const isProof = (path: string, head: Uint8Array): boolean => proofKinds.some((kind) => kind.recognise(path, head))

/** What can be read of it: a file that is damaged further on is told so when all of it is read. */
async function firstOf(member: Member, most: number, signal?: AbortSignal): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of member.read(undefined, signal)) {
      parts.push(chunk)
      size += chunk.length
      if (size >= most) break
    }
  } catch (error) {
    refusalOf(error, member.path, member.root)
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
