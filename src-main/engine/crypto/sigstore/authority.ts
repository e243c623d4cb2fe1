import type { Bundle } from '@sigstore/bundle'
import type { TrustedRoot } from '@sigstore/protobuf-specs'
import { toSignedEntity, toTrustMaterial, VerificationError, Verifier, type TrustMaterial } from '@sigstore/verify'
import type { SignatureFault } from '../../../core/verify/signature.ts'
import { checkLogSignatures } from './inclusion.ts'
import { knowsCertificateLog } from './certificate-log.ts'
import type { BundleSigner } from './signer.ts'

/** What one trusted root says of a bundle: nothing against it, or what keeps its signer or its time from being relied upon. */
export function checkAgainstRoot(bundle: Bundle, root: TrustedRoot, signer: BundleSigner): SignatureFault[] {
  const material = toTrustMaterial(root, () => ({ publicKey: signer.key, validFor: () => true }))
  const entries = bundle.verificationMaterial.tlogEntries
  if (entries.length === 0) {
    const message = 'the bundle holds no entry of a transparency log'
    return [{ reason: 'signature-absent', message, settles: 'a bundle whose signature was entered into a log' }]
  }
  return [
    ...entries.flatMap((entry) => checkLogSignatures(entry, material.tlogs)),
    ...checkSigner(bundle, material, signer),
  ]
}

/**
 * The library proves the times, the certificate at these times and that a certificate log saw it. The log entries and the signature
 * itself are proved by us: the library leaves their hash to the default of OpenSSL, which BoringSSL (Electron) does not have.
 */
function checkSigner(bundle: Bundle, material: TrustMaterial, signer: BundleSigner): SignatureFault[] {
  try {
    const entity = toSignedEntity(bundle, Buffer.alloc(0))
    const signature = {
      signature: entity.signature.signature,
      compareSignature: () => false,
      compareDigest: () => false,
      compareSignedDigest: () => false,
      // what was proved is the signature by this key and no other
      verifySignature: (key: BundleSigner['key']) => key.equals(signer.key),
    }
    new Verifier(material, { tlogThreshold: 0 }).verify({ ...entity, tlogEntries: [], signature })
    return []
  } catch (error) {
    return [toldBy(error, material, signer)]
  }
}

function toldBy(error: unknown, material: TrustMaterial, { certificate }: BundleSigner): SignatureFault {
  const code: unknown = error instanceof VerificationError ? error.code : undefined
  if (code === 'TIMESTAMP_ERROR') {
    const message = 'no time that the trusted root can prove lies beside the signature'
    return { reason: 'timestamp-unknown', message, settles: 'a time-stamp by an authority of the trusted root' }
  }
  if (code !== 'CERTIFICATE_ERROR')
    return { reason: 'malformed', message: 'a certificate or time-stamp of the bundle breaks its own format' }
  const seen = /SCT/.test(error instanceof Error ? error.message : '')
  if (!seen)
    return unknown(
      'the certificate of the signer was not issued by an authority of the trusted root, or not for the time of the signature',
    )
  if (certificate && knowsCertificateLog(certificate, material.ctlogs)) {
    return {
      reason: 'signature-invalid',
      message: 'the certificate log does not vouch for the certificate of the signer',
    }
  }
  return unknown('no certificate log of the trusted root has seen the certificate of the signer')
}

const unknown = (message: string): SignatureFault => ({
  reason: 'signer-unknown',
  message,
  settles: 'trust the trusted_root.json of the Sigstore instance that signed',
})
