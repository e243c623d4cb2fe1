import { constants, createVerify, type KeyObject, type Verify } from 'node:crypto'
import { signatureHolds, type SignatureRule } from './algorithm.ts'
import { ecdsaDer } from './ecdsa-der.ts'

/** One way in which a bare signature value may have been made by a key. */
export interface ValueRule {
  readonly rule: SignatureRule
  /** The value as node reads it: ECDSA as DER. */
  readonly value: Uint8Array
  /** For people: `RSA PKCS#1 v1.5 with SHA-256`. */
  readonly name: string
}

const HASHES = ['sha256', 'sha384', 'sha512']
/** Looked for only to tell that they are weak. */
const WEAK = ['sha1', 'md5']
const ED25519_BYTES = 64
const SALT = constants.RSA_PSS_SALTLEN_AUTO
const curveBytes: Readonly<Record<string, number>> = { prime256v1: 32, secp384r1: 48, secp521r1: 66 }

/** Every rule under which the value could be a signature by the key, judged by the key's type and the value's form alone. */
export function valueRules(key: KeyObject, value: Uint8Array): ValueRule[] {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details = {} } = key
  if (type === 'ed25519' && value.length === ED25519_BYTES)
    return [{ rule: { scheme: 'ed25519', hash: 'none' }, value, name: 'Ed25519' }]
  if (type === 'ec') return ecdsaRules(value, curveBytes[details.namedCurve ?? ''] ?? 0)
  return value.length === Math.ceil((details.modulusLength ?? 0) / 8) ? rsaRules(value, type) : []
}

function rsaRules(value: Uint8Array, type: string | undefined): ValueRule[] {
  const pss = HASHES.map((hash) => ruleOf('rsa-pss', hash, value))
  if (type === 'rsa') return [...[...HASHES, ...WEAK].map((hash) => ruleOf('rsa', hash, value)), ...pss]
  return type === 'rsa-pss' ? pss : []
}

const titles = { rsa: 'RSA PKCS#1 v1.5', 'rsa-pss': 'RSA-PSS', ecdsa: 'ECDSA' } as const

function ruleOf(scheme: keyof typeof titles, hash: string, value: Uint8Array, form = ''): ValueRule {
  const name = `${titles[scheme]} with ${hash.toUpperCase().replace('SHA', 'SHA-')}${form}`
  return { rule: { scheme, hash, ...(scheme === 'rsa-pss' ? { saltLength: SALT } : {}) }, value, name }
}

/** Two numbers side by side (IEEE P1363, as JOSE and DSSE write them), or DER. */
function ecdsaRules(value: Uint8Array, half: number): ValueRule[] {
  const rules: ValueRule[] = []
  const hashes = [...HASHES, 'sha1']
  if (value[0] === 0x30) rules.push(...hashes.map((hash) => ruleOf('ecdsa', hash, value, ', DER')))
  if (half > 0 && value.length === 2 * half) {
    const der = ecdsaDer(value.subarray(0, half), value.subarray(half))
    rules.push(...hashes.map((hash) => ruleOf('ecdsa', hash, der, ', r and s side by side')))
  }
  return rules
}

/** The first rule under which the value is the key's signature over the bytes. */
export function ruleThatHolds(key: KeyObject, value: Uint8Array, bytes: Uint8Array): ValueRule | undefined {
  return valueRules(key, value).find((one) => signatureHolds(one.rule, key, bytes, one.value))
}

/** As `signatureHolds`, for content that comes in pieces; undefined where the scheme needs all bytes at once (Ed25519). */
export function gradualCheck(
  { rule, value }: ValueRule,
  key: KeyObject,
): { readonly update: (piece: Uint8Array) => void; readonly holds: () => boolean } | undefined {
  if (rule.scheme === 'ed25519') return undefined
  const check = createVerify(rule.hash)
  return { update: (piece) => void check.update(piece), holds: () => valueFits(check, rule, key, value) }
}

function valueFits(check: Verify, rule: SignatureRule, key: KeyObject, value: Uint8Array): boolean {
  try {
    if (rule.scheme !== 'rsa-pss') return check.verify(key, value)
    return check.verify({ key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: SALT }, value)
  } catch {
    return false
  }
}
