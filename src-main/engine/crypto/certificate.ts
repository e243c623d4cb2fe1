import { X509Certificate, type KeyObject } from 'node:crypto'
import { fromBER, OctetString } from 'asn1js'
import { BasicConstraints, Certificate as ParsedCertificate, ExtKeyUsage, type Extension } from 'pkijs'

/** A certificate as read: node's view checks signatures, the parsed one tells what the extensions say. */
export interface Certificate {
  readonly der: Uint8Array
  readonly x509: X509Certificate
  /** Absent where the library does not know the kind of key. */
  readonly key: KeyObject | undefined
  readonly parsed: ParsedCertificate
  readonly name: string
  /** SHA-256 of the DER, lower-case hex. */
  readonly fingerprint: string
  readonly notBefore: Date
  readonly notAfter: Date
  readonly usage: CertificateUsage
}

/** What a certificate may be used for (RFC 5280, sections 4.2.1.3, 4.2.1.9, 4.2.1.12); absent members are not restricted. */
export interface CertificateUsage {
  readonly ca: boolean
  readonly pathLength?: number
  readonly signing?: boolean
  readonly certSigning?: boolean
  readonly crlSigning?: boolean
  readonly extended?: readonly string[]
  readonly extendedCritical: boolean
  /** Critical extensions that we do not process. */
  readonly unprocessed: readonly string[]
}

const KEY_USAGE = '2.5.29.15'
const EXTENDED = '2.5.29.37'
const BASIC = '2.5.29.19'
/** Processed, or harmless to leave: alternative name, key identifiers, policies without policy constraints. */
const processed = new Set([KEY_USAGE, EXTENDED, BASIC, '2.5.29.17', '2.5.29.14', '2.5.29.35', '2.5.29.32'])

/** Bits within one ASN.1 value are bounded, so that a hostile file costs no more than its own size. */
export const ASN1_LIMITS = { maxDepth: 40, maxNodes: 200_000, maxContentLength: 8 * 1024 * 1024 }

/** Reads one certificate from DER; throws where it is none. */
export function readCertificate(der: Uint8Array): Certificate {
  const x509 = new X509Certificate(der)
  const asn1 = fromBER(x509.raw, ASN1_LIMITS)
  if (asn1.offset !== x509.raw.length || der.length !== x509.raw.length)
    throw new TypeError('bytes after the certificate')
  const parsed = new ParsedCertificate({ schema: asn1.result })
  return {
    der: x509.raw,
    x509,
    key: publicKeyOf(x509),
    parsed,
    name: subjectName(parsed, x509),
    fingerprint: x509.fingerprint256.replaceAll(':', '').toLowerCase(),
    notBefore: parsed.notBefore.value, // node's own dates are newer than the runtimes that must do
    notAfter: parsed.notAfter.value,
    usage: readUsage(parsed.extensions ?? []),
  }
}

function publicKeyOf(x509: X509Certificate): KeyObject | undefined {
  try {
    return x509.publicKey
  } catch {
    return undefined
  }
}

/** Whether `issuer` signed `certificate`; its name is not looked at. */
export function isSignedBy(certificate: Certificate, issuer: Certificate): boolean {
  try {
    return issuer.key !== undefined && certificate.x509.verify(issuer.key)
  } catch {
    return false
  }
}

/** Whether two certificates are the same, byte for byte. */
export function sameCertificate(a: Certificate, b: Certificate): boolean {
  return a.fingerprint === b.fingerprint
}

/** The name people know a signer by: the common name, else the organisation, else the whole subject, which may be empty, on one line. */
function subjectName(parsed: ParsedCertificate, x509: X509Certificate): string {
  const part = (oid: string): string | undefined => {
    const value: unknown = parsed.subject.typesAndValues.findLast(({ type }) => type === oid)?.value.valueBlock.value
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const whole = [x509.subject, x509.subjectAltName].find(Boolean) ?? 'a nameless certificate'
  return part('2.5.4.3') ?? part('2.5.4.10') ?? whole.split('\n').join(', ')
}

function readUsage(extensions: readonly Extension[]): CertificateUsage {
  const byId = new Map(extensions.map((extension) => [extension.extnID, extension]))
  const basic = byId.get(BASIC)?.parsedValue
  const extended = byId.get(EXTENDED)?.parsedValue
  const bits = keyUsageBits(byId.get(KEY_USAGE))
  const length = basic instanceof BasicConstraints ? basic.pathLenConstraint : undefined
  return {
    ca: basic instanceof BasicConstraints && basic.cA,
    ...(typeof length === 'number' ? { pathLength: length } : {}),
    ...(bits === undefined
      ? {}
      : { signing: (bits & 0xc0) !== 0, certSigning: (bits & 0x04) !== 0, crlSigning: (bits & 0x02) !== 0 }),
    ...(extended instanceof ExtKeyUsage ? { extended: extended.keyPurposes } : {}),
    extendedCritical: byId.get(EXTENDED)?.critical === true,
    unprocessed: extensions
      .filter(({ critical, extnID }) => critical && !processed.has(extnID))
      .map(({ extnID }) => extnID),
  }
}

/** The first octet of the KeyUsage BIT STRING: digitalSignature 0x80, nonRepudiation 0x40, keyCertSign 0x04, cRLSign 0x02. */
function keyUsageBits(extension: Extension | undefined): number | undefined {
  if (!extension) return undefined
  const value =
    extension.extnValue instanceof OctetString ? extension.extnValue.valueBlock.valueHexView : new Uint8Array()
  // BIT STRING, its length, the count of unused bits, then the bits: anything shorter allows nothing.
  return value[0] === 0x03 ? (value[3] ?? 0) : 0
}
