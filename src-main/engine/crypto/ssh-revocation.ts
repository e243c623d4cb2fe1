import { createHash } from 'node:crypto'
import type { SshCertificate } from './ssh-certificate.ts'
import { readSshLines } from './ssh-trusted.ts'
import { SshReader, type SshKey } from './ssh-wire.ts'

/** OpenSSH keys taken back: a binary KRL (PROTOCOL.krl) or a list of public keys, one a line. */
export interface SshRevocations {
  /** Key blobs in base64, and their digests in base64. */
  readonly keys: ReadonlySet<string>
  readonly certificates: readonly RevokedCertificates[]
}

interface RevokedCertificates {
  /** The authority they are of, base64 of its blob; absent is any. */
  readonly authority?: string
  /** First and last serial number. */
  readonly serials: readonly (readonly [bigint, bigint])[]
  readonly ids: ReadonlySet<string>
}

const MAGIC = Buffer.from('SSHKRL\n\0', 'latin1')
const SECTION = { certificates: 1, key: 2, sha1: 3, signature: 4, sha256: 5 }
const PART = { list: 0x20, range: 0x21, bitmap: 0x22, id: 0x23 }
const MOST_BITS = 8 * 1024 * 1024

/** Whether bytes begin as OpenSSH's binary list of revoked keys does. */
export const isKrl = (bytes: Uint8Array): boolean => MAGIC.equals(bytes.subarray(0, MAGIC.length))

/** Reads a binary KRL; throws where it breaks its form or holds a section that we do not know, since that may revoke. */
export function readKrl(bytes: Uint8Array): SshRevocations {
  const reader = new SshReader(bytes.subarray(MAGIC.length))
  if (reader.uint32() !== 1) throw new TypeError('not version 1 of the list')
  // Version of the list, its date, flags; then a reserved field and a comment.
  reader.take(24)
  reader.string()
  reader.string()
  const keys = new Set<string>()
  const certificates: RevokedCertificates[] = []
  while (!reader.done) {
    const section = reader.byte()
    const body = reader.string()
    if (section === SECTION.certificates) certificates.push(readCertificates(body))
    else if (section === SECTION.key || section === SECTION.sha1 || section === SECTION.sha256)
      for (const entry of blobs(body)) keys.add(entry.toString('base64'))
    else if (section !== SECTION.signature) throw new TypeError('a section that is not known')
  }
  return { keys, certificates }
}

/** Reads a list of public keys, one a line, all of them taken back (`RevokedKeys` in sshd_config(5)). */
export const readRevokedLines = (bytes: Uint8Array): SshRevocations => ({
  keys: new Set(readSshLines(bytes).map(({ ssh }) => ssh.blob.toString('base64'))),
  certificates: [],
})

function readCertificates(body: Buffer): RevokedCertificates {
  const reader = new SshReader(body)
  const authority = reader.string()
  reader.string()
  const serials: [bigint, bigint][] = []
  const ids = new Set<string>()
  while (!reader.done) {
    const part = reader.byte()
    const inner = reader.string()
    if (part === PART.list) serials.push(...numbers(inner).map((one): [bigint, bigint] => [one, one]))
    else if (part === PART.range) serials.push(rangeOf(inner))
    else if (part === PART.bitmap) serials.push(...bitsOf(inner))
    else if (part === PART.id) for (const id of blobs(inner)) ids.add(id.toString('utf8'))
    else throw new TypeError('a part that is not known')
  }
  return { ...(authority.length > 0 ? { authority: authority.toString('base64') } : {}), serials, ids }
}

function blobs(bytes: Buffer): Buffer[] {
  const reader = new SshReader(bytes)
  const found: Buffer[] = []
  while (!reader.done) found.push(reader.string())
  return found
}

function numbers(bytes: Buffer): bigint[] {
  const reader = new SshReader(bytes)
  const found: bigint[] = []
  while (!reader.done) found.push(reader.uint64())
  return found
}

function rangeOf(bytes: Buffer): [bigint, bigint] {
  const [first, last, ...more] = numbers(bytes)
  if (first === undefined || last === undefined || more.length > 0) throw new TypeError('not a range')
  return [first, last]
}

/** Bit n of the number stands for the serial number offset + n; runs of bits become ranges. */
function bitsOf(bytes: Buffer): [bigint, bigint][] {
  const reader = new SshReader(bytes)
  const offset = reader.uint64()
  const bitmap = reader.unsigned().toReversed()
  if (bitmap.length * 8 > MOST_BITS || !reader.done) throw new TypeError('not a bitmap')
  const runs: [bigint, bigint][] = []
  for (let at = 0; at < bitmap.length * 8; at += 1) {
    if ((((bitmap[at >> 3] ?? 0) >> (at & 7)) & 1) === 0) continue
    const serial = offset + BigInt(at)
    const last = runs.at(-1)
    if (last && last[1] === serial - 1n) last[1] = serial
    else runs.push([serial, serial])
  }
  return runs
}

/** Whether a list takes back the key, its certificate, or the authority of that certificate. */
export function isSshRevoked(list: SshRevocations, ssh: SshKey, certificate?: SshCertificate): boolean {
  if (keyRevoked(list, ssh)) return true
  if (!certificate) return false
  const { authority, serial, id } = certificate
  if (keyRevoked(list, authority)) return true
  const blob = authority.blob.toString('base64')
  return list.certificates
    .filter((one) => one.authority === undefined || one.authority === blob)
    .some(({ serials, ids }) => ids.has(id) || serials.some(([first, last]) => serial >= first && serial <= last))
}

function keyRevoked({ keys }: SshRevocations, { blob }: SshKey): boolean {
  const digests = ['sha1', 'sha256'].map((hash) => createHash(hash).update(blob).digest('base64'))
  return [blob.toString('base64'), ...digests].some((entry) => keys.has(entry))
}
