import { createHash } from 'node:crypto'
import type { SignatureFault } from '../../core/verify/signature.ts'
import type { BareKey } from './bare-keys.ts'
import { readCertificate, type Certificate } from './certificate.ts'
import type { JwsSignature } from './jws-read.ts'
import { checkPath } from './path.ts'
import type { SignatureAsk } from './signed-content.ts'
import type { Trust } from './trusted.ts'

const MOST_CERTIFICATES = 8

/**
 * The signer's key by the certificates inside the JWS (`x5c`, RFC 7515, section 4.1.6), judged as a path to what the auditor
 * trusts: by themselves they prove nothing. Undefined where there are none.
 */
export function chainKey({ joined }: JwsSignature, { trust, now }: SignatureAsk): BareKey | SignatureFault | undefined {
  const { x5c } = joined
  if (x5c === undefined) return undefined
  const chain = certificates(x5c)
  const [leaf] = chain ?? []
  if (Array.isArray(x5c) && x5c.length > MOST_CERTIFICATES)
    return { reason: 'limit', message: `the JWS brings over ${MOST_CERTIFICATES} certificates` }
  if (!chain || !leaf?.key) return malformed
  if (!isNamed(leaf, joined['x5t#S256']))
    return { reason: 'other-certificate', message: 'the JWS names another certificate than the one it brings' }
  const { name, fingerprint, key } = leaf
  const path = checkPath(leaf, {
    trusted: reliedUpon(leaf, trust),
    pool: chain,
    lists: trust.lists,
    at: now,
    purpose: 'signing',
  })
  return { key, signer: { name, fingerprint, kind: 'x509' }, faults: path.faults, notes: path.notes }
}

/** A signer whose bare public key is trusted needs no issuer: the key is the identity. */
function reliedUpon(leaf: Certificate, { keys }: Trust): Certificate[] {
  const pinned = keys.some((one) => (one.kind === 'spki' || one.kind === 'jwk') && leaf.key?.equals(one.key))
  const certificatesOf = keys.flatMap((one) => (one.kind === 'x509' ? [one.certificate] : []))
  return pinned ? [...certificatesOf, leaf] : certificatesOf
}

const malformed: SignatureFault = { reason: 'malformed', message: 'the certificates inside the JWS cannot be read' }

function certificates(x5c: unknown): Certificate[] | undefined {
  if (!Array.isArray(x5c) || x5c.length > MOST_CERTIFICATES) return undefined
  try {
    return x5c.map((one) => readCertificate(Buffer.from(String(one), 'base64')))
  } catch {
    return undefined
  }
}

function isNamed(leaf: Certificate, thumbprint: unknown): boolean {
  return thumbprint === undefined || createHash('sha256').update(leaf.der).digest('base64url') === thumbprint
}
