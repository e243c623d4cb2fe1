import { createPublicKey } from 'node:crypto'
import { judgeNote, type VerifyEd25519 } from '../../core/verify/note/judge-note.ts'
import { parseNote, type Note } from '../../core/verify/note/note.ts'
import { signatureCheck, type SignatureCheck } from '../../core/verify/signature.ts'
import { signatureHolds } from './algorithm.ts'
import type { Trust } from './trusted.ts'

/** Ed25519 over a bare 32-byte key; false too where the bytes are no key. */
export const verifyEd25519: VerifyEd25519 = (bytes, message, value) => {
  try {
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(bytes).toString('base64url') }
    const key = createPublicKey({ key: jwk, format: 'jwk' })
    return signatureHolds({ scheme: 'ed25519', hash: 'none' }, key, message, value)
  } catch {
    return false
  }
}

/** The verdict over a signed note, and the note where it could be read. */
export function verifyNote(bytes: Uint8Array, trust: Trust): { readonly check: SignatureCheck; readonly note?: Note } {
  const note = parseNote(bytes)
  if (!note.ok) return { check: signatureCheck({ faults: [{ reason: 'malformed', message: note.reason }] }) }
  const keys = trust.keys.flatMap((one) => (one.kind === 'note' ? [one.verifier] : []))
  return { check: judgeNote(note.value, keys, verifyEd25519), note: note.value }
}
