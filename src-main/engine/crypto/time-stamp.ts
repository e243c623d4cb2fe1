import { createHash } from 'node:crypto'
import { fromBER } from 'asn1js'
import { TSTInfo, type SignerInfo } from 'pkijs'
import type { SignatureFault, SignatureReason } from '../../core/verify/signature.ts'
import { hashNamed, policyFaults, signatureHolds, signatureRule } from './algorithm.ts'
import { ASN1_LIMITS, type Certificate } from './certificate.ts'
import { attributeValues, checkAttributes, isNamed, namesCertificate, OIDS } from './cms-attributes.ts'
import { parseCms, type ParsedCms } from './cms-parse.ts'
import { checkPath } from './path.ts'
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
  readonly faults: readonly SignatureFault[]
  readonly notes: readonly string[]
}

/** Checks an RFC 3161 token (its ContentInfo, DER) over the bytes of a signature value. */
export function checkToken(token: Uint8Array, signatureValue: Uint8Array, ask: TokenAsk): TokenAnswer {
  try {
    return judgeToken(parseCms(token), signatureValue, ask)
  } catch {
    return bad('timestamp-invalid', 'the time-stamp token breaks its own format')
  }
}

function bad(reason: SignatureReason, message: string): TokenAnswer {
  return { faults: [{ reason, message, settles: 'a time-stamp token over this signature' }], notes: [] }
}

function judgeToken(cms: ParsedCms, signatureValue: Uint8Array, ask: TokenAsk): TokenAnswer {
  const [info, second] = cms.signed.signerInfos
  const content = cms.attached
  if (!info || second || !content || cms.signed.encapContentInfo.eContentType !== OIDS.timeStampInfo) {
    return bad('timestamp-invalid', 'the time-stamp is not an RFC 3161 token')
  }
  const asn1 = fromBER(new Uint8Array(content), ASN1_LIMITS)
  const stamp = new TSTInfo({ schema: asn1.result })
  const hash = hashNamed(stamp.messageImprint.hashAlgorithm.algorithmId)
  if (!hash) return bad('timestamp-unknown', 'the time-stamp token uses a digest that is not supported')
  const imprint = Buffer.from(stamp.messageImprint.hashedMessage.valueBlock.valueHexView)
  if (!createHash(hash).update(signatureValue).digest().equals(imprint)) {
    return bad('timestamp-other-content', 'the time-stamp token was made for something else than this signature')
  }
  return judgeAuthority({ info, cms, content, at: stamp.genTime, weak: hash === 'sha1' || hash === 'md5' }, ask)
}

interface Stamp {
  readonly info: SignerInfo
  readonly cms: ParsedCms
  readonly content: Uint8Array
  readonly at: Date
  readonly weak: boolean
}

function judgeAuthority({ info, cms, content, at, weak }: Stamp, ask: TokenAsk): TokenAnswer {
  const trusted = ask.trust.keys.flatMap((one) => (one.kind === 'x509' ? [one.certificate] : []))
  const authority = [...cms.certificates, ...trusted, ...ask.pool].find((one) => isNamed(info, one))
  if (!authority) return bad('timestamp-unknown', 'the certificate of the time-stamp authority is not there')
  if (!tokenHolds(info, authority, content))
    return bad('timestamp-invalid', 'the signature of the time-stamp token does not hold')
  const pool = [...cms.certificates, ...ask.pool]
  const lists = [...ask.trust.lists, ...cms.lists]
  const path = checkPath(authority, { trusted, pool, lists, at, purpose: 'time-stamping' })
  const [fault] = path.faults
  const shown = at.toISOString()
  if (fault?.reason === 'wrong-usage') return bad('timestamp-invalid', `the time-stamp token: ${fault.message}`)
  if (fault) {
    const message = `a time-stamp token says ${shown}, but its authority is not relied upon: ${fault.message}`
    return {
      faults: [{ reason: 'timestamp-unknown', message, settles: `trust the time-stamp authority ${authority.name}` }],
      notes: [],
    }
  }
  if (weak || at > ask.now)
    return bad('timestamp-unknown', `the time-stamp token of ${shown} is weak or from the future`)
  return { time: at, faults: [], notes: [`time proved by ${authority.name}`, ...path.notes] }
}

/** RFC 3161, 2.4.2: signed attributes with the digest of the TSTInfo and the authority's own certificate are required. */
function tokenHolds(info: SignerInfo, authority: Certificate, content: Uint8Array): boolean {
  const rule = signatureRule(info.signatureAlgorithm, info.digestAlgorithm.algorithmId)
  if (!rule || !info.signedAttrs || !namesCertificate(info) || !digestHolds(info, content)) return false
  const { key } = authority
  if (!key) return false
  const faults = [...checkAttributes(info, authority, OIDS.timeStampInfo), ...policyFaults(key, rule)]
  const signed = new Uint8Array(info.signedAttrs.encodedValue)
  return faults.length === 0 && signatureHolds(rule, key, signed, info.signature.valueBlock.valueHexView)
}

function digestHolds(info: SignerInfo, content: Uint8Array): boolean {
  const hash = hashNamed(info.digestAlgorithm.algorithmId)
  const named = attributeValues(info, OIDS.messageDigest)[0]?.getValue?.()
  return (
    hash !== undefined && named !== undefined && createHash(hash).update(content).digest().equals(Buffer.from(named))
  )
}
