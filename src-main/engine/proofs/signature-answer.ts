import type { Check } from '../../core/verify/check.ts'
import type { SignatureCheck, SignedAt } from '../../core/verify/signature.ts'

/** Where a signature lies, what it is and what it is over. */
export interface AnswerPlace {
  /** Of the check: `signature.minisign`. */
  readonly check: string
  /** For people: `minisign signature`. */
  readonly title: string
  readonly file: string
  readonly over?: string | undefined
  readonly now: Date
}

/** The check that a signature's answer becomes: who signed, over what, and by which clock that was judged. */
export function signatureAnswer(signature: SignatureCheck, place: AnswerPlace): Check {
  const { verdict, state, kind, signer, settles, message, notes, signedAt } = signature
  const over = place.over === undefined ? '' : ` over ${place.over}`
  const told = [message, timeBasis(signedAt, place.now), ...notes].join('; ')
  return {
    check: place.check,
    level: 'proof',
    verdict,
    state,
    file: place.file,
    ...(kind === undefined ? {} : { kind }),
    ...(signer === undefined ? {} : { found: signer.fingerprint }),
    ...(settles === undefined ? {} : { settles }),
    ...(verdict === 'verified' ? { covered: 1 } : {}),
    message: `${place.title}${over}: ${told}`,
  }
}

function timeBasis(at: SignedAt, now: Date): string {
  if (at.basis === 'token') return `signed at ${at.time}, proved by a time-stamp`
  const judged = now.toISOString().replace(/\.\d{3}Z$/, 'Z')
  if (at.basis === 'claimed') return `signed at ${at.time} by its own clock, not proved`
  return `judged as of ${judged}`
}
