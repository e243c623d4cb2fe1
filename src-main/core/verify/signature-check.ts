import type { Check } from './check.ts'
import type { SignatureCheck } from './signature.ts'

/** What a signature is called in its check: the dotted name, the file it is told of, and the words before its message. */
export interface SignatureNaming {
  readonly check: string
  readonly file: string
  readonly what: string
}

/** The answer over one signature as a check; `found` is the signer's fingerprint, and the time's basis is said. */
export function checkOfSignature({ check, file, what }: SignatureNaming, signature: SignatureCheck): Check {
  const { verdict, state, kind, signer, message, settles, signedAt } = signature
  const at =
    signedAt.basis === 'none' ? '' : ` (${signedAt.basis === 'token' ? 'at' : 'by its own clock at'} ${signedAt.time})`
  return {
    check,
    level: 'proof',
    verdict,
    state,
    file,
    ...(kind === undefined ? {} : { kind }),
    ...(signer === undefined ? {} : { found: signer.fingerprint }),
    ...(settles === undefined ? {} : { settles }),
    message: `${what}: ${message}${at}`,
  }
}

/** What was not checked or is only said beside a signature (revocation, whose time): told, and never counted. */
export const notesOf = ({ check, file, what }: SignatureNaming, { notes }: SignatureCheck): Check[] =>
  notes.map((note) => ({
    check,
    level: 'observation',
    verdict: note.startsWith('time proved') || note.startsWith('revocation checked') ? 'verified' : 'not-verifiable',
    file,
    message: `${what}: ${note}`,
  }))
