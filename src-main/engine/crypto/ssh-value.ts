import { createHash, type KeyObject } from 'node:crypto'
import type { SignatureFault } from '../../core/verify/signature.ts'
import { policyFaults, signatureHolds, type SignatureRule } from './algorithm.ts'
import { ecdsaDer } from './ecdsa-der.ts'
import { coordinateBytes, SshReader, type SshKey } from './ssh-wire.ts'

/** User presence: the token was touched (PROTOCOL.u2f). */
const TOUCHED = 0x01

/** What speaks against a signature blob of OpenSSH, over the bytes, by the key. */
export function sshValueFaults(ssh: SshKey, signature: Uint8Array, signed: Uint8Array): SignatureFault[] {
  const { key } = ssh
  if (!key) return [{ reason: 'unsupported', message: `signatures by keys of type ${ssh.type} are not supported` }]
  const invalid: SignatureFault = {
    reason: 'signature-invalid',
    message: 'the signature does not fit the content and its key',
  }
  try {
    const reader = new SshReader(signature)
    const algorithm = reader.text()
    const rule = ruleOf(algorithm, ssh.type)
    if (!rule) return [{ reason: 'unsupported', message: `the signature algorithm ${algorithm} is not supported` }]
    const holds = valueHolds({ rule, key, ssh, reader }, signed)
    return [...policyFaults(key, rule), ...(holds ? [] : [invalid])]
  } catch {
    return [invalid]
  }
}

interface SshValue {
  readonly rule: SignatureRule
  readonly key: KeyObject
  readonly ssh: SshKey
  readonly reader: SshReader
}

function valueHolds({ rule, key, ssh, reader }: SshValue, bytes: Uint8Array): boolean {
  const value = reader.string()
  const signed = ssh.application === undefined ? bytes : tokenBytes(ssh.application, reader, bytes)
  const plain = rule.scheme === 'ecdsa' ? derSignature(value, ssh.type) : value
  return reader.done && signed !== undefined && signatureHolds(rule, key, signed, plain)
}

function ruleOf(algorithm: string, type: string): SignatureRule | undefined {
  if (type === 'ssh-rsa') {
    const hash = { 'rsa-sha2-256': 'sha256', 'rsa-sha2-512': 'sha512', 'ssh-rsa': 'sha1' }[algorithm]
    return hash ? { scheme: 'rsa', hash } : undefined
  }
  if (algorithm !== type) return undefined
  return type.includes('ed25519') ? { scheme: 'ed25519', hash: 'none' } : { scheme: 'ecdsa', hash: curveHash(type) }
}

/** RFC 5656, 6.2.1: the digest follows from the size of the curve. */
export function curveHash(type: string): string {
  return { 32: 'sha256', 48: 'sha384', 66: 'sha512' }[coordinateBytes(type) ?? 32] ?? 'sha256'
}

/** What a security token signs: SHA-256(application) || flags || counter || SHA-256(bytes) (PROTOCOL.u2f). */
function tokenBytes(application: string, reader: SshReader, bytes: Uint8Array): Buffer | undefined {
  const flags = reader.byte()
  const counter = reader.take(4)
  if ((flags & TOUCHED) === 0) return undefined
  return Buffer.concat([sha256(application), Buffer.from([flags]), counter, sha256(bytes)])
}

/** OpenSSH writes r and s as two numbers, node reads them as DER. */
function derSignature(value: Buffer, type: string): Buffer {
  const reader = new SshReader(value)
  const most = coordinateBytes(type) ?? 0
  const numbers = [reader.unsigned(), reader.unsigned()] as const
  if (!reader.done || numbers.some((number) => number.length > most))
    throw new TypeError('not two numbers of the curve')
  return ecdsaDer(...numbers)
}

function sha256(part: Uint8Array | string): Buffer {
  return createHash('sha256').update(part).digest()
}
