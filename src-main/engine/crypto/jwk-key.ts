import { createHash, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto'
import { isJsonObject, jsonObject, type JsonObject } from './json-object.ts'

/** A public JSON Web Key (RFC 7517) that the auditor relies on; the fingerprint is its RFC 7638 thumbprint. */
export interface JwkTrusted {
  readonly kind: 'jwk'
  readonly name: string
  readonly fingerprint: string
  readonly material: string
  readonly key: KeyObject
  readonly keyId?: string
}

/** RFC 7638, section 3.2, and RFC 8037, section 2: the members that name a key, in order of their names. */
const members: ReadonlyMap<string, readonly string[]> = new Map([
  ['RSA', ['e', 'kty', 'n']],
  ['EC', ['crv', 'kty', 'x', 'y']],
  ['OKP', ['crv', 'kty', 'x']],
])
const MOST_NAME = 200

/**
 * Reads a JSON Web Key or a set of them. Secrets (`oct`) and private keys are never taken: `holdsSecret` says that there was one.
 */
export function readJwks(bytes: Uint8Array): { readonly keys: readonly JwkTrusted[]; readonly holdsSecret: boolean } {
  const value = jsonObject(bytes)
  const all: readonly unknown[] = Array.isArray(value?.['keys']) ? value['keys'] : [value]
  const found = all.filter(isJsonObject).filter(({ kty }) => typeof kty === 'string')
  const keys = found.filter((jwk) => !isSecret(jwk)).flatMap(readJwk)
  return { keys, holdsSecret: found.some(isSecret) }
}

const isSecret = ({ kty, d }: JsonObject): boolean => kty === 'oct' || d !== undefined

function readJwk(jwk: JsonObject): JwkTrusted[] {
  const names = members.get(String(jwk['kty']))
  const bare = names && Object.fromEntries(names.map((name) => [name, jwk[name]]))
  const key = bare && publicKey(bare)
  if (!key) return []
  const fingerprint = createHash('sha256').update(JSON.stringify(bare)).digest('base64url')
  const keyId = typeof jwk['kid'] === 'string' ? { keyId: jwk['kid'] } : {}
  const name = (keyId.keyId ?? '').slice(0, MOST_NAME) || `${key.asymmetricKeyType} key`
  return [{ kind: 'jwk', name, fingerprint, material: JSON.stringify({ ...bare, ...kidOf(jwk) }), key, ...keyId }]
}

const kidOf = ({ kid }: JsonObject): { kid?: string } => (typeof kid === 'string' ? { kid } : {})

function publicKey(jwk: JsonWebKey): KeyObject | undefined {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' })
  } catch {
    return undefined
  }
}
