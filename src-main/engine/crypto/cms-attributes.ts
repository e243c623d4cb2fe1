import { createHash } from 'node:crypto'
import { GeneralizedTime, ObjectIdentifier, OctetString, Sequence, UTCTime, type AsnType } from 'asn1js'
import type { SignerInfo } from 'pkijs'
import type { SignatureFault } from '../../core/verify/signature.ts'
import { hashNamed } from './algorithm.ts'
import type { Certificate } from './certificate.ts'

/** Object identifiers of RFC 5652 section 11, RFC 5035 and RFC 3161. */
export const OIDS = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  timeStamp: '1.2.840.113549.1.9.16.2.14',
  timeStampInfo: '1.2.840.113549.1.9.16.1.4',
  subjectKeyIdentifier: '2.5.29.14',
} as const

/** The values of a signed attribute; pkijs types them loosely, each reader checks what it needs. */
export function attributeValues(
  info: SignerInfo,
  type: string,
): { getValue?: () => ArrayBuffer; valueBlock?: unknown }[] {
  return (info.signedAttrs?.attributes ?? []).filter((one) => one.type === type).flatMap(({ values }) => values)
}

/** The time that the signer's own clock claims; undefined where none is signed. */
export function signingTime(info: SignerInfo): Date | undefined {
  const [value] = attributeValues(info, OIDS.signingTime)
  return value instanceof UTCTime || value instanceof GeneralizedTime ? value.toDate() : undefined
}

/** Whether the signature names its certificate by digest (CAdES-BES needs it: ETSI EN 319 122-1, 5.2.2). */
export function namesCertificate(info: SignerInfo): boolean {
  return (
    attributeValues(info, OIDS.signingCertificateV2).length + attributeValues(info, OIDS.signingCertificate).length > 0
  )
}

/** The signed attributes must stand once each, name the content's type and, where they name a certificate, the signer's. */
export function checkAttributes(info: SignerInfo, signer: Certificate, contentType: string): SignatureFault[] {
  if (!info.signedAttrs) return []
  const faults: SignatureFault[] = []
  const once = [
    OIDS.contentType,
    OIDS.messageDigest,
    OIDS.signingTime,
    OIDS.signingCertificate,
    OIDS.signingCertificateV2,
  ]
  const types = info.signedAttrs.attributes.map(({ type }) => type)
  if (once.some((oid) => types.filter((type) => type === oid).length > 1)) {
    faults.push({ reason: 'malformed', message: 'a signed attribute stands twice' })
  }
  const [named] = attributeValues(info, OIDS.contentType)
  if (!(named instanceof ObjectIdentifier) || named.valueBlock.toString() !== contentType) {
    faults.push({ reason: 'malformed', message: 'the signed attributes name another type of content' })
  }
  if (namesCertificate(info) && !namesSigner(info, signer)) {
    const message = `the signature names another certificate than that of ${signer.name}`
    faults.push({ reason: 'other-certificate', message })
  }
  return faults
}

/** RFC 5035: SEQUENCE { certs SEQUENCE OF ESSCertIDv2 { [hashAlgorithm], certHash, ... } }, the first is the signer's. */
function namesSigner(info: SignerInfo, signer: Certificate): boolean {
  const v2 = attributeValues(info, OIDS.signingCertificateV2)[0]
  const value = v2 ?? attributeValues(info, OIDS.signingCertificate)[0]
  const id = inside(inside(value)[0])[0]
  const parts = inside(id)
  const digest = parts.find((part) => part instanceof OctetString)
  const hash = v2 ? hashOf(parts[0]) : 'sha1'
  if (!hash || !(digest instanceof OctetString)) return false
  return createHash(hash).update(signer.der).digest().equals(Buffer.from(digest.valueBlock.valueHexView))
}

function hashOf(algorithm: AsnType | undefined): string | undefined {
  if (!(algorithm instanceof Sequence)) return 'sha256'
  const [oid] = inside(algorithm)
  return oid instanceof ObjectIdentifier ? hashNamed(oid.valueBlock.toString()) : undefined
}

function inside(value: unknown): AsnType[] {
  return value instanceof Sequence ? value.valueBlock.value : []
}

/** Whether a certificate is the one that a signer names by issuer and serial number. */
export function isNamed({ sid }: SignerInfo, { parsed }: Certificate): boolean {
  return sid?.serialNumber ? sid.issuer.isEqual(parsed.issuer) && sid.serialNumber.isEqual(parsed.serialNumber) : false
}
