import { createHash, sign } from 'node:crypto'
import { GeneralizedTime, Null, ObjectIdentifier, OctetString, Sequence, UTCTime, type AsnType } from 'asn1js'
import {
  AlgorithmIdentifier,
  Attribute,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs'
import { FaultError } from '../../contract/fault.ts'
import { SHA256_OID } from './algorithm.ts'
import { OIDS } from './cms-attributes.ts'
import type { CertifiedIdentity } from './keys.ts'

const RSA_SHA256 = '1.2.840.113549.1.1.11'
const ECDSA_SHA256 = '1.2.840.10045.4.3.2'
/** RFC 5652, 11.3: UTCTime through 2049, GeneralizedTime from 2050. */
const LAST_UTC_YEAR = 2049

/**
 * Signs the content as CAdES-BES: detached CMS SignedData in DER, SHA-256, signed attributes contentType, messageDigest,
 * signingTime (whole seconds, only a claim) and signingCertificateV2, the certificates of the identity inside.
 */
export function signCms(content: Uint8Array, identity: CertifiedIdentity, signingTime: Date): Uint8Array {
  const [signer, ...issuers] = identity.certificates
  if (!signer) throw new FaultError('key-wrong', 'the key file holds no certificate')
  const attributes = sortedAttributes([
    new Attribute({ type: OIDS.contentType, values: [new ObjectIdentifier({ value: OIDS.data })] }),
    new Attribute({ type: OIDS.messageDigest, values: [new OctetString({ valueHex: digest(content) })] }),
    new Attribute({ type: OIDS.signingTime, values: [timeValue(signingTime)] }),
    new Attribute({ type: OIDS.signingCertificateV2, values: [signingCertificate(signer.der)] }),
  ])
  const signed = new SignedAndUnsignedAttributes({ type: 0, attributes })
  const retagged = new Uint8Array(signed.toSchema().toBER(false))
  // RFC 5652, 5.4: what is signed is the SET OF itself, not its implicit tag in the message.
  retagged[0] = 0x31
  const data = new SignedData({
    version: 1,
    digestAlgorithms: [sha256Identifier()],
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: OIDS.data }),
    certificates: [signer, ...issuers].map(({ parsed }) => parsed),
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer: signer.parsed.issuer, serialNumber: signer.parsed.serialNumber }),
        digestAlgorithm: sha256Identifier(),
        signedAttrs: signed,
        signatureAlgorithm: signatureIdentifier(identity),
        signature: new OctetString({ valueHex: toBuffer(sign('sha256', retagged, identity.key)) }),
      }),
    ],
  })
  const info = new ContentInfo({ contentType: OIDS.signedData, content: data.toSchema(true) })
  return new Uint8Array(info.toSchema().toBER(false))
}

/** DER wants the members of a SET OF in the order of their encodings (X.690, 11.6). */
function sortedAttributes(attributes: readonly Attribute[]): Attribute[] {
  const encoded = attributes.map((attribute) => ({ attribute, der: Buffer.from(attribute.toSchema().toBER(false)) }))
  return encoded.toSorted((a, b) => Buffer.compare(a.der, b.der)).map(({ attribute }) => attribute)
}

function timeValue(time: Date): UTCTime | GeneralizedTime {
  const valueDate = new Date(Math.floor(time.getTime() / 1000) * 1000)
  return time.getUTCFullYear() <= LAST_UTC_YEAR ? new UTCTime({ valueDate }) : new GeneralizedTime({ valueDate })
}

/** SigningCertificateV2 with the default hash, which DER leaves out (RFC 5035, section 4). */
function signingCertificate(der: Uint8Array): AsnType {
  const id = new Sequence({ value: [new OctetString({ valueHex: digest(der) })] })
  return new Sequence({ value: [new Sequence({ value: [id] })] })
}

function sha256Identifier(): AlgorithmIdentifier {
  return new AlgorithmIdentifier({ algorithmId: SHA256_OID })
}

function signatureIdentifier({ key }: CertifiedIdentity): AlgorithmIdentifier {
  if (key.asymmetricKeyType === 'ec') return new AlgorithmIdentifier({ algorithmId: ECDSA_SHA256 })
  return new AlgorithmIdentifier({ algorithmId: RSA_SHA256, algorithmParams: new Null() })
}

function digest(bytes: Uint8Array): ArrayBuffer {
  return toBuffer(createHash('sha256').update(bytes).digest())
}

function toBuffer(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer
}
