import { fromBER, ObjectIdentifier, Sequence } from 'asn1js'
import { TimeStampReq, TimeStampResp } from 'pkijs'
import {
  refusedSignature,
  signatureCheck,
  type SignatureCheck,
  type SignatureFault,
} from '../../core/verify/signature.ts'
import { hashNamed } from './algorithm.ts'
import { ASN1_LIMITS } from './certificate.ts'
import { MOST_CMS_BYTES, parseCms } from './cms-parse.ts'
import type { Content } from './content.ts'
import { isPem, readPem } from './pem.ts'
import { checkToken, readStamp } from './time-stamp.ts'
import type { Trust } from './trusted.ts'

/** A time-stamp file taken apart: the token, and the hash over which it was asked. */
export interface StampFile {
  readonly token: Uint8Array
  /** By node's name; undefined where we do not know it. */
  readonly hash: string | undefined
  readonly imprint: Uint8Array
  readonly nonce: string | undefined
}

/** PKIStatus `granted` and `grantedWithMods` (RFC 3161, 2.4.2): any other is a refusal without a token. */
const MOST_GRANTED = 1

/** Reads a TimeStampResp or a bare token (RFC 3161, 2.4.2), DER or PEM; what it is instead comes back as the answer. */
export function readStampFile(bytes: Uint8Array): StampFile | SignatureCheck {
  if (bytes.length > MOST_CMS_BYTES) return refusedSignature('limit', 'the time-stamp file is over 8 MiB')
  try {
    const der = isPem(bytes) ? (readPem(Buffer.from(bytes).toString('latin1'))[0]?.der ?? new Uint8Array()) : bytes
    const token = tokenIn(der)
    if (!token)
      return refusedSignature('signature-absent', 'the time-stamp authority refused: its answer holds no token')
    const { stamp } = readStamp(parseCms(token))
    return {
      token,
      hash: hashNamed(stamp.messageImprint.hashAlgorithm.algorithmId),
      imprint: stamp.messageImprint.hashedMessage.valueBlock.valueHexView,
      nonce: stamp.nonce && hex(stamp.nonce.valueBlock.valueHexView),
    }
  } catch {
    return refusedSignature('malformed', 'the file is neither an RFC 3161 answer nor a time-stamp token')
  }
}

function tokenIn(der: Uint8Array): Uint8Array | undefined {
  const { result, offset } = fromBER(new Uint8Array(der), ASN1_LIMITS)
  if (offset !== der.length || !(result instanceof Sequence)) throw new TypeError('not one DER sequence')
  const [first, second] = result.valueBlock.value
  if (first instanceof ObjectIdentifier) return der
  const { status } = new TimeStampResp({ schema: result })
  if (Number(status.status) > MOST_GRANTED) return undefined
  return second?.valueBeforeDecodeView
}

/** What a time-stamp is judged against; `query` is the request (.tsq) that it should answer. */
export interface StampAsk {
  readonly content: Content
  readonly trust: Trust
  readonly now: Date
  readonly query?: Uint8Array | undefined
}

/** Checks a time-stamp over the content of a file. Verified: the content existed at the time that the authority says. */
export function verifyStamp(file: StampFile, { content, trust, now, query }: StampAsk): SignatureCheck {
  const answer = checkToken(file.token, content, { trust, now, pool: trust.pool ?? [] })
  const faults = [...answer.faults, ...(query ? queryFaults(file, query) : [])]
  const { authority, says } = answer
  return signatureCheck({
    faults,
    notes: answer.notes,
    ...(authority
      ? { signer: { name: authority.name, fingerprint: authority.fingerprint, kind: 'x509' as const } }
      : {}),
    ...(says
      ? { signedAt: { time: says.toISOString().replace('.000Z', 'Z'), basis: answer.time ? 'token' : 'claimed' } }
      : {}),
  })
}

/** The answer repeats the imprint and the nonce of its request (RFC 3161, 2.4.2): another nonce is an answer to another. */
function queryFaults(file: StampFile, query: Uint8Array): SignatureFault[] {
  try {
    const { result } = fromBER(new Uint8Array(query), ASN1_LIMITS)
    const asked = new TimeStampReq({ schema: result })
    const nonce = asked.nonce && hex(asked.nonce.valueBlock.valueHexView)
    const imprint = hex(asked.messageImprint.hashedMessage.valueBlock.valueHexView)
    if (imprint === hex(file.imprint) && (nonce === undefined || nonce === file.nonce)) return []
    return [{ reason: 'timestamp-other-content', message: 'the time-stamp does not answer the request beside it' }]
  } catch {
    return [{ reason: 'malformed', message: 'the time-stamp request beside it cannot be read' }]
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('hex')
    .replace(/^(00)+(?=.)/, '')
}
