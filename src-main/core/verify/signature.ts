/** How far a signature was proved: the states of the verdict model, `not-offered` and `incomplete` left out. */
export type SignatureState = 'verified' | 'trust-unknown' | 'unverifiable' | 'unsupported' | 'weak' | 'broken'

/** What kind of contradiction a broken signature shows. */
export type SignatureKind = 'wrong-key' | 'edited' | 'malformed'

/** The one thing that keeps a signature from being verified. */
export type SignatureReason = keyof typeof meaning

/** What each reason means for the verdict, worst first: the first reason in this order speaks for the whole signature. */
const meaning = {
  malformed: { state: 'broken', kind: 'malformed' },
  'not-allowed': { state: 'broken', kind: 'malformed' },
  'content-changed': { state: 'broken', kind: 'edited' },
  'signature-invalid': { state: 'broken', kind: 'edited' },
  'fits-no-key': { state: 'broken', kind: 'edited' },
  'other-key': { state: 'broken', kind: 'wrong-key' },
  'other-certificate': { state: 'broken', kind: 'wrong-key' },
  'other-namespace': { state: 'broken', kind: 'wrong-key' },
  'wrong-usage': { state: 'broken', kind: 'wrong-key' },
  revoked: { state: 'broken', kind: 'wrong-key' },
  'not-yet-valid': { state: 'broken', kind: 'wrong-key' },
  'timestamp-invalid': { state: 'broken', kind: 'edited' },
  'timestamp-other-content': { state: 'broken', kind: 'edited' },
  weak: { state: 'weak' },
  limit: { state: 'unsupported' },
  unsupported: { state: 'unsupported' },
  'signature-absent': { state: 'unverifiable' },
  'content-absent': { state: 'unverifiable' },
  'certificate-absent': { state: 'unverifiable' },
  'signer-unknown': { state: 'trust-unknown' },
  'self-supplied': { state: 'trust-unknown' },
  expired: { state: 'unverifiable' },
  'timestamp-unknown': { state: 'trust-unknown' },
} as const satisfies Record<string, { state: SignatureState; kind?: SignatureKind }>

/** One thing wrong or missing, with the sentence for people and what would settle it. */
export interface SignatureFault {
  readonly reason: SignatureReason
  readonly message: string
  readonly settles?: string
}

/**
 * Who signed. Fingerprint as the tools of the kind print it: SHA-256 of the DER in lower-case hex (x509, spki),
 * `SHA256:base64` (ssh), upper-case hex (openpgp), the public key itself (minisign), the RFC 7638 thumbprint (jwk), SHA-256 of
 * name, LF, type and key in lower-case hex (note).
 */
export interface Signer {
  readonly name: string
  readonly fingerprint: string
  readonly kind: 'x509' | 'spki' | 'ssh' | 'openpgp' | 'minisign' | 'jwk' | 'note'
}

/** When it was signed, RFC 3339 UTC: `token` proved by a trusted time-stamp, `claimed` by the signer's own clock only. */
export type SignedAt = { readonly time: string; readonly basis: 'claimed' | 'token' } | { readonly basis: 'none' }

/** The answer to "does this signature hold": never one boolean. `faults` names everything found, worst first. */
export interface SignatureCheck {
  readonly verdict: 'verified' | 'failed' | 'not-verifiable'
  readonly state: SignatureState
  readonly kind?: SignatureKind
  readonly signer?: Signer
  readonly signedAt: SignedAt
  readonly message: string
  readonly settles?: string
  readonly faults: readonly SignatureFault[]
  readonly notes: readonly string[]
}

/** What was learned about a signature before its verdict is spoken. */
export interface SignatureFacts {
  readonly faults: readonly SignatureFault[]
  readonly signer?: Signer | undefined
  readonly signedAt?: SignedAt | undefined
  readonly notes?: readonly string[]
}

/** Speaks the verdict over a signature: broken is failed, nothing wrong is verified, everything else is not-verifiable. */
export function signatureCheck({
  faults,
  signer,
  signedAt = { basis: 'none' },
  notes = [],
}: SignatureFacts): SignatureCheck {
  const sorted = once(faults).toSorted((a, b) => rank(a.reason) - rank(b.reason))
  const common = { ...(signer ? { signer } : {}), signedAt, faults: sorted, notes }
  const worst = sorted[0]
  if (!worst) {
    const message = signer ? trustedSaid(signer) : 'the signature holds'
    return { verdict: 'verified', state: 'verified', message, ...common }
  }
  const found: { state: SignatureState; kind?: SignatureKind } = meaning[worst.reason]
  return {
    verdict: found.state === 'broken' ? 'failed' : 'not-verifiable',
    ...found,
    message: worst.message,
    ...(worst.settles === undefined ? {} : { settles: worst.settles }),
    ...common,
  }
}

/** A key on its own names nobody. */
const isBare = ({ kind }: Signer): boolean => kind === 'spki'

const trustedSaid = (signer: Signer): string =>
  isBare(signer) ? `signed with a trusted ${signer.name}` : `signed by ${signer.name}, who is trusted`

/** A signer's key, in a sentence behind "the". */
export const keyOf = (signer: Signer): string => (isBare(signer) ? signer.name : `key of ${signer.name}`)

/** The answer where one thing keeps a signature from being judged at all. */
export function refusedSignature(reason: SignatureReason, message: string): SignatureCheck {
  return signatureCheck({ faults: [{ reason, message }] })
}

/** The worst of several signatures over the same content speaks for all; none at all is not-verifiable. */
export function worstSignature(checks: readonly SignatureCheck[]): SignatureCheck {
  const [worst] = checks.toSorted((a, b) => weight(b) - weight(a))
  return worst ?? signatureCheck({ faults: [{ reason: 'signature-absent', message: 'there is no signature' }] })
}

/** The same thing seen in two places (a key in its signature and in its certificate) is said once. */
function once(faults: readonly SignatureFault[]): SignatureFault[] {
  return [...new Map(faults.map((fault) => [`${fault.reason} ${fault.message}`, fault])).values()]
}

function rank(reason: SignatureReason): number {
  return Object.keys(meaning).indexOf(reason)
}

function weight(check: SignatureCheck): number {
  const worst = check.faults[0]
  return worst ? Object.keys(meaning).length - rank(worst.reason) : 0
}
