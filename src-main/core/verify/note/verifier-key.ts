import type { Sha256 } from '../merkle/tree.ts'
import { fromBase64, hexOf } from './base64.ts'
import { isKeyName } from './note.ts'

/** A key that signs notes, as its owner publishes it: `name+id+base64(type || key)`. */
export interface VerifierKey {
  readonly name: string
  /** Eight lower-case hex digits. */
  readonly keyId: string
  readonly type: 'ed25519' | 'cosignature-ed25519' | 'unsupported'
  /** 32 bytes where the type is one of ours. */
  readonly key: Uint8Array
  /** SHA-256 of name, LF, type and key in lower-case hex; the key id is its beginning. */
  readonly fingerprint: string
}

/** Signature types of C2SP signed-note; 0x06 (ML-DSA-44) and the others are known, but not supported. */
const types: Readonly<Record<number, VerifierKey['type']>> = { 1: 'ed25519', 4: 'cosignature-ed25519' }
const KEY_BYTES = 32

/** Split at the first two plus signs only: base64 may hold more of them. */
const FORM = /^([^+]{1,1024})\+([0-9a-f]{8})\+([A-Za-z0-9+/=]{1,4096})$/u

/** Reads a verifier key; undefined where the text is none, or its key id is not that of its key. */
export function parseVerifierKey(line: string, sha256: Sha256): VerifierKey | undefined {
  const [, name, keyId, base64] = FORM.exec(line) ?? []
  const bytes = fromBase64(base64 ?? '')
  if (name === undefined || keyId === undefined || !isKeyName(name) || !bytes || bytes.length < 2) return undefined
  const fingerprint = hexOf(sha256(new TextEncoder().encode(`${name}\n`), bytes))
  const read = { name, keyId, type: typeOf(bytes), key: bytes.subarray(1), fingerprint }
  return fits(read) ? read : undefined
}

const typeOf = ([first = 0]: Uint8Array): VerifierKey['type'] => types[first] ?? 'unsupported'

/** Other types may make their id in another way, so theirs is taken as it stands. */
function fits({ type, key, keyId, fingerprint }: VerifierKey): boolean {
  return type === 'unsupported' || (key.length === KEY_BYTES && fingerprint.startsWith(keyId))
}
