import type { Bundle } from '@sigstore/protobuf-specs'
import { signatureCheck, type SignatureCheck, type SignatureFault } from '../../../core/verify/signature.ts'
import type { Trust } from '../trusted.ts'
import { checkAgainstRoot } from './authority.ts'
import type { ReadBundle } from './bundle.ts'
import { checkContent, contentOf, type Content, type ContentAnswer, type SignedBytes } from './content.ts'
import { checkEntryInclusion } from './inclusion.ts'
import { checkLogEntry, loggedKey } from './log-entry.ts'
import { signerFromDer, signerOf, type BundleSigner } from './signer.ts'
import type { SigstoreIdentity } from './trusted-identity.ts'
import { checkLogTimes, checkTokens, signedAtOf } from './times.ts'

/** What a bundle is judged against; `file` is what it signs, where that lies beside it. */
export interface SigstoreAsk {
  readonly file?: SignedBytes | undefined
  readonly trust: Trust
  readonly now: Date
  /** The one that must have signed; without it any identity that is trusted may have. */
  readonly identity?: SigstoreIdentity | undefined
}

/**
 * The verdict over a Sigstore bundle, offline. First what contradicts itself, whoever signed; then what the trusted roots say of the
 * log, the time and the certificate. Never throws.
 */
export async function verifySigstore(read: ReadBundle, ask: SigstoreAsk): Promise<SignatureCheck> {
  const { draft } = read
  if (!draft) return signatureCheck({ faults: read.faults })
  const content = contentOf(draft, ask.file)
  const signer = signerOf(draft, ask.trust) ?? selfSupplied(draft)
  if (!content || !signer) return signatureCheck({ faults: [...read.faults, lacking(content)] })
  const found = await checkContent(content, signer.key)
  const tokens = checkTokens(draft, content.signature, rootsOf(ask.trust), ask.now)
  const own = [
    ...read.faults,
    ...found.faults,
    ...entryFaults(draft, content, found, signer),
    ...tokens.faults,
    ...checkLogTimes(draft, signer),
    ...(ask.identity === undefined ? [] : identityFaults(signer, ask.identity)),
  ]
  const unknown = trustFaults(read, signer, ask.trust)
  const unnamed = unknown.length === 0 && ask.identity === undefined ? unnamedFaults(signer, ask.trust) : []
  const faults = [...own, ...unknown, ...unnamed]
  const notes = signer.issuer === undefined ? [] : [`the name was vouched for by ${signer.issuer}`]
  return signatureCheck({
    faults,
    signer: signer.shown,
    signedAt: signedAtOf(draft, tokens, faults.length === 0),
    notes,
  })
}

function lacking(content: Content | undefined): SignatureFault {
  return content
    ? {
        reason: 'certificate-absent',
        message: 'the bundle holds no certificate, and the key it hints at is not trusted',
        settles: 'trust the public key of the signer',
      }
    : { reason: 'unsupported', message: 'the bundle holds no signature of a kind that is supported' }
}

/** A key that only the log entry names: it shows contradictions, and proves nothing of who signed. */
function selfSupplied({ verificationMaterial: material }: Bundle): BundleSigner | undefined {
  if (material?.content?.$case !== 'publicKey') return undefined
  const keys = material.tlogEntries.map(loggedKey)
  return keys[0] && signerFromDer(keys[0])
}

function entryFaults(draft: Bundle, content: Content, found: ContentAnswer, signer: BundleSigner): SignatureFault[] {
  const stated = content.stated ? [content.stated] : []
  const signed = found.digests.size > 0 ? [...found.digests.values()] : stated
  const bundled = { signature: content.signature, signed, payload: content.payloadDigest, verifier: signer.der }
  const entries = draft.verificationMaterial?.tlogEntries ?? []
  return entries.flatMap((entry) => [...checkLogEntry(entry, bundled), ...checkEntryInclusion(entry)])
}

const isOf = ({ shown, issuer }: BundleSigner, identity: SigstoreIdentity): boolean =>
  shown.name === identity.name && issuer === identity.issuer

/** Whoever can log in gets a certificate: a root says that a name is genuine, and somebody must say that it is the right one. */
function unnamedFaults(signer: BundleSigner, { keys }: Trust): SignatureFault[] {
  const { shown, issuer = 'an issuer that is not named', certificate } = signer
  if (!certificate) return []
  if (keys.some((one) => one.kind === 'sigstore-identity' && isOf(signer, one.identity))) return []
  const message = `signed by ${shown.name}, for which ${issuer} vouched; nobody said that this is who must have signed`
  return [{ reason: 'signer-unknown', message, settles: `trust the identity ${shown.name} of ${issuer}` }]
}

function identityFaults(signer: BundleSigner, identity: SigstoreIdentity): SignatureFault[] {
  if (isOf(signer, identity)) return []
  const { shown } = signer
  return [{ reason: 'other-certificate', message: `signed by ${shown.name}, not by the identity that was asked for` }]
}

const rootsOf = (trust: Trust) => trust.keys.flatMap((one) => (one.kind === 'sigstore-root' ? [one.root] : []))

/** One root that has nothing against the bundle is enough; else the one that knows most of it speaks. */
function trustFaults({ whole }: ReadBundle, signer: BundleSigner, trust: Trust): SignatureFault[] {
  const unknown: SignatureFault = {
    reason: 'signer-unknown',
    message: `signed by ${signer.shown.name}, but nothing that is trusted says so`,
    settles: signer.certificate
      ? 'trust the trusted_root.json of the Sigstore instance'
      : `trust the public key with the SHA-256 ${signer.shown.fingerprint} and the trusted_root.json of the Sigstore instance`,
  }
  const roots = rootsOf(trust)
  const bare = signer.trusted ? [] : [unknown]
  if (!whole) return bare
  if (roots.length === 0) return [unknown]
  const answers = roots.map((root) => [...bare, ...checkAgainstRoot(whole, root, signer)])
  return answers.toSorted((a, b) => weight(a) - weight(b))[0] ?? []
}

function weight(faults: readonly SignatureFault[]): number {
  return { verified: 0, failed: 1, 'not-verifiable': 2 }[signatureCheck({ faults }).verdict]
}
