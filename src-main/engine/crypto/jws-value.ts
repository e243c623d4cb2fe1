import { createHmac, type KeyObject } from 'node:crypto'
import { errors, flattenedVerify, type FlattenedJWSInput } from 'jose'
import type { SignatureFault } from '../../core/verify/signature.ts'
import { signatureHolds } from './algorithm.ts'
import type { JwsSignature } from './jws-read.ts'
import { valueRules } from './signature-rules.ts'

interface ValueAsk {
  readonly key: KeyObject | Uint8Array
  readonly algorithms: readonly string[]
}

/** What speaks against one signature of a JWS over the payload, by the key; `crit` members that are not known count too. */
export async function jwsFaults(
  one: JwsSignature,
  payload: Uint8Array,
  { key, algorithms }: ValueAsk,
): Promise<SignatureFault[]> {
  if (isDraft(one)) return draftHolds(one, payload, { key, algorithms }) ? [] : [invalid]
  const input: FlattenedJWSInput = {
    payload: one.plain ? payload : Buffer.from(payload).toString('base64url'),
    signature: one.signature,
    ...(one.protected === undefined ? {} : { protected: one.protected }),
    ...(one.header === undefined ? {} : { header: one.header }),
  }
  try {
    await flattenedVerify(input, key, { algorithms: [...algorithms] })
    return []
  } catch (error) {
    return [faultOf(error)]
  }
}

const invalid: SignatureFault = {
  reason: 'signature-invalid',
  message: 'the signature does not fit the content and its key',
}

/**
 * A payload as it stands, without `crit`: so in drafts of RFC 7797, which now asks for it (section 6). The library reads such a
 * payload as base64; the header that is signed says otherwise, so the value is checked here.
 */
export const isDraft = ({ plain, bound, joined }: JwsSignature): boolean =>
  plain && bound && joined['crit'] === undefined

function draftHolds(one: JwsSignature, payload: Uint8Array, { key, algorithms }: ValueAsk): boolean {
  const { algorithm } = one
  if (!algorithms.includes(algorithm)) return false
  const signed = Buffer.concat([Buffer.from(`${one.protected}.`), payload])
  const value = Buffer.from(one.signature, 'base64url')
  const hash = `sha${algorithm.slice(2)}`
  if (key instanceof Uint8Array) return createHmac(hash, key).update(signed).digest().equals(value)
  const schemes: Readonly<Record<string, string>> = { RS: 'rsa', PS: 'rsa-pss', ES: 'ecdsa', Ed: 'ed25519' }
  const scheme = schemes[algorithm.slice(0, 2)]
  return valueRules(key, value)
    .filter(({ rule }) => rule.scheme === scheme && (scheme === 'ed25519' || rule.hash === hash))
    .some((way) => signatureHolds(way.rule, key, signed, way.value))
}

/** The library tells by its kinds of error what was wrong; anything it throws besides is a key it cannot use. */
function faultOf(error: unknown): SignatureFault {
  if (error instanceof errors.JWSSignatureVerificationFailed) return invalid
  if (error instanceof errors.JOSEAlgNotAllowed)
    return { reason: 'not-allowed', message: 'the JWS names an algorithm that is not allowed for the key' }
  if (error instanceof errors.JOSENotSupported)
    return { reason: 'not-allowed', message: 'the JWS has a critical header member that is not understood' }
  if (error instanceof errors.JWSInvalid) return { reason: 'malformed', message: 'the JWS breaks its own format' }
  return { reason: 'unsupported', message: 'the key cannot be used for the algorithm of the JWS' }
}
