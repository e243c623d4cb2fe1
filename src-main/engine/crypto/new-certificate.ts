import { createHash, randomBytes, sign, type KeyObject } from 'node:crypto'
import {
  BitString,
  fromBER,
  Integer,
  Null,
  ObjectIdentifier,
  OctetString,
  Sequence,
  Set as AsnSet,
  Utf8String,
  type AsnType,
} from 'asn1js'
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  ExtKeyUsage,
  Extension,
  PublicKeyInfo,
  RelativeDistinguishedNames,
  Time,
} from 'pkijs'

const COMMON_NAME = '2.5.4.3'
const ORGANISATION = '2.5.4.10'
const EMAIL_PROTECTION = '1.3.6.1.5.5.7.3.4'
/** digitalSignature and nonRepudiation: the first two bits (RFC 5280, 4.2.1.3). */
const SIGN_AND_REPUDIATE_NOT = new Uint8Array([0xc0])
const YEARS = 10

/** What a self-issued certificate says; both keys of the same pair. */
export interface CertificateAsk {
  readonly name: string
  readonly organisation?: string | undefined
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
  readonly now: Date
}

/** Issues a certificate to oneself: ten years, for signing documents only, random serial number; returns its DER. */
export function selfIssued({ name, organisation, privateKey, publicKey, now }: CertificateAsk): Uint8Array {
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const subject = distinguishedName(name, organisation)
  const begin = new Date(Math.floor(now.getTime() / 1000) * 1000)
  const end = new Date(begin)
  end.setUTCFullYear(end.getUTCFullYear() + YEARS)
  const algorithm = issuedWith(privateKey)
  const certificate = new Certificate({
    version: 2,
    serialNumber: new Integer({ valueHex: serialNumber() }),
    signature: algorithm,
    issuer: subject,
    subject,
    notBefore: validity(begin),
    notAfter: validity(end),
    subjectPublicKeyInfo: new PublicKeyInfo({ schema: fromBER(new Uint8Array(spki)).result }),
    extensions: extensionsFor(spki),
  })
  const tbs = certificate.encodeTBS()
  certificate.tbsView = new Uint8Array(tbs.toBER(false))
  certificate.signatureAlgorithm = algorithm
  certificate.signatureValue = new BitString({ valueHex: copy(sign('sha256', certificate.tbsView, privateKey)) })
  return new Uint8Array(certificate.toSchema(true).toBER(false))
}

/** UTCTime through 2049, GeneralizedTime from 2050 (RFC 5280, 4.1.2.5). */
function validity(value: Date): Time {
  return new Time({ type: value.getUTCFullYear() < 2050 ? 0 : 1, value })
}

/** 16 random octets, positive and never with a leading zero (RFC 5280, 4.1.2.2, allows 20). */
function serialNumber(): ArrayBuffer {
  const bytes = randomBytes(16)
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40
  return copy(bytes)
}

/** Organisation and common name, each its own relative name: pkijs would write both into one. */
function distinguishedName(name: string, organisation: string | undefined): RelativeDistinguishedNames {
  const common = relativeName(COMMON_NAME, name)
  const names = new Sequence({ value: organisation ? [relativeName(ORGANISATION, organisation), common] : [common] })
  return new RelativeDistinguishedNames({ schema: fromBER(names.toBER(false)).result })
}

function relativeName(type: string, value: string): AsnSet {
  return new AsnSet({ value: [new AttributeTypeAndValue({ type, value: new Utf8String({ value }) }).toSchema()] })
}

function extensionsFor(spki: Uint8Array): Extension[] {
  const keyIdentifier = new OctetString({ valueHex: keyId(spki) })
  const usage = new BitString({ valueHex: copy(SIGN_AND_REPUDIATE_NOT), unusedBits: 6 })
  return [
    extension('2.5.29.19', true, new BasicConstraints({ cA: false }).toSchema()),
    extension('2.5.29.15', true, usage),
    extension('2.5.29.37', false, new ExtKeyUsage({ keyPurposes: [EMAIL_PROTECTION] }).toSchema()),
    extension('2.5.29.14', false, keyIdentifier),
    extension('2.5.29.35', false, new AuthorityKeyIdentifier({ keyIdentifier }).toSchema()),
  ]
}

function extension(extnID: string, critical: boolean, value: AsnType): Extension {
  return new Extension({ extnID, critical, extnValue: value.toBER(false) })
}

/** SHA-1 of the public key's bits, as RFC 5280, 4.2.1.2, method 1, names a key; an identifier, no protection. */
function keyId(spki: Uint8Array): ArrayBuffer {
  const info = new PublicKeyInfo({ schema: fromBER(new Uint8Array(spki)).result })
  return copy(createHash('sha1').update(info.subjectPublicKey.valueBlock.valueHexView).digest())
}

function issuedWith(key: KeyObject): AlgorithmIdentifier {
  if (key.asymmetricKeyType === 'ec') return new AlgorithmIdentifier({ algorithmId: '1.2.840.10045.4.3.2' })
  return new AlgorithmIdentifier({ algorithmId: '1.2.840.113549.1.1.11', algorithmParams: new Null() })
}

function copy(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer
}

/** PKCS#8 under a passphrase: PBES2 with PBKDF2-HMAC-SHA256 and AES-256-CBC (RFC 8018), as OpenSSL reads it. */
export interface LockedKey {
  readonly salt: Uint8Array
  readonly iterations: number
  readonly iv: Uint8Array
  readonly encrypted: Uint8Array
}

/** EncryptedPrivateKeyInfo (RFC 5958, section 3) in DER. */
export function lockedKeyDer({ salt, iterations, iv, encrypted }: LockedKey): Uint8Array {
  const prf = new Sequence({ value: [oid('1.2.840.113549.2.9'), new Null()] })
  const kdf = new Sequence({ value: [octets(salt), new Integer({ value: iterations }), prf] })
  const scheme = new Sequence({ value: [oid('2.16.840.1.101.3.4.1.42'), octets(iv)] })
  const params = new Sequence({ value: [new Sequence({ value: [oid('1.2.840.113549.1.5.12'), kdf] }), scheme] })
  const algorithm = new Sequence({ value: [oid('1.2.840.113549.1.5.13'), params] })
  return new Uint8Array(new Sequence({ value: [algorithm, octets(encrypted)] }).toBER(false))
}

function oid(value: string): ObjectIdentifier {
  return new ObjectIdentifier({ value })
}

function octets(bytes: Uint8Array): OctetString {
  return new OctetString({ valueHex: copy(bytes) })
}
