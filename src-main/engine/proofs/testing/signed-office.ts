import { createHash, sign } from 'node:crypto'
import { transformed, type Relationship } from '../../crypto/opc.ts'
import type { TestSigner } from './signed.ts'
import type { Parts } from './zipped.ts'

const DSIG = 'http://www.w3.org/2000/09/xmldsig#'
const C14N = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const RELS_TYPE = 'application/vnd.openxmlformats-package.relationships+xml'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256'

/** The relationships of a workbook that the signature covers. */
const covered: readonly Relationship[] = [
  { id: 'rId1', type: `${OFFICE}/officeDocument`, target: 'xl/workbook.xml', mode: 'Internal' },
]

const relationships = (list: readonly Relationship[]): string =>
  `<?xml version="1.0"?><Relationships xmlns="${PACKAGE}/relationships">${list
    .map(({ id, type, target }) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`)
    .join('')}</Relationships>`

const origin: Relationship = {
  id: 'rId9',
  type: `${PACKAGE}/relationships/digital-signature/origin`,
  target: '_xmlsignatures/origin.sigs',
  mode: 'Internal',
}
const properties: Relationship = {
  id: 'rId2',
  type: `${PACKAGE}/relationships/metadata/core-properties`,
  target: 'docProps/core.xml',
  mode: 'Internal',
}

/** A small workbook; with `signed` it says that it carries a signature. */
export const workbook = (signed: boolean): Parts => ({
  '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="${RELS_TYPE}"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="sigs" ContentType="${'application/vnd.openxmlformats-package.digital-signature-origin'}"/><Override PartName="/xl/workbook.xml" ContentType="${XLSX}.sheet.main+xml"/><Override PartName="/_xmlsignatures/sig1.xml" ContentType="application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml"/></Types>`,
  '_rels/.rels': relationships([...covered, properties, ...(signed ? [origin] : [])]),
  'docProps/core.xml': '<core/>',
  'xl/workbook.xml': '<workbook/>',
  'xl/worksheets/sheet1.xml': '<sheet>1</sheet>',
})

const digestOf = (text: string | Uint8Array, hash: string): string => createHash(hash).update(text).digest('base64')
const digested = (digest: string, method: string): string =>
  `<DigestMethod Algorithm="${method}"></DigestMethod><DigestValue>${digest}</DigestValue>`

function manifest(parts: Parts, hash: string, method: string): string {
  const part = (name: string, type: string) =>
    `<Reference URI="/${name}?ContentType=${type}">${digested(digestOf(parts[name] ?? '', hash), method)}</Reference>`
  const transforms = `<Transforms><Transform Algorithm="${PACKAGE}/RelationshipTransform"><mdssi:RelationshipReference xmlns:mdssi="${PACKAGE}/digital-signature" SourceId="rId1"></mdssi:RelationshipReference></Transform><Transform Algorithm="${C14N}"></Transform></Transforms>`
  const rels = `<Reference URI="/_rels/.rels?ContentType=${RELS_TYPE}">${transforms}${digested(digestOf(transformed(covered), hash), method)}</Reference>`
  return `<Manifest>${rels}${part('xl/workbook.xml', `${XLSX}.sheet.main+xml`)}${part('xl/worksheets/sheet1.xml', 'application/xml')}</Manifest>`
}

const object = (inside: string, ns = ''): string => `<Object${ns} Id="idPackageObject">${inside}</Object>`

/** What a test may do otherwise than Office does. */
export interface SigningChange {
  readonly hash?: string
  readonly method?: string
  /** Changes the signature after it was made. */
  readonly after?: (xml: string) => string
  /** Digest of another certificate in the signed properties. */
  readonly certificate?: Uint8Array
}

/** Signs a workbook as Office does (ISO/IEC 29500-2, 13; XAdES), written in canonical form so that no canonicaliser is needed. */
export function signedWorkbook({ identity }: TestSigner, time: string, change: SigningChange = {}): Parts {
  const { hash = 'sha256', method = SHA256, after = (xml: string) => xml } = change
  const parts = workbook(true)
  const [own] = identity.certificates
  const certificate = digestOf(change.certificate ?? own?.der ?? '', hash)
  const timeText = `<SignatureProperties><SignatureProperty Id="idSignatureTime" Target="#idPackageSignature"><mdssi:SignatureTime xmlns:mdssi="${PACKAGE}/digital-signature"><mdssi:Format>YYYY-MM-DDThh:mm:ssTZD</mdssi:Format><mdssi:Value>${time}</mdssi:Value></mdssi:SignatureTime></SignatureProperty></SignatureProperties>`
  const inside = manifest(parts, hash, method) + timeText
  const signedProperties = (ns: string) =>
    `<xd:SignedProperties${ns} Id="idSignedProperties"><xd:SignedSignatureProperties><xd:SigningTime>${time}</xd:SigningTime><xd:SigningCertificate><xd:Cert><xd:CertDigest>${digested(certificate, method)}</xd:CertDigest></xd:Cert></xd:SigningCertificate></xd:SignedSignatureProperties></xd:SignedProperties>`
  const xades = 'http://uri.etsi.org/01903/v1.3.2#'
  const reference = (uri: string, text: string) =>
    `<Reference URI="#${uri}">${digested(digestOf(text, hash), method)}</Reference>`
  const info = (ns: string) =>
    `<SignedInfo${ns}><CanonicalizationMethod Algorithm="${C14N}"></CanonicalizationMethod><SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"></SignatureMethod>${reference('idPackageObject', object(inside, ` xmlns="${DSIG}"`))}${reference('idSignedProperties', signedProperties(` xmlns="${DSIG}" xmlns:xd="${xades}"`))}</SignedInfo>`
  const value = sign('sha256', Buffer.from(info(` xmlns="${DSIG}"`)), { key: identity.key, dsaEncoding: 'ieee-p1363' })
  const key = identity.certificates.map(
    ({ der }) => `<X509Certificate>${Buffer.from(der).toString('base64')}</X509Certificate>`,
  )
  const xml = `<?xml version="1.0" encoding="UTF-8"?><Signature xmlns="${DSIG}" Id="idPackageSignature">${info('')}<SignatureValue>${value.toString('base64')}</SignatureValue><KeyInfo><X509Data>${key.join('')}</X509Data></KeyInfo>${object(inside)}<Object><xd:QualifyingProperties xmlns:xd="${xades}" Target="#idPackageSignature">${signedProperties('')}</xd:QualifyingProperties></Object></Signature>`
  return { ...parts, '_xmlsignatures/origin.sigs': '', '_xmlsignatures/sig1.xml': after(xml) }
}
