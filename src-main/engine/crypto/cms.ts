import type { Attribute, SignerInfo } from 'pkijs'
import { FaultError } from '../../contract/fault.ts'
import {
  refusedSignature,
  signatureCheck,
  worstSignature,
  type SignatureCheck,
  type SignatureFault,
  type SignedAt,
} from '../../core/verify/signature.ts'
import { hashNamed, keyFaults, policyFaults, signatureHolds, signatureRule } from './algorithm.ts'
import { sameCertificate, type Certificate } from './certificate.ts'
import { attributeValues, checkAttributes, isNamed, OIDS, signingTime } from './cms-attributes.ts'
import { MOST_CMS_BYTES, MOST_SIGNERS, parseCms, type ParsedCms } from './cms-parse.ts'
import { contentOf, hasDigest, isSameContent, type Content } from './content.ts'
import { checkPath, type PathAsk } from './path.ts'
import { checkToken, type TokenAnswer } from './time-stamp.ts'
import { spkiFingerprint, type Trust } from './trusted.ts'

/** What one signer's part of a CMS file is judged against. */
export interface Judged {
  readonly cms: ParsedCms
  readonly content: Content
  readonly trust: Trust
  readonly now: Date
}

/**
 * Checks a CMS signature (RFC 5652, CAdES) over the content: DER or PEM, detached or attached. Every signer must hold;
 * the worst of them is the answer. Never throws over what the bytes are.
 */
export function verifyCms(content: Uint8Array, bytes: Uint8Array, trust: Trust, now: Date): SignatureCheck {
  return worstSignature(verifySigners(contentOf(content), bytes, trust, now))
}

/** As `verifyCms`, with the answer for each signer in the order of the file. */
export function verifySigners(content: Content, bytes: Uint8Array, trust: Trust, now: Date): SignatureCheck[] {
  const cms = readCms(bytes)
  return 'verdict' in cms ? [cms] : verifyParsed({ cms, content, trust, now })
}

/** Reads a CMS message; what it is instead comes back as the answer. */
export function readCms(bytes: Uint8Array): ParsedCms | SignatureCheck {
  if (bytes.length > MOST_CMS_BYTES) return refusedSignature('limit', 'the signature file is over 8 MiB')
  try {
    return parseCms(bytes)
  } catch (error) {
    if (error instanceof FaultError && error.code === 'limit') return refusedSignature('limit', error.detail.message)
    const why = error instanceof Error ? error.message : 'unreadable'
    return refusedSignature('malformed', `the signature is not CMS SignedData: ${why}`)
  }
}

/** As `verifySigners`, of a message that is read already. */
export function verifyParsed(judged: Judged): SignatureCheck[] {
  const signers = judged.cms.signed.signerInfos
  if (signers.length === 0)
    return [refusedSignature('signature-absent', 'the CMS file holds certificates only, no signature')]
  return signers.map((signer) => verifySigner(signer, judged))
}

function verifySigner(info: SignerInfo, judged: Judged): SignatureCheck {
  try {
    return judgeSigner(info, judged)
  } catch {
    return refusedSignature('malformed', 'a part of the CMS signature breaks its own format')
  }
}

function judgeSigner(info: SignerInfo, judged: Judged): SignatureCheck {
  const { cms, content, trust, now } = judged
  const faults: SignatureFault[] = digestFaults(info, cms, content)
  if (cms.attached && !isSameContent(contentOf(cms.attached), content)) {
    faults.unshift({ reason: 'content-changed', message: 'the content inside the signature is not the content given' })
  }
  const claimed = signingTime(info)
  const pool = [...cms.certificates, ...(trust.pool ?? [])]
  const signer = findSigner(info, [...cms.certificates, ...certificatesOf(trust), ...pool], content)
  if (!signer) return signatureCheck({ faults: [...faults, absentCertificate(info)], signedAt: timeOf(claimed) })
  const token = tokenOf(info, { trust, now, pool })
  const lists = [...trust.lists, ...cms.lists]
  const path = checkSigner(signer, trust, { pool, lists, at: token.time ?? now, purpose: 'signing' })
  faults.push(
    ...valueFaults(info, signer, content),
    ...checkAttributes(info, signer, cms.signed.encapContentInfo.eContentType),
    ...token.faults,
    ...path.faults,
    ...claimFaults(claimed, signer),
  )
  return signatureCheck({
    faults,
    signer: { name: signer.name, fingerprint: signer.fingerprint, kind: 'x509' },
    signedAt: token.time ? { time: seconds(token.time), basis: 'token' } : timeOf(claimed),
    notes: [...path.notes, ...token.notes, ...timeNotes(claimed, now)],
  })
}

/** Whether a signer states the digest of this content: then the signature was made for it. */
export function isMadeFor({ signed }: ParsedCms, content: Content): boolean {
  return signed.signerInfos.slice(0, MOST_SIGNERS).some((info) => {
    const hash = hashNamed(info.digestAlgorithm.algorithmId)
    const named = statedDigest(info)
    return hash !== undefined && named !== undefined && hasDigest(content, hash, named)
  })
}

function statedDigest(info: SignerInfo): Buffer | undefined {
  const value = attributeValues(info, OIDS.messageDigest)[0]?.getValue?.()
  return value && Buffer.from(value)
}

/** The digest of the content: in the signed attributes (RFC 5652, 5.4), or else under the signature itself. */
function digestFaults(info: SignerInfo, cms: ParsedCms, content: Content): SignatureFault[] {
  const hash = hashNamed(info.digestAlgorithm.algorithmId)
  if (!hash)
    return [{ reason: 'unsupported', message: `the digest ${info.digestAlgorithm.algorithmId} is not supported` }]
  if (!info.signedAttrs) {
    // RFC 5652, 5.3: attributes may be left out only where the content is plain data.
    if (cms.signed.encapContentInfo.eContentType === OIDS.data) return []
    return [{ reason: 'malformed', message: 'the signed attributes are missing' }]
  }
  return [...weakFaults(hash), ...statedFaults(statedDigest(info), content.digest(hash))]
}

function weakFaults(hash: string): SignatureFault[] {
  if (hash !== 'sha1' && hash !== 'md5') return []
  const message = `the content is digested with ${hash.toUpperCase()}`
  return [{ reason: 'weak', message, settles: 'a signature with SHA-256' }]
}

function statedFaults(stated: Buffer | undefined, found: Buffer | undefined): SignatureFault[] {
  if (!stated) return [{ reason: 'malformed', message: 'the signed attributes hold no message digest' }]
  if (!found) {
    const message = 'the file is kept as text alone, so the digest that was signed cannot be computed'
    return [{ reason: 'content-absent', message, settles: 'the file as it was received' }]
  }
  if (found.equals(stated)) return []
  const message = 'the content was changed after it was signed: its digest differs'
  return [{ reason: 'content-changed', message }]
}

function valueFaults(info: SignerInfo, signer: Certificate, content: Content): SignatureFault[] {
  const rule = signatureRule(info.signatureAlgorithm, info.digestAlgorithm.algorithmId)
  if (!rule) {
    const message = `the signature algorithm ${info.signatureAlgorithm.algorithmId} is not supported`
    return [{ reason: 'unsupported', message }]
  }
  const key = signer.key
  const barred = keyFaults(key).filter(({ reason }) => reason !== 'weak')
  // What our policy does not know or bounds is not computed: then nothing is said about the value.
  if (!key || barred.length > 0) return barred
  const faults = policyFaults(key, rule)
  const bytes = info.signedAttrs ? new Uint8Array(info.signedAttrs.encodedValue) : content.bytes
  if (!bytes)
    return [...faults, { reason: 'limit', message: 'without signed attributes only content up to 64 MiB is checked' }]
  if (signatureHolds(rule, key, bytes, info.signature.valueBlock.valueHexView)) return faults
  return [
    ...faults,
    { reason: 'signature-invalid', message: `the signature value does not fit the key of ${signer.name}` },
  ]
}

/** Issuer and serial number can be copied into a certificate with another key: only the key tells whose they are. */
function findSigner(info: SignerInfo, pool: readonly Certificate[], content: Content): Certificate | undefined {
  const named = pool.filter((one) => isNamed(info, one) || isIdentified(info, one))
  const holds = (one: Certificate) =>
    valueFaults(info, one, content).every(({ reason }) => reason !== 'signature-invalid')
  return named.length < 2 ? named[0] : (named.find(holds) ?? named[0])
}

/** The other way to name a signer: by the key identifier that stands in its certificate (RFC 5652, 5.3). */
function isIdentified({ sid }: SignerInfo, { parsed }: Certificate): boolean {
  const wanted: unknown = sid?.valueBlock?.valueHexView
  const own = parsed.extensions?.find(({ extnID }) => extnID === OIDS.subjectKeyIdentifier)
  if (!own || !(wanted instanceof Uint8Array)) return false
  return Buffer.from(wanted).equals(own.extnValue.valueBlock.valueHexView.subarray(2))
}

function absentCertificate({ sid }: SignerInfo): SignatureFault {
  const serial: unknown = sid?.serialNumber?.valueBlock?.valueHexView
  const which = serial instanceof Uint8Array ? ` (serial number ${Buffer.from(serial).toString('hex')})` : ''
  const message = `the certificate of the signer is not there${which}`
  return { reason: 'certificate-absent', message, settles: 'the certificate of the signer' }
}

/** A signer whose bare public key is trusted needs no issuer: the key is the identity. */
export function checkSigner(
  signer: Certificate,
  trust: Trust,
  ask: Omit<PathAsk, 'trusted'>,
): ReturnType<typeof checkPath> {
  const own = signer.key && spkiFingerprint(signer.key)
  const pinned = trust.keys.some((one) => one.kind === 'spki' && one.fingerprint === own)
  return checkPath(signer, { ...ask, trusted: pinned ? [...certificatesOf(trust), signer] : certificatesOf(trust) })
}

function certificatesOf(trust: Trust): Certificate[] {
  const all = trust.keys.flatMap((one) => (one.kind === 'x509' ? [one.certificate] : []))
  return all.filter((one, index) => all.findIndex((other) => sameCertificate(one, other)) === index)
}

const noToken: TokenAnswer = { faults: [], notes: [] }

function tokenOf(info: SignerInfo, ask: { trust: Trust; now: Date; pool: readonly Certificate[] }): TokenAnswer {
  const attributes: readonly Attribute[] = info.unsignedAttrs?.attributes ?? []
  const tokens = attributes.filter(({ type }) => type === OIDS.timeStamp).flatMap(({ values }) => values)
  if (tokens.length === 0) return noToken
  const value = info.signature.valueBlock.valueHexView
  const answers = tokens
    .slice(0, MOST_SIGNERS)
    .map((token) => checkToken(token.valueBeforeDecodeView, contentOf(value), ask))
  return answers.toSorted((a, b) => b.faults.length - a.faults.length)[0] ?? noToken
}

/** A signature cannot claim to be older than the certificate it was made with. */
export function claimFaults(claimed: Date | undefined, signer: Certificate): SignatureFault[] {
  if (!claimed || claimed >= signer.notBefore) return []
  const message = `claims to be signed at ${seconds(claimed)}, before its certificate began at ${seconds(signer.notBefore)}`
  return [{ reason: 'not-yet-valid', message, settles: 'a signature made while its certificate was valid' }]
}

function timeNotes(claimed: Date | undefined, now: Date): string[] {
  return claimed && claimed > now ? [`the claimed signing time ${seconds(claimed)} is in the future`] : []
}

function timeOf(claimed: Date | undefined): SignedAt {
  return claimed ? { time: seconds(claimed), basis: 'claimed' } : { basis: 'none' }
}

function seconds(time: Date): string {
  return time.toISOString().replace('.000Z', 'Z')
}
