import { createPublicKey, type KeyObject } from 'node:crypto'

/** A minisign public key that the auditor relies on; the fingerprint is the key as minisign prints it. */
export interface MinisignTrusted {
  readonly kind: 'minisign'
  readonly name: string
  readonly fingerprint: string
  readonly material: string
  /** As minisign prints it: eight octets, the last one first, upper-case hex. */
  readonly keyId: string
  readonly key: KeyObject
}

/** Two octets of algorithm (`Ed`), eight of key id, 32 of Ed25519 key, in base64. */
const LINE = /^RW[A-Za-z0-9+/]{54}$/
const MOST_LINE = 1024

/** Reads the public key lines of a `minisign.pub`; comments and other lines are left. */
export function readMinisignKeys(bytes: Uint8Array): MinisignTrusted[] {
  const lines = Buffer.from(bytes).toString('latin1').split(/\r?\n/)
  return lines.filter((line) => line.length < MOST_LINE && LINE.test(line.trim())).map((line) => readKey(line.trim()))
}

function readKey(line: string): MinisignTrusted {
  const raw = Buffer.from(line, 'base64')
  const keyId = minisignKeyId(raw.subarray(2, 10))
  const x = raw.subarray(10).toString('base64url')
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  return { kind: 'minisign', name: `minisign key ${keyId}`, fingerprint: line, material: line, keyId, key }
}

/** Minisign keeps the id little-endian and prints it as a number. */
export function minisignKeyId(bytes: Uint8Array): string {
  return Buffer.from(bytes.toReversed()).toString('hex').toUpperCase()
}
