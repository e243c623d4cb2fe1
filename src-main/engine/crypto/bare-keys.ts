import type { KeyObject } from 'node:crypto'
import { keyOf, type SignatureFault, type Signer } from '../../core/verify/signature.ts'
import { keyFaults } from './algorithm.ts'
import { checkPath } from './path.ts'
import type { Trust, Trusted } from './trusted.ts'

/** A trusted public key without the wrapping of its kind, for signatures that carry no form of their own. */
export interface BareKey {
  readonly key: KeyObject
  readonly signer: Signer
  /** The id that a JSON Web Key states for itself. */
  readonly keyId?: string | undefined
  /** What speaks against relying on it now: a certificate that ended, a purpose that is not signing. */
  readonly faults: readonly SignatureFault[]
  readonly notes: readonly string[]
}

/** Every certificate, PEM key and JSON Web Key relied upon, of a type that can be checked in bounded time. */
export function bareKeys(trust: Trust, now: Date): BareKey[] {
  const keys = trust.keys.flatMap((one) => bareKey(one, trust, now))
  return keys.filter(({ key }) => keyFaults(key).every(({ reason }) => reason === 'weak'))
}

function bareKey(one: Trusted, trust: Trust, now: Date): BareKey[] {
  const { name, fingerprint } = one
  if (one.kind === 'spki' || one.kind === 'jwk') {
    const keyId = one.kind === 'jwk' ? one.keyId : undefined
    return [{ key: one.key, signer: { name, fingerprint, kind: one.kind }, keyId, faults: [], notes: [] }]
  }
  if (one.kind !== 'x509' || !one.certificate.key) return []
  const trusted = trust.keys.flatMap((other) => (other.kind === 'x509' ? [other.certificate] : []))
  const ask = { trusted, pool: [], lists: trust.lists, at: now, purpose: 'signing' } as const
  const path = checkPath(one.certificate, ask)
  const signer = { name, fingerprint, kind: 'x509' } as const
  return [{ key: one.certificate.key, signer, faults: path.faults, notes: path.notes }]
}

/**
 * The fault where a signature that names no key fits none of those that could have made it. With one such key it contradicts;
 * with none or several nothing says who should have signed, so it may be a stranger's.
 */
export function fitsNoKey(candidates: readonly BareKey[], what: string): SignatureFault {
  const [only, second] = candidates
  if (only && !second) {
    const message = `the signature fits ${what} under no rule for the ${keyOf(only.signer)}, the only one relied upon that could have made it: ${what} or the signature was changed, or somebody else signed`
    return { reason: 'fits-no-key', message }
  }
  const settles = 'the public key of the signer from its owner by another way'
  if (!only) return { reason: 'signer-unknown', message: 'made with a key that is not there', settles }
  const message = `the signature fits ${what} under none of the ${candidates.length} keys that could have made it: one was changed, or somebody else signed`
  return { reason: 'signer-unknown', message, settles }
}
