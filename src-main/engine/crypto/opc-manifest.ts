import type { SaxesTagNS } from 'saxes'
import { digestNamed } from './xml-algorithms.ts'
import { readXml } from './xml.ts'

/** What a signature states of one part (ISO/IEC 29500-2, 13.2.4.16): its digest, and for relationships which of them it covers. */
export interface SignedPart {
  /** Part name with its first '/', as the reference writes it. */
  readonly part: string
  readonly contentType: string
  /** Node's name of the hash; undefined where hash or transform is not supported. */
  readonly hash: string | undefined
  readonly digest: string
  readonly relationships?: { readonly ids: ReadonlySet<string>; readonly types: ReadonlySet<string> }
}

/** What the signed objects say, taken from the canonical XML that the signature covers. */
export interface SignedObjects {
  readonly parts: readonly SignedPart[]
  /** The signer's own clock. */
  readonly claimed: Date | undefined
  /** Digest of the signer's certificate (XAdES). */
  readonly certificate: { readonly hash: string; readonly digest: string } | undefined
}

const DSIG = 'http://www.w3.org/2000/09/xmldsig#'
const MDSSI = 'http://schemas.openxmlformats.org/package/2006/digital-signature'
const XADES = 'http://uri.etsi.org/01903/v1.3.2#'
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/RelationshipTransform'
const C14N = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'

interface Reading {
  readonly path: string[]
  readonly parts: SignedPart[]
  uri: string
  transforms: string[]
  ids: Set<string>
  types: Set<string>
  algorithm: string
  text: string
  claimed: Date | undefined
  certificate: { hash: string; digest: string } | undefined
}

/** Reads the objects; undefined where one is not what the profile says, so that nothing of it may be relied upon. */
export function readSignedObjects(objects: readonly string[]): SignedObjects | undefined {
  const reading: Reading = {
    path: [],
    parts: [],
    uri: '',
    transforms: [],
    ids: new Set(),
    types: new Set(),
    algorithm: '',
    text: '',
    claimed: undefined,
    certificate: undefined,
  }
  for (const object of objects) {
    const read = readXml(new TextEncoder().encode(object), {
      opened: (tag) => opened(reading, tag),
      text: (text) => (reading.text += text),
      closed: ({ uri, local }) => closed(reading, `${uri}${local}`),
    })
    if (!read) return undefined
  }
  const { parts, claimed, certificate } = reading
  return parts.length === 0 ? undefined : { parts, claimed, certificate }
}

function opened(reading: Reading, { uri, local, attributes }: SaxesTagNS): void {
  const at = (name: string): string => attributes[name]?.value ?? ''
  const name = `${uri}${local}`
  reading.path.push(name)
  reading.text = ''
  if (name === `${DSIG}Reference`) {
    Object.assign(reading, { uri: at('URI'), transforms: [], ids: new Set(), types: new Set(), algorithm: '' })
  }
  if (name === `${DSIG}Transform`) reading.transforms.push(at('Algorithm'))
  if (name === `${DSIG}DigestMethod`) reading.algorithm = at('Algorithm')
  if (name === `${MDSSI}RelationshipReference`) reading.ids.add(at('SourceId'))
  if (name === `${MDSSI}RelationshipsGroupReference`) reading.types.add(at('SourceType'))
}

function closed(reading: Reading, name: string): void {
  reading.path.pop()
  const inside = (element: string): boolean => reading.path.includes(element)
  const isTime = name === `${XADES}SigningTime` || (name === `${MDSSI}Value` && inside(`${MDSSI}SignatureTime`))
  if (isTime) reading.claimed ??= timeOf(reading.text)
  if (name === `${DSIG}DigestValue`) stated(reading, inside)
}

function stated(reading: Reading, inside: (element: string) => boolean): void {
  const digest = Buffer.from(reading.text, 'base64')
  const hash = digestNamed(reading.algorithm, digest.length)
  if (inside(`${DSIG}Manifest`) && inside(`${DSIG}Reference`)) reading.parts.push(partOf(reading, hash, digest))
  // The first certificate is the signer's (XAdES, EN 319 132-1, 5.2.2).
  else if (inside(`${XADES}CertDigest`) && hash) reading.certificate ??= { hash, digest: digest.toString('hex') }
}

function timeOf(text: string): Date | undefined {
  const time = new Date(text)
  return Number.isNaN(time.getTime()) ? undefined : time
}

function partOf({ uri, transforms, ids, types }: Reading, hash: string | undefined, digest: Buffer): SignedPart {
  const [, part, contentType] = /^(\/[^?]+)\?ContentType=(.+)$/.exec(uri) ?? []
  if (part === undefined || contentType === undefined) throw new TypeError('a reference names no part')
  const isRelationships = transforms[0] === RELATIONSHIPS && transforms.length === 2 && transforms[1] === C14N
  const known = transforms.length === 0 || isRelationships
  return {
    part,
    contentType: decoded(contentType),
    hash: known ? hash : undefined,
    digest: digest.toString('hex'),
    ...(isRelationships ? { relationships: { ids, types } } : {}),
  }
}

function decoded(text: string): string {
  return text.includes('%') ? decodeURIComponent(text) : text
}
