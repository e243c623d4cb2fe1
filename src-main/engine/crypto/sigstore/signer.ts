import type { Bundle } from '@sigstore/protobuf-specs'
import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import { fromBER, OctetString, Utf8String } from 'asn1js'
import { AltName, type Certificate as ParsedCertificate } from 'pkijs'
import type { Signer } from '../../../core/verify/signature.ts'
import { ASN1_LIMITS, readCertificate, type Certificate } from '../certificate.ts'
import { spkiFingerprint, type Trust } from '../trusted.ts'
import { certificatesOf } from './bundle.ts'

/** Who signed: a certificate of the instance's authority, or a key that the auditor trusts by itself. */
export interface BundleSigner {
  readonly key: KeyObject
  /** Certificate or public key, DER. */
  readonly der: Buffer
  readonly shown: Signer
  readonly certificate?: Certificate
  /** The OpenID issuer that vouched for the name in the certificate. */
  readonly issuer?: string
  /** Of a bare key: whether the auditor trusts it. */
  readonly trusted: boolean
}

/** Fulcio's extensions: the issuer as UTF8String, and in its older form as bare text. */
const ISSUER_V2 = '1.3.6.1.4.1.57264.1.8'
const ISSUER_V1 = '1.3.6.1.4.1.57264.1.1'
const SUBJECT_ALTERNATIVE_NAME = '2.5.29.17'

/**
 * The signer of a bundle; undefined where it holds neither a certificate that can be read nor the hint of a key that is known. The
 * key that a log entry names stands in for one that nobody trusts, so that contradictions are seen.
 */
export function signerOf({ verificationMaterial: material }: Bundle, trust: Trust): BundleSigner | undefined {
  const [first] = certificatesOf(material?.content)
  if (first) return fromCertificate(first)
  if (material?.content?.$case !== 'publicKey') return undefined
  const { hint } = material.content.publicKey
  const keys = trust.keys.flatMap((one) => (one.kind === 'spki' ? [one.key] : []))
  const known = keys.find((key) => hintsOf(key).includes(hint)) ?? (keys.length === 1 ? keys[0] : undefined)
  return known && fromKey(known, true)
}

/** The ways in which signers write the hint of a key: SHA-256 of its DER in base64 or hex. */
function hintsOf(key: KeyObject): string[] {
  const sum = createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest()
  return [sum.toString('base64'), sum.toString('hex')]
}

/** A public key as signer, from its DER; undefined where the bytes are no key. */
export function signerFromDer(der: Buffer): BundleSigner | undefined {
  try {
    return fromKey(createPublicKey({ key: der, format: 'der', type: 'spki' }), false)
  } catch {
    return undefined
  }
}

function fromKey(key: KeyObject, trusted: boolean): BundleSigner {
  const fingerprint = spkiFingerprint(key)
  const shown: Signer = { name: `the holder of the key ${fingerprint.slice(0, 16)}`, fingerprint, kind: 'x509' }
  return { key, der: key.export({ type: 'spki', format: 'der' }), shown, trusted }
}

function fromCertificate(der: Buffer): BundleSigner | undefined {
  try {
    const certificate = readCertificate(der)
    const { key, parsed, fingerprint } = certificate
    if (!key) return undefined
    const issuer = issuerIn(parsed)
    const shown: Signer = { name: alternativeName(parsed) ?? certificate.name, fingerprint, kind: 'x509' }
    return { key, der, shown, certificate, trusted: true, ...(issuer === undefined ? {} : { issuer }) }
  } catch {
    return undefined
  }
}

/** The e-mail address or address of the workflow that the certificate is for. */
function alternativeName(parsed: ParsedCertificate): string | undefined {
  const extension = parsed.extensions?.find(({ extnID }) => extnID === SUBJECT_ALTERNATIVE_NAME)
  const names: unknown = extension?.parsedValue
  const values = names instanceof AltName ? names.altNames.map(({ value }): unknown => value) : []
  return values.find((value) => typeof value === 'string')
}

function issuerIn(parsed: ParsedCertificate): string | undefined {
  const valueOf = (oid: string): Uint8Array | undefined => {
    const extension = parsed.extensions?.find(({ extnID }) => extnID === oid)
    return extension?.extnValue instanceof OctetString ? extension.extnValue.valueBlock.valueHexView : undefined
  }
  const coded = valueOf(ISSUER_V2)
  const read = coded && fromBER(new Uint8Array(coded), ASN1_LIMITS).result
  if (read instanceof Utf8String) return read.valueBlock.value
  const bare = valueOf(ISSUER_V1)
  return bare && Buffer.from(bare).toString('utf8')
}
