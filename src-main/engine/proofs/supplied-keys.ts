import { readRevokedLines } from '../crypto/ssh-revocation.ts'
import { joinTrust, readTrust, type Trust } from '../crypto/trusted.ts'
import type { Beside } from './proof.ts'

/** Names under which keys are handed over; what such a file holds decides whether it is one. */
const KEY_FILE =
  /\.(?:pub|pem|crt|cer|der|key|asc|gpg|pgp|jwks?)(?:\.json)?$|(?:^|\/)(?:KEYS|jwks?\.json|allowed_signers[^/]*)$/i
const REVOKED_FILE = /\.krl$|(?:^|\/)revoked[^/]*$/i
/** Provisional: a handover has a handful of keys, of a few kilobytes each. */
const MOST_FILES = 64
const MOST_BYTES = 1024 * 1024

const found = new WeakMap<Beside, Promise<Trust>>()

/** The keys and lists of revoked keys that came in the same input: they prove nothing about origin by themselves. */
export function suppliedKeys(beside: Beside, signal?: AbortSignal): Promise<Trust> {
  const known = found.get(beside)
  if (known) return known
  const read = readSupplied(beside, signal)
  found.set(beside, read)
  return read
}

async function readSupplied(beside: Beside, signal?: AbortSignal): Promise<Trust> {
  const trusts: Trust[] = []
  const named = beside.paths.filter((path) => KEY_FILE.test(path) || REVOKED_FILE.test(path))
  for (const path of named.slice(0, MOST_FILES)) {
    const bytes = await smallFile(beside, path, signal)
    if (bytes) trusts.push(keysIn(path, bytes))
  }
  return joinTrust(trusts)
}

function keysIn(path: string, bytes: Uint8Array): Trust {
  try {
    const trust = readTrust(bytes)
    if (!REVOKED_FILE.test(path)) return trust
    return { keys: [], lists: trust.lists, sshLists: [...(trust.sshLists ?? []), readRevokedLines(bytes)] }
  } catch {
    // not a key file after all, or one of private keys
    return { keys: [], lists: [] }
  }
}

async function smallFile(beside: Beside, path: string, signal?: AbortSignal): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const piece of (beside.searched ?? beside).read(path, signal) ?? []) {
    size += piece.length
    if (size > MOST_BYTES) return undefined
    parts.push(piece)
  }
  return size === 0 ? undefined : Buffer.concat(parts)
}
