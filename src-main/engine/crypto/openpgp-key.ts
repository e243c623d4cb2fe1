import { createHash } from 'node:crypto'
import { openPgpPackets, type OpenPgpPacket } from './openpgp-packets.ts'

/** An OpenPGP public key (certificate) that the auditor relies on; read in full only when a signature is checked. */
export interface OpenPgpTrusted {
  readonly kind: 'openpgp'
  /** The first user id. */
  readonly name: string
  /** Of the primary key, upper-case hex as gpg prints it. */
  readonly fingerprint: string
  /** Armoured. */
  readonly material: string
}

export const OPENPGP_KEY_LABEL = 'PGP PUBLIC KEY BLOCK'
const BLOCK = /-----BEGIN PGP PUBLIC KEY BLOCK-----\r?\n([\s\S]*?)-----END PGP PUBLIC KEY BLOCK-----/g
const PUBLIC_KEY = 6
const USER_ID = 13
const MOST_NAME = 200

/** Reads public keys from armour or from bare packets, one for each primary key; what is none is left. */
export function readOpenPgpKeys(bytes: Uint8Array): OpenPgpTrusted[] {
  if ((bytes[0] ?? 0) >= 0x80) return keysOf(bytes)
  const text = Buffer.from(bytes).toString('latin1')
  return [...text.matchAll(BLOCK)].flatMap(([, body = '']) => keysOf(armoured(body)))
}

/** RFC 9580, section 6.2: header lines, an empty line, base64, and a checksum line that no longer counts. */
function armoured(body: string): Uint8Array {
  const lines = body.split(/\r?\n/)
  const gap = lines.findIndex((line) => line.trim() === '')
  const base64 = lines.slice(gap + 1).filter((line) => !line.startsWith('='))
  return Buffer.from(base64.join(''), 'base64')
}

function keysOf(bytes: Uint8Array): OpenPgpTrusted[] {
  const packets = openPgpPackets(bytes)
  const starts = packets.flatMap(({ tag }, index) => (tag === PUBLIC_KEY ? [index] : []))
  return starts.flatMap((start, order) => {
    const key = keyOf(packets.slice(start, starts[order + 1]))
    return key ? [key] : []
  })
}

function keyOf(packets: readonly OpenPgpPacket[]): OpenPgpTrusted | undefined {
  const fingerprint = packets[0] && fingerprintOf(packets[0].body)
  if (fingerprint === undefined) return undefined
  const id = packets.find(({ tag }) => tag === USER_ID)?.body
  const name = id ? Buffer.from(id).toString('utf8').slice(0, MOST_NAME) : `OpenPGP key ${fingerprint}`
  const base64 = Buffer.concat(packets.map(({ whole }) => whole)).toString('base64')
  const lines = base64.match(/.{1,64}/g) ?? []
  const material = `-----BEGIN ${OPENPGP_KEY_LABEL}-----\n\n${lines.join('\n')}\n-----END ${OPENPGP_KEY_LABEL}-----\n`
  return { kind: 'openpgp', name, fingerprint, material }
}

/** RFC 9580, section 5.5.4: SHA-1 over version 4 keys, SHA-256 over version 6 keys; others are not known. */
function fingerprintOf(body: Uint8Array): string | undefined {
  const size = Buffer.alloc(4)
  size.writeUInt32BE(body.length)
  const forms: Readonly<Record<number, readonly [hash: string, head: Buffer]>> = {
    4: ['sha1', Buffer.concat([Buffer.from([0x99]), size.subarray(2)])],
    6: ['sha256', Buffer.concat([Buffer.from([0x9b]), size])],
  }
  const form = forms[body[0] ?? 0]
  return form && createHash(form[0]).update(form[1]).update(body).digest('hex').toUpperCase()
}
