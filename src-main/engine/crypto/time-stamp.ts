import { createHash } from 'node:crypto'
import { fromBER } from 'asn1js'
import { TSTInfo, type SignerInfo } from 'pkijs'
import type { SignatureFault, SignatureReason } from '../../core/verify/signature.ts'
import { hashNamed, policyFaults, signatureHolds, signatureRule } from './algorithm.ts'
import { ASN1_LIMITS, sameCertificate, type Certificate } from './certificate.ts'
import { attributeValues, checkAttributes, isNamed, namesCertificate, OIDS } from './cms-attributes.ts'
import { parseCms, type ParsedCms } from './cms-parse.ts'
import type { Content } from './content.ts'
import { checkPath, TIME_STAMPING } from './path.ts'
import type { Trust } from './trusted.ts'

/** What a time-stamp token is judged against. */
export interface TokenAsk {
  readonly trust: Trust
  readonly now: Date
  readonly pool: readonly Certificate[]
}

/** `time` only where the token holds and its authority is trusted: then, and only then, it proves the time. */
export interface TokenAnswer {
  readonly time?: Date
  /** The certificate whose key made the token, where it is there. */
  readonly authority?: Certificate
  /** The time that the token says, whether it proves it or not. */
  readonly says?: Date
  readonly faults: readonly SignatureFault[]
  readonly notes: readonly string[]
}

/** Checks an RFC 3161 token (its ContentInfo, DER) over what it must be made for: a signature value, or a file. */
export function checkToken(token: Uint8Array, content: Content, ask: TokenAsk): TokenAnswer {
  try {
    return judgeToken(parseCms(token), content, ask)
  } catch {
    return bad('timestamp-invalid', 'the time-stamp token breaks its own format')
  }
}

/** The TSTInfo of a token (RFC 3161, 2.4.2) and its bytes; throws where the message is no token. */
export function readStamp(cms: ParsedCms): { stamp: TSTInfo; content: Uint8Array } {
  const { attached: content, signed } = cms
  if (!content || signed.encapContentInfo.eContentType !== OIDS.timeStampInfo) throw new TypeError('not a token')
  const asn1 = fromBER(new Uint8Array(content), ASN1_LIMITS)
  return { stamp: new TSTInfo({ schema: asn1.result }), content }
}

function bad(reason: SignatureReason, message: string, more: Partial<TokenAnswer> = {}): TokenAnswer {
  return { ...more, faults: [{ reason, message, settles: 'a time-stamp token over this content' }], notes: [] }
}

function judgeToken(cms: ParsedCms, over: Content, ask: TokenAsk): TokenAnswer {
  const [info, second] = cms.signed.signerInfos
  if (!info || second || !cms.attached || cms.signed.encapContentInfo.eContentType !== OIDS.timeStampInfo) {
    return bad('timestamp-invalid', 'the time-stamp is not an RFC 3161 token')
  }
  const { stamp, content } = readStamp(cms)
  const at = stamp.genTime
  const hash = hashNamed(stamp.messageImprint.hashAlgorithm.algorithmId)
  const digest = hash === undefined ? undefined : over.digest(hash)
  if (!hash || !digest) return bad('timestamp-unknown', 'the time-stamp token uses a digest that is not supported')
  if (!digest.equals(Buffer.from(stamp.messageImprint.hashedMessage.valueBlock.valueHexView))) {
    return bad('timestamp-other-content', 'the time-stamp token was made for something else than this content')
  }
  return judgeAuthority({ info, cms, content, at, weak: hash === 'sha1' || hash === 'md5' }, ask)
}

interface Stamp {
  readonly info: SignerInfo
  readonly cms: ParsedCms
  readonly content: Uint8Array
  readonly at: Date
  readonly weak: boolean
}

function judgeAuthority(stamp: Stamp, ask: TokenAsk): TokenAnswer {
  const { info, cms, content, at } = stamp
  const trusted = ask.trust.keys.flatMap((one) => (one.kind === 'x509' ? [one.certificate] : []))
  const named = [...cms.certificates, ...trusted, ...ask.pool].filter((one) => isNamed(info, one))
  // Issuer and serial number can be copied into a certificate with another key: only the key tells whose they are.
  const authority = named.find((one) => tokenHolds(info, one, content)) ?? named[0]
  if (!authority) {
    return bad('timestamp-unknown', 'the certificate of the time-stamp authority is not there', { says: at })
  }
  const more = { authority, says: at }
  if (!tokenHolds(info, authority, content))
    return bad('timestamp-invalid', 'the signature of the time-stamp token does not hold', more)
  const impostor = cms.certificates.find((one) => imitates(one, authority, cms.certificates))
  if (impostor) {
    const message = `the time-stamp token carries a certificate that could pass for its authority: ${impostor.fingerprint}`
    return bad('timestamp-invalid', message, more)
  }
  return judgePath(stamp, authority, ask, trusted)
}

/** Whether the authority may be relied upon at the time it says: then, and only then, that time is proved. */
function judgePath(stamp: Stamp, authority: Certificate, ask: TokenAsk, trusted: readonly Certificate[]): TokenAnswer {
  const { info, cms, at, weak } = stamp
  const more = { authority, says: at }
  const pool = [...cms.certificates, ...ask.pool]
  const lists = [...ask.trust.lists, ...cms.lists]
  const path = checkPath(authority, { trusted, pool, lists, at, purpose: 'time-stamping' })
  const [fault] = path.faults
  const shown = at.toISOString()
  if (fault?.reason === 'wrong-usage') return bad('timestamp-invalid', `the time-stamp token: ${fault.message}`, more)
  if (fault) {
    const message = `a time-stamp token says ${shown}, but its authority is not relied upon: ${fault.message}`
    const settles = `trust the time-stamp authority ${authority.name}`
    return { ...more, faults: [{ reason: 'timestamp-unknown', message, settles }], notes: [] }
  }
  if (weak || isWeak(info, authority) || at > ask.now)
    return bad('timestamp-unknown', `the time-stamp token of ${shown} is weak or from the future`, more)
  return { ...more, time: at, faults: [], notes: [`time proved by ${authority.name}`, ...path.notes] }
}

/**
 * The certificates of a token are not signed, so anybody can add some. Issuers are harmless; one that stamps, or bears the
 * authority's name, and is of an issuer that the authority does not have, is there to be taken for it.
 */
function imitates(one: Certificate, authority: Certificate, all: readonly Certificate[]): boolean {
  if (sameCertificate(one, authority) || one.x509.issuer === authority.x509.issuer) return false
  const subjects = new Set([authority.x509.issuer])
  for (const { x509 } of all) if (subjects.has(x509.subject)) subjects.add(x509.issuer)
  const isIssuer = subjects.has(one.x509.subject)
  const sameName = one.x509.subject === authority.x509.subject
  return sameName || (!isIssuer && !one.usage.ca && one.usage.extended?.includes(TIME_STAMPING) === true)
}

/** RFC 3161, 2.4.2: signed attributes with the digest of the TSTInfo and the authority's own certificate are required. */
function tokenHolds(info: SignerInfo, authority: Certificate, content: Uint8Array): boolean {
  const rule = signatureRule(info.signatureAlgorithm, info.digestAlgorithm.algorithmId)
  if (!rule || !info.signedAttrs || !namesCertificate(info) || !digestHolds(info, content)) return false
  const { key } = authority
  if (!key) return false
  const policy = policyFaults(key, rule).filter(({ reason }) => reason !== 'weak')
  const faults = [...checkAttributes(info, authority, OIDS.timeStampInfo), ...policy]
  const signed = new Uint8Array(info.signedAttrs.encodedValue)
  return faults.length === 0 && signatureHolds(rule, key, signed, info.signature.valueBlock.valueHexView)
}

/** A token that holds by a hash or key that can be forged proves no time. */
function isWeak(info: SignerInfo, { key }: Certificate): boolean {
  const rule = signatureRule(info.signatureAlgorithm, info.digestAlgorithm.algorithmId)
  const digest = hashNamed(info.digestAlgorithm.algorithmId)
  return !rule || !key || digest === 'sha1' || digest === 'md5' || policyFaults(key, rule).length > 0
}

function digestHolds(info: SignerInfo, content: Uint8Array): boolean {
  const hash = hashNamed(info.digestAlgorithm.algorithmId)
  const named = attributeValues(info, OIDS.messageDigest)[0]?.getValue?.()
  return (
    hash !== undefined && named !== undefined && createHash(hash).update(content).digest().equals(Buffer.from(named))
  )
}
