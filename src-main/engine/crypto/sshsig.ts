import { createHash, sign, type KeyObject } from 'node:crypto'
import { signatureCheck, type SignatureCheck, type SignatureFault } from '../../core/verify/signature.ts'
import { policyFaults, signatureHolds, type SignatureRule } from './algorithm.ts'
import { MOST_CMS_BYTES } from './cms-parse.ts'
import { readPem } from './pem.ts'
import type { SshIdentity } from './ssh-identity.ts'
import type { SshTrusted } from './ssh-trusted.ts'
import { coordinateBytes, readSshKey, SshReader, sshString, sshUnsigned, type SshKey } from './ssh-wire.ts'
import type { Trust } from './trusted.ts'

const MAGIC = 'SSHSIG'
const LABEL = 'SSH SIGNATURE'
/** User presence: the token was touched (PROTOCOL.u2f). */
const TOUCHED = 0x01

interface ParsedSshSig {
  readonly ssh: SshKey
  readonly namespace: string
  readonly reserved: Buffer
  readonly hash: string
  readonly signature: Buffer
}

/** Signs the content as OpenSSH does (PROTOCOL.sshsig), SHA-512; returns the armoured text of a `.sig` file. */
export function signSsh(content: Uint8Array, identity: SshIdentity, namespace: string): string {
  const hash = 'sha512'
  const signed = signedBytes({ namespace, reserved: Buffer.alloc(0), hash }, content)
  const version = Buffer.from([0, 0, 0, 1])
  const parts = [identity.ssh.blob, namespace, '', hash, signatureBlob(identity, signed)].map(sshString)
  const body = Buffer.concat([Buffer.from(MAGIC), version, ...parts]).toString('base64')
  const lines = body.match(/.{1,70}/g) ?? []
  return `-----BEGIN ${LABEL}-----\n${lines.join('\n')}\n-----END ${LABEL}-----\n`
}

function signatureBlob({ key, ssh }: SshIdentity, bytes: Buffer): Buffer {
  if (ssh.type === 'ssh-ed25519') return Buffer.concat([sshString(ssh.type), sshString(sign(null, bytes, key))])
  if (ssh.type === 'ssh-rsa') return Buffer.concat([sshString('rsa-sha2-512'), sshString(sign('sha512', bytes, key))])
  const value = sign(curveHash(ssh.type), bytes, { key, dsaEncoding: 'ieee-p1363' })
  const half = value.length / 2
  const numbers = Buffer.concat([sshUnsigned(value.subarray(0, half)), sshUnsigned(value.subarray(half))])
  return Buffer.concat([sshString(ssh.type), sshString(numbers)])
}

/** Checks an OpenSSH file signature over the content for the namespace. Never throws over what the bytes are. */
export function verifySsh(ask: {
  readonly content: Uint8Array
  readonly signature: Uint8Array
  readonly namespace: string
  readonly trust: Trust
  readonly now: Date
}): SignatureCheck {
  if (ask.signature.length > MOST_CMS_BYTES) return refused('limit', 'the signature file is over 8 MiB')
  let parsed: ParsedSshSig
  try {
    parsed = parse(ask.signature)
  } catch {
    return refused('malformed', 'the signature is not an OpenSSH signature')
  }
  const { ssh } = parsed
  const faults = [...namespaceFaults(parsed, ask.namespace), ...valueFaults(parsed, ask.content)]
  const known = ask.trust.keys.filter(
    (one): one is SshTrusted => one.kind === 'ssh' && !one.authority && one.ssh.blob.equals(ssh.blob),
  )
  const holder = known.find((one) => conditionFaults(one, ask.namespace, ask.now).length === 0) ?? known[0]
  faults.push(...(holder ? conditionFaults(holder, ask.namespace, ask.now) : [unknownSigner(ssh)]))
  const signer = { name: holder?.name ?? `${ssh.type} key`, fingerprint: ssh.fingerprint, kind: 'ssh' } as const
  return signatureCheck({ faults, signer, notes: ['an OpenSSH signature states no time'] })
}

function refused(reason: SignatureFault['reason'], message: string): SignatureCheck {
  return signatureCheck({ faults: [{ reason, message }] })
}

function parse(bytes: Uint8Array): ParsedSshSig {
  const text = Buffer.from(bytes).toString('latin1')
  const block = readPem(text).find(({ label }) => label === LABEL)
  const reader = new SshReader(block?.der ?? new Uint8Array())
  if (reader.take(MAGIC.length).toString('latin1') !== MAGIC || reader.uint32() !== 1)
    throw new TypeError('not SSHSIG version 1')
  const ssh = readSshKey(reader.string())
  const namespace = reader.string().toString('utf8')
  const reserved = reader.string()
  const hash = reader.text()
  const signature = reader.string()
  if (!reader.done || namespace === '') throw new TypeError('bytes after the signature, or no namespace')
  return { ssh, namespace, reserved, hash, signature }
}

function signedBytes(
  { namespace, reserved, hash }: Pick<ParsedSshSig, 'namespace' | 'reserved' | 'hash'>,
  content: Uint8Array,
): Buffer {
  const digest = createHash(hash).update(content).digest()
  return Buffer.concat([
    Buffer.from(MAGIC),
    sshString(namespace),
    sshString(reserved),
    sshString(hash),
    sshString(digest),
  ])
}

function namespaceFaults({ namespace }: ParsedSshSig, wanted: string): SignatureFault[] {
  if (namespace === wanted) return []
  const message = `the signature was made for another purpose: namespace ${JSON.stringify(namespace)}, wanted ${JSON.stringify(wanted)}`
  return [{ reason: 'other-namespace', message, settles: `a signature with the namespace ${wanted}` }]
}

function valueFaults(parsed: ParsedSshSig, content: Uint8Array): SignatureFault[] {
  const { ssh, hash } = parsed
  if (!ssh.key) return [{ reason: 'unsupported', message: `signatures by keys of type ${ssh.type} are not supported` }]
  // PROTOCOL.sshsig allows these two and no others.
  if (hash !== 'sha256' && hash !== 'sha512')
    return [{ reason: 'unsupported', message: `the digest ${hash} is not supported` }]
  const invalid: SignatureFault = {
    reason: 'signature-invalid',
    message: 'the signature does not fit the content and its key',
  }
  try {
    const reader = new SshReader(parsed.signature)
    const algorithm = reader.text()
    const rule = ruleOf(algorithm, ssh.type)
    if (!rule) return [{ reason: 'unsupported', message: `the signature algorithm ${algorithm} is not supported` }]
    const holds = valueHolds({ rule, key: ssh.key, ssh, reader }, signedBytes(parsed, content))
    return [...policyFaults(ssh.key, rule), ...(holds ? [] : [invalid])]
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

function valueHolds({ rule, key, ssh, reader }: SshValue, bytes: Buffer): boolean {
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
function curveHash(type: string): string {
  return { 32: 'sha256', 48: 'sha384', 66: 'sha512' }[coordinateBytes(type) ?? 32] ?? 'sha256'
}

/** What a security token signs: SHA-256(application) || flags || counter || SHA-256(bytes) (PROTOCOL.u2f). */
function tokenBytes(application: string, reader: SshReader, bytes: Buffer): Buffer | undefined {
  const flags = reader.byte()
  const counter = reader.take(4)
  if ((flags & TOUCHED) === 0) return undefined
  return Buffer.concat([sha256(application), Buffer.from([flags]), counter, sha256(bytes)])
}

/** OpenSSH writes r and s as two numbers, node reads them as DER. */
function derSignature(value: Buffer, type: string): Buffer {
  const reader = new SshReader(value)
  const most = coordinateBytes(type) ?? 0
  const numbers = [reader.unsigned(), reader.unsigned()]
  if (!reader.done || numbers.some((number) => number.length > most))
    throw new TypeError('not two numbers of the curve')
  const body = Buffer.concat(numbers.map((number) => derInteger(number)))
  return Buffer.concat([Buffer.from(body.length < 0x80 ? [0x30, body.length] : [0x30, 0x81, body.length]), body])
}

function derInteger(number: Buffer): Buffer {
  const body = (number[0] ?? 0x80) >= 0x80 ? Buffer.concat([Buffer.from([0]), number]) : number
  return Buffer.concat([Buffer.from([2, body.length]), body])
}

function conditionFaults(
  { namespaces, validAfter, validBefore, name }: SshTrusted,
  namespace: string,
  now: Date,
): SignatureFault[] {
  const faults: SignatureFault[] = []
  if (namespaces && !namespaces.some((pattern) => fits(pattern, namespace))) {
    faults.push({
      reason: 'signer-unknown',
      message: `the key of ${name} is not trusted for the namespace ${namespace}`,
    })
  }
  if (validAfter && now < validAfter) {
    faults.push({
      reason: 'signer-unknown',
      message: `the key of ${name} is trusted only from ${validAfter.toISOString()}`,
    })
  }
  if (validBefore && now >= validBefore) {
    const message = `the key of ${name} is trusted only before ${validBefore.toISOString()}`
    faults.push({ reason: 'expired', message, settles: 'a signature by a key that is still trusted' })
  }
  return faults
}

/** Patterns of allowed_signers: `*` any text, `?` one character, the rest as it stands. */
function fits(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll(/\*+/g, '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${source}$`).test(text)
}

function unknownSigner(ssh: SshKey): SignatureFault {
  return {
    reason: 'signer-unknown',
    message: `signed by the ${ssh.type} key ${ssh.fingerprint}, for whom nobody here has vouched`,
    settles: `trust the public key ${ssh.fingerprint} after comparing the fingerprint by another way`,
  }
}

function sha256(part: Uint8Array | string): Buffer {
  return createHash('sha256').update(part).digest()
}
