import { createHash, sign } from 'node:crypto'
import { signatureCheck, type SignatureCheck, type SignatureFault } from '../../core/verify/signature.ts'
import { MOST_CMS_BYTES } from './cms-parse.ts'
import { readPem } from './pem.ts'
import { contentAbsent, digestContent, type SignatureAsk } from './signed-content.ts'
import { readSshCertificate, type SshCertificate } from './ssh-certificate.ts'
import { sshFits, sshHolder, type SshHolder } from './ssh-holder.ts'
import type { SshIdentity } from './ssh-identity.ts'
import { curveHash, sshValueFaults } from './ssh-value.ts'
import { readSshKey, SshReader, sshString, sshUnsigned, type SshKey } from './ssh-wire.ts'
import type { Trust } from './trusted.ts'

const MAGIC = 'SSHSIG'
const LABEL = 'SSH SIGNATURE'
/** The namespace that `ssh-keygen -Y sign -n file` gives to signatures over files (ssh-keygen(1)). */
const FILE_NAMESPACE = 'file'
/** PROTOCOL.sshsig allows these two and no others. */
const HASHES = new Set(['sha256', 'sha512'])

interface ParsedSshSig {
  readonly ssh: SshKey
  readonly certificate: SshCertificate | undefined
  readonly namespace: string
  readonly reserved: Buffer
  readonly hash: string
  readonly signature: Buffer
}

/** Signs the content as OpenSSH does (PROTOCOL.sshsig), SHA-512; returns the armoured text of a `.sig` file. */
export function signSsh(content: Uint8Array, identity: SshIdentity, namespace: string): string {
  const hash = 'sha512'
  const signed = signedBytes({ namespace, reserved: Buffer.alloc(0), hash }, createHash(hash).update(content).digest())
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

interface SshAsk {
  readonly namespace: string
  /** Another namespace counts where the trusted line of the signer names it. */
  readonly orNamed?: boolean
  readonly trust: Trust
  readonly now: Date
}

/** Checks an OpenSSH file signature over the content for the namespace. Never throws over what the bytes are. */
export function verifySsh({
  content,
  signature,
  ...ask
}: SshAsk & { readonly content: Uint8Array; readonly signature: Uint8Array }): SignatureCheck {
  const parsed = parseSshSig(signature)
  if ('reason' in parsed) return signatureCheck({ faults: [parsed] })
  return judge(parsed, createHash(parsed.hash).update(content).digest(), ask)
}

/** Checks a signature that lies beside a file: for the namespace `file`, or for one that the signer's line names. */
export async function verifySshFile({ content, signature, trust, now }: SignatureAsk): Promise<SignatureCheck> {
  const parsed = parseSshSig(signature)
  if ('reason' in parsed) return signatureCheck({ faults: [parsed] })
  const digest = await digestContent(content, parsed.hash)
  const ask = { namespace: FILE_NAMESPACE, orNamed: true, trust, now }
  return judge(parsed, digest ?? contentAbsent(content), ask)
}

function judge(parsed: ParsedSshSig, digest: Uint8Array | SignatureFault, ask: SshAsk): SignatureCheck {
  const { ssh, certificate, namespace, signature } = parsed
  const holder = sshHolder({ ssh, certificate, namespace, trust: ask.trust, now: ask.now })
  const faults = [
    ...namespaceFaults(namespace, ask, holder),
    ...(digest instanceof Uint8Array ? sshValueFaults(ssh, signature, signedBytes(parsed, digest)) : [digest]),
    ...holder.faults,
  ]
  const signer = { name: holder.name, fingerprint: ssh.fingerprint, kind: 'ssh' } as const
  return signatureCheck({ faults, signer, notes: ['an OpenSSH signature states no time'] })
}

function parseSshSig(bytes: Uint8Array): ParsedSshSig | SignatureFault {
  if (bytes.length > MOST_CMS_BYTES) return { reason: 'limit', message: 'the signature file is over 8 MiB' }
  try {
    const parsed = parse(bytes)
    return HASHES.has(parsed.hash)
      ? parsed
      : { reason: 'unsupported', message: 'the signature uses a digest that is not supported' }
  } catch {
    return { reason: 'malformed', message: 'the signature is not an OpenSSH signature' }
  }
}

function parse(bytes: Uint8Array): ParsedSshSig {
  const text = Buffer.from(bytes).toString('latin1')
  const block = readPem(text).find(({ label }) => label === LABEL)
  const reader = new SshReader(block?.der ?? new Uint8Array())
  if (reader.take(MAGIC.length).toString('latin1') !== MAGIC || reader.uint32() !== 1)
    throw new TypeError('not SSHSIG version 1')
  const blob = reader.string()
  const certificate = readSshCertificate(blob)
  const ssh = certificate?.ssh ?? readSshKey(blob)
  const namespace = reader.string().toString('utf8')
  const reserved = reader.string()
  const hash = reader.text()
  const signature = reader.string()
  if (!reader.done || namespace === '') throw new TypeError('bytes after the signature, or no namespace')
  return { ssh, certificate, namespace, reserved, hash, signature }
}

function signedBytes(
  { namespace, reserved, hash }: Pick<ParsedSshSig, 'namespace' | 'reserved' | 'hash'>,
  digest: Uint8Array,
): Buffer {
  return Buffer.concat([
    Buffer.from(MAGIC),
    sshString(namespace),
    sshString(reserved),
    sshString(hash),
    sshString(digest),
  ])
}

function namespaceFaults(found: string, { namespace, orNamed }: SshAsk, holder: SshHolder): SignatureFault[] {
  const named = orNamed === true && holder.namespaces?.some((pattern) => sshFits(pattern, found))
  if (found === namespace || named) return []
  const message = `the signature was made for another purpose: namespace ${JSON.stringify(found.slice(0, 100))}, wanted ${JSON.stringify(namespace)}`
  return [{ reason: 'other-namespace', message, settles: `a signature with the namespace ${namespace}` }]
}
