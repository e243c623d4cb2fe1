import { FaultError } from '../../../contract/fault.ts'
import { notIJson } from '../../../core/json/i-json.ts'
import { sha256 } from '../digest.ts'
import { isJsonObject, jsonObject } from '../json-object.ts'

/** Who must have signed: the name in the certificate and the issuer that vouched for it, both exactly. */
export interface SigstoreIdentity {
  readonly name: string
  readonly issuer: string
}

/** An identity whose signatures the auditor relies on: a trusted root says that an identity is genuine, and not that it is the right one. */
export interface SigstoreIdentityTrusted {
  readonly kind: 'sigstore-identity'
  readonly name: string
  /** SHA-256 of the issuer, a line end and the name, lower-case hex. */
  readonly fingerprint: string
  readonly material: string
  readonly identity: SigstoreIdentity
}

const MEMBER = 'sigstoreIdentity'
const MOST_LENGTH = 2048

/** Whether a file of trusted keys is JSON with an identity; its one member stands at the beginning. */
export const isSigstoreIdentity = (bytes: Uint8Array): boolean =>
  /^\s*\{\s*"sigstoreIdentity"\s*:/.test(Buffer.from(bytes.subarray(0, 4096)).toString('latin1'))

/** Reads `{"sigstoreIdentity": {"name": "…", "issuer": "https://…"}}`: what cosign calls certificate-identity and certificate-oidc-issuer. */
export function readSigstoreIdentity(bytes: Uint8Array): SigstoreIdentityTrusted {
  const given = notIJson(Buffer.from(bytes).toString('utf8')) === undefined ? jsonObject(bytes)?.[MEMBER] : undefined
  if (!isJsonObject(given)) throw notAnIdentity()
  const { name, issuer, ...more } = given
  if (!isText(name) || !isText(issuer) || Object.keys(more).length > 0) throw notAnIdentity()
  return {
    kind: 'sigstore-identity',
    name: `${name} by ${issuer}`,
    fingerprint: sha256(Buffer.from(`${issuer}\n${name}`)),
    material: JSON.stringify({ [MEMBER]: { name, issuer } }),
    identity: { name, issuer },
  }
}

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= MOST_LENGTH && !/\p{Cc}/u.test(value)

const notAnIdentity = (): FaultError =>
  new FaultError('key-wrong', {
    message:
      'The file is no Sigstore identity: it must hold one name and one issuer, each a text without control characters.',
    remedy: 'Write {"sigstoreIdentity": {"name": "…", "issuer": "https://…"}} as the signer states them.',
  })
