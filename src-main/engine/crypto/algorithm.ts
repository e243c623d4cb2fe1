import { constants, verify, type KeyObject } from 'node:crypto'
import { AlgorithmIdentifier, RSASSAPSSParams } from 'pkijs'
import type { SignatureFault } from '../../core/verify/signature.ts'

/** How a signature value is to be checked; the hash by node's name, `none` where the scheme hashes itself (Ed25519). */
export interface SignatureRule {
  readonly scheme: 'rsa' | 'rsa-pss' | 'ecdsa' | 'ed25519'
  readonly hash: string
  readonly saltLength?: number
  /** An ECDSA value as r and s of equal length one after the other (XML, JOSE), not as DER. */
  readonly fixedWidth?: boolean
}

/** RFC 5754, RFC 8017 appendix A, RFC 3279: digest algorithms by object identifier. */
const hashes: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.5': 'md5',
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}

/** Object identifier of SHA-256 (RFC 5754, section 2.2). */
export const SHA256_OID = '2.16.840.1.101.3.4.2.1'

/** RFC 8017 appendix A.2.4, RFC 5758 section 3.2: signature algorithms that name their hash. */
const signatures: Readonly<Record<string, readonly ['rsa' | 'ecdsa', string]>> = {
  '1.2.840.113549.1.1.4': ['rsa', 'md5'],
  '1.2.840.113549.1.1.5': ['rsa', 'sha1'],
  '1.2.840.113549.1.1.11': ['rsa', 'sha256'],
  '1.2.840.113549.1.1.12': ['rsa', 'sha384'],
  '1.2.840.113549.1.1.13': ['rsa', 'sha512'],
  '1.2.840.10045.4.1': ['ecdsa', 'sha1'],
  '1.2.840.10045.4.3.2': ['ecdsa', 'sha256'],
  '1.2.840.10045.4.3.3': ['ecdsa', 'sha384'],
  '1.2.840.10045.4.3.4': ['ecdsa', 'sha512'],
}

const RSA = '1.2.840.113549.1.1.1'
const RSA_PSS = '1.2.840.113549.1.1.10'
const EC = '1.2.840.10045.2.1'
const ED25519 = '1.3.101.112'
const MGF1 = '1.2.840.113549.1.1.8'

const curves = new Set(['prime256v1', 'secp384r1', 'secp521r1'])
const weakHashes = new Set(['md5', 'sha1'])
/** Our policy: RSA from 2048 bits; above 16384 OpenSSL refuses too, so the time of one check stays bounded. */
const RSA_BITS = { least: 2048, most: 16_384 }

/** The digest algorithm that an identifier names, by node's name; undefined where we do not know it. */
export function hashNamed(oid: string): string | undefined {
  return hashes[oid]
}

/** Reads how a signature was made from its algorithm identifier and, for plain RSA and EC, the digest beside it. */
export function signatureRule(algorithm: AlgorithmIdentifier, digestOid?: string): SignatureRule | undefined {
  const oid = algorithm.algorithmId
  const named = signatures[oid]
  if (named) return { scheme: named[0], hash: named[1] }
  if (oid === ED25519) return { scheme: 'ed25519', hash: 'none' }
  if (oid === RSA_PSS) return pssRule(algorithm)
  const hash = digestOid === undefined ? undefined : hashes[digestOid]
  if (hash && oid === RSA) return { scheme: 'rsa', hash }
  if (hash && oid === EC) return { scheme: 'ecdsa', hash }
  return undefined
}

function pssRule(algorithm: AlgorithmIdentifier): SignatureRule | undefined {
  const params = new RSASSAPSSParams({ schema: algorithm.algorithmParams })
  const hash = hashes[params.hashAlgorithm.algorithmId]
  const mask = new AlgorithmIdentifier({ schema: params.maskGenAlgorithm.algorithmParams })
  const sameHash = mask.algorithmId === params.hashAlgorithm.algorithmId
  if (!hash || params.maskGenAlgorithm.algorithmId !== MGF1 || !sameHash || params.trailerField !== 1) return undefined
  return { scheme: 'rsa-pss', hash, saltLength: params.saltLength }
}

/** What our policy says against a key and an algorithm: the algorithm is never taken from the message alone. */
export function policyFaults(key: KeyObject, rule: SignatureRule): SignatureFault[] {
  const faults = keyFaults(key)
  const fits = { rsa: ['rsa'], 'rsa-pss': ['rsa', 'rsa-pss'], ecdsa: ['ec'], ed25519: ['ed25519'] }[rule.scheme]
  if (!fits.includes(key.asymmetricKeyType ?? '')) {
    faults.push({
      reason: 'malformed',
      message: `the key (${key.asymmetricKeyType}) cannot have made a ${rule.scheme} signature`,
    })
  }
  if (weakHashes.has(rule.hash)) {
    const message = `the signature uses ${rule.hash.toUpperCase()}, which no longer proves anything`
    faults.push({ reason: 'weak', message, settles: 'a signature with SHA-256 or better' })
  }
  return faults
}

/** What our policy says against a public key: RSA from 2048 bits, ECDSA on P-256, P-384, P-521, Ed25519. */
export function keyFaults(key: KeyObject | undefined): SignatureFault[] {
  const { asymmetricKeyType: type = 'unknown', asymmetricKeyDetails: details = {} } = key ?? {}
  if (type === 'ed25519') return []
  if (type === 'rsa' || type === 'rsa-pss') return rsaFaults(details.modulusLength ?? 0)
  if (type === 'ec') return curveFaults(details.namedCurve ?? 'unknown')
  return [{ reason: 'unsupported', message: `keys of type ${type} are not supported` }]
}

function curveFaults(curve: string): SignatureFault[] {
  return curves.has(curve) ? [] : [{ reason: 'unsupported', message: `keys on the curve ${curve} are not supported` }]
}

/** What our policy says against an RSA key by the bits of its modulus. */
export function rsaFaults(bits: number): SignatureFault[] {
  if (bits > RSA_BITS.most) return [{ reason: 'limit', message: `an RSA key of ${bits} bits is beyond the limit` }]
  if (bits >= RSA_BITS.least) return []
  const message = `an RSA key of ${bits} bits is too short to prove anything`
  return [{ reason: 'weak', message, settles: `a signature by an RSA key of at least ${RSA_BITS.least} bits` }]
}

/** Whether the value is the signature of the bytes by the key; false too where the library refuses to compute it. */
export function signatureHolds(rule: SignatureRule, key: KeyObject, bytes: Uint8Array, value: Uint8Array): boolean {
  try {
    if (rule.scheme === 'ed25519') return verify(null, bytes, key, value)
    if (rule.fixedWidth) return verify(rule.hash, bytes, { key, dsaEncoding: 'ieee-p1363' }, value)
    if (rule.scheme !== 'rsa-pss') return verify(rule.hash, bytes, key, value)
    const padding = constants.RSA_PKCS1_PSS_PADDING
    return verify(rule.hash, bytes, { key, padding, saltLength: rule.saltLength ?? 20 }, value)
  } catch {
    return false
  }
}
