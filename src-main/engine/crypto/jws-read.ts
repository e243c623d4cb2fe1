import type { KeyObject } from 'node:crypto'
import { isJsonObject, jsonObject, type JsonObject } from './json-object.ts'

/** A JWS taken apart; `payload` as the octets it stands for, absent where it is detached. */
export interface Jws {
  readonly payload?: Buffer
  readonly signatures: readonly JwsSignature[]
}

/** One signature of a JWS, with what its headers say. */
export interface JwsSignature {
  readonly protected?: string
  readonly header?: JsonObject
  readonly signature: string
  /** Both headers together. */
  readonly joined: JsonObject
  readonly algorithm: string
  readonly keyId: string | undefined
  /** The payload stands under the signature as it is, not in base64 (RFC 7797). */
  readonly plain: boolean
  /** The algorithm stands in the header that is signed. */
  readonly bound: boolean
}

const COMPACT = /^[A-Za-z0-9_-]+\.[^.]*\.[A-Za-z0-9_-]*$/
const BASE64URL = /^[A-Za-z0-9_-]*$/

/** Reads any of the three serialisations (RFC 7515, section 7); undefined where the bytes are none, or not in its strict form. */
export function readJws(bytes: Uint8Array): Jws | undefined {
  const text = Buffer.from(bytes).toString('utf8').trim()
  return text.startsWith('{') ? readJson(jsonObject(text)) : readCompact(text)
}

function readCompact(text: string): Jws | undefined {
  const at = text.indexOf('.')
  const last = text.lastIndexOf('.')
  // A payload that is not encoded may hold full stops (RFC 7797, section 5.2, forbids it): then the form is not strict.
  if (!COMPACT.test(text)) return undefined
  const one = readSignature({ protected: text.slice(0, at), signature: text.slice(last + 1) })
  return one && whole([one], text.slice(at + 1, last) || undefined)
}

function readJson(value: JsonObject | undefined): Jws | undefined {
  if (!value) return undefined
  const { payload, signatures } = value
  if (payload !== undefined && typeof payload !== 'string') return undefined
  const all: readonly unknown[] = Array.isArray(signatures) ? signatures : [value]
  const read = all.map((one) => (isJsonObject(one) ? readSignature(one) : undefined))
  const found = read.filter((one) => one !== undefined)
  return found.length === read.length && found.length > 0 ? whole(found, payload) : undefined
}

function whole(signatures: readonly JwsSignature[], payload: string | undefined): Jws | undefined {
  if (payload === undefined) return { signatures }
  const plain = signatures[0]?.plain === true
  // RFC 7797, section 3: every signature over one payload must read it the same way.
  if (signatures.some((one) => one.plain !== plain) || (!plain && !BASE64URL.test(payload))) return undefined
  return { signatures, payload: Buffer.from(payload, plain ? 'utf8' : 'base64url') }
}

function readSignature(one: JsonObject): JwsSignature | undefined {
  const { protected: bound, header, signature } = one
  if (!isBase64Url(signature) || (header !== undefined && !isJsonObject(header))) return undefined
  const signed = signedHeader(bound)
  const joined = { ...header, ...signed }
  const { alg, kid, b64 } = joined
  if (!signed || typeof alg !== 'string') return undefined
  return {
    ...(isBase64Url(bound) ? { protected: bound } : {}),
    ...(header === undefined ? {} : { header }),
    signature,
    joined,
    algorithm: alg,
    keyId: typeof kid === 'string' ? kid : undefined,
    plain: b64 === false,
    bound: 'alg' in signed,
  }
}

/** The header that is signed; none at all is allowed, one that cannot be read is not. */
function signedHeader(bound: unknown): JsonObject | undefined {
  if (bound === undefined) return {}
  return isBase64Url(bound) ? jsonObject(Buffer.from(bound, 'base64url')) : undefined
}

const isBase64Url = (value: unknown): value is string => typeof value === 'string' && BASE64URL.test(value)

/** A secret that both sides hold stands behind these algorithms (RFC 7518, section 3.2). */
export const isHmac = (algorithm: string): boolean => /^HS\d/.test(algorithm)

const RSA = ['RS256', 'RS384', 'RS512']
const RSA_PSS = ['PS256', 'PS384', 'PS512']
const CURVES: Readonly<Record<string, string>> = { prime256v1: 'ES256', secp384r1: 'ES384', secp521r1: 'ES512' }

/** The algorithms that our policy allows for a key, by its type alone (RFC 7518, section 3.1; RFC 9864). */
export function allowedAlgorithms({ asymmetricKeyType: type, asymmetricKeyDetails }: KeyObject): string[] {
  if (type === 'ed25519') return ['EdDSA', 'Ed25519']
  if (type === 'rsa') return [...RSA, ...RSA_PSS]
  if (type === 'rsa-pss') return RSA_PSS
  const curve = type === 'ec' ? CURVES[asymmetricKeyDetails?.namedCurve ?? ''] : undefined
  return curve === undefined ? [] : [curve]
}
