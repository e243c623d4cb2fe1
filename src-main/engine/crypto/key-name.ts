import type { KeyObject } from 'node:crypto'

/** The name of a key's algorithm for people: `RSA-3072`, `ECDSA P-256`, `Ed25519`. */
export function algorithmName(key: KeyObject): string {
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {}
  if (modulusLength) return `RSA-${modulusLength}`
  const curves: Readonly<Record<string, string>> = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' }
  if (namedCurve) return `ECDSA ${curves[namedCurve] ?? namedCurve}`
  return key.asymmetricKeyType === 'ed25519' ? 'Ed25519' : (key.asymmetricKeyType ?? 'unknown')
}
