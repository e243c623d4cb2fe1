import type { SignatureFault } from '../../core/verify/signature.ts'
import { sshValueFaults } from './ssh-value.ts'
import { readSshFields, readSshKey, sshFingerprint, SshReader, sshString, type SshKey } from './ssh-wire.ts'

/** An OpenSSH certificate (PROTOCOL.certkeys): a key, whom it stands for and until when, signed by an authority. */
export interface SshCertificate {
  /** The plain key inside. */
  readonly ssh: SshKey
  readonly serial: bigint
  /** 1 for users, 2 for hosts. */
  readonly use: number
  readonly id: string
  readonly principals: readonly string[]
  /** Seconds since 1970; all bits set in `before` is for ever. */
  readonly after: bigint
  readonly before: bigint
  /** Names of options that nobody may pass over. */
  readonly critical: readonly string[]
  readonly authority: SshKey
  readonly signed: Buffer
  readonly signature: Buffer
}

const SUFFIX = '-cert-v01@openssh.com'
const USER = 1
const MOST_PRINCIPALS = 256

/** Reads a certificate blob; undefined where it is none, or holds a key of a type that we do not know; throws where it breaks its form. */
export function readSshCertificate(bytes: Uint8Array): SshCertificate | undefined {
  const reader = new SshReader(bytes)
  const whole = reader.text()
  if (!whole.endsWith(SUFFIX)) return undefined
  reader.string()
  const ssh = readInnerKey(whole, reader)
  if (!ssh) return undefined
  const head = { ssh, serial: reader.uint64(), use: reader.uint32(), id: reader.string().toString('utf8') }
  const principals = strings(reader.string())
  const term = { after: reader.uint64(), before: reader.uint64() }
  // Names and values stand in turns.
  const critical = strings(reader.string()).filter((_, index) => index % 2 === 0)
  reader.string()
  reader.string()
  const authority = readSshKey(reader.string())
  const signed = reader.passed
  const signature = reader.string()
  if (!reader.done) throw new RangeError('bytes after the certificate')
  return { ...head, principals, ...term, critical, authority, signed, signature }
}

function readInnerKey(whole: string, reader: SshReader): SshKey | undefined {
  const bare = whole.slice(0, -SUFFIX.length)
  const type = bare.startsWith('sk-') ? `${bare}@openssh.com` : bare
  const start = reader.passed.length
  const fields = readSshFields(type, reader)
  if (!fields) return undefined
  const blob = Buffer.concat([sshString(type), reader.passed.subarray(start)])
  return { type, blob, fingerprint: sshFingerprint(blob), ...fields }
}

function strings(bytes: Buffer): string[] {
  const reader = new SshReader(bytes)
  const found: string[] = []
  while (!reader.done) {
    if (found.length >= MOST_PRINCIPALS) throw new RangeError('too many names in the certificate')
    found.push(reader.string().toString('utf8'))
  }
  return found
}

/** What speaks against a certificate by itself: the authority's signature, what it is for, its term. */
export function certificateFaults(certificate: SshCertificate, now: Date): SignatureFault[] {
  const { authority, signed, signature, use, critical, principals } = certificate
  const faults: SignatureFault[] = sshValueFaults(authority, signature, signed).map((fault) => ({
    ...fault,
    message: `the OpenSSH certificate: ${fault.message}`,
  }))
  if (use !== USER) faults.push({ reason: 'wrong-usage', message: 'the OpenSSH certificate is not one for a user' })
  if (principals.length === 0)
    faults.push({ reason: 'wrong-usage', message: 'the OpenSSH certificate names nobody it stands for' })
  for (const name of critical) {
    const message = `the OpenSSH certificate has a critical option that is not supported: ${name.slice(0, 64)}`
    faults.push({ reason: 'unsupported', message })
  }
  return [...faults, ...termFaults(certificate, now)]
}

function termFaults({ after, before }: SshCertificate, now: Date): SignatureFault[] {
  const seconds = BigInt(Math.floor(now.getTime() / 1000))
  if (seconds < after) {
    const message = `the OpenSSH certificate is not valid before ${shown(after)}`
    return [{ reason: 'not-yet-valid', message, settles: 'a signature made while its certificate was valid' }]
  }
  if (seconds < before) return []
  const message = `the OpenSSH certificate ended at ${shown(before)}, and the signature states no time`
  return [{ reason: 'expired', message, settles: 'other proof that the signature was made before the end' }]
}

function shown(seconds: bigint): string {
  const most = 253_402_300_799n
  return new Date(Number(seconds < most ? seconds : most) * 1000).toISOString().replace('.000Z', 'Z')
}
