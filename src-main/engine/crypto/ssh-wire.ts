import { createHash, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto'

/** Reads the wire encoding of SSH (RFC 4251, section 5) from bounded bytes; throws RangeError where they end too early. */
export class SshReader {
  private at = 0
  private readonly bytes: Buffer
  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }
  get done(): boolean {
    return this.at === this.bytes.length
  }
  /** What was read so far. */
  get passed(): Buffer {
    return this.bytes.subarray(0, this.at)
  }
  take(length: number): Buffer {
    if (length > this.bytes.length - this.at) throw new RangeError('the SSH structure ends too early')
    const part = this.bytes.subarray(this.at, this.at + length)
    this.at += length
    return part
  }
  byte(): number {
    return this.take(1).readUInt8()
  }
  uint32(): number {
    return this.take(4).readUInt32BE()
  }
  uint64(): bigint {
    return this.take(8).readBigUInt64BE()
  }
  string(): Buffer {
    return this.take(this.uint32())
  }
  text(): string {
    return this.string().toString('latin1')
  }
  /** A non-negative multiple precision integer without its sign octet. */
  unsigned(): Buffer {
    const bytes = this.string()
    return bytes[0] === 0 ? bytes.subarray(1) : bytes
  }
  rest(): Buffer {
    return this.take(this.bytes.length - this.at)
  }
}

/** One SSH string: four octets of length, big endian, then the bytes. */
export function sshString(part: Uint8Array | string): Buffer {
  const bytes = Buffer.from(part)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}

/** A non-negative integer as SSH writes it: no leading zeros, one where the top bit is set (RFC 4251, section 5). */
export function sshUnsigned(bytes: Uint8Array): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0)
  const body = first < 0 ? new Uint8Array() : bytes.subarray(first)
  return sshString((body[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), body]) : body)
}

/** A public key as OpenSSH writes it. `application` only with keys on a security token (sk). */
export interface SshKey {
  readonly type: string
  readonly blob: Buffer
  /** `SHA256:` and base64 without padding, as `ssh-keygen -l` prints it. */
  readonly fingerprint: string
  /** Absent where the type is known to OpenSSH and not to us. */
  readonly key?: KeyObject
  readonly application?: string
}

const curves: Readonly<Record<string, readonly [crv: string, bytes: number]>> = {
  nistp256: ['P-256', 32],
  nistp384: ['P-384', 48],
  nistp521: ['P-521', 66],
}

/** Reads a public key blob; throws where a known type breaks its own form. */
export function readSshKey(bytes: Uint8Array): SshKey {
  const reader = new SshReader(bytes)
  const type = reader.text()
  const fields = readSshFields(type, reader)
  if (fields && !reader.done) throw new RangeError('bytes after the SSH key')
  return { type, blob: Buffer.from(bytes), fingerprint: sshFingerprint(bytes), ...fields }
}

/** Reads what stands in a key behind its type; undefined where the type is not known, with nothing read. */
export function readSshFields(type: string, reader: SshReader): Pick<SshKey, 'key' | 'application'> | undefined {
  const jwk = readJwk(type.replace(/^sk-/, '').replace(/@openssh\.com$/, ''), reader)
  if (!jwk) return undefined
  const application = type.startsWith('sk-') ? { application: reader.text() } : {}
  return { key: createPublicKey({ key: jwk, format: 'jwk' }), ...application }
}

/** As `ssh-keygen -l` prints it. */
export function sshFingerprint(blob: Uint8Array): string {
  return `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`
}

function readJwk(type: string, reader: SshReader): JsonWebKey | undefined {
  if (type === 'ssh-ed25519') return { kty: 'OKP', crv: 'Ed25519', x: url(reader.string()) }
  if (type === 'ssh-rsa') {
    const e = url(reader.unsigned())
    return { kty: 'RSA', e, n: url(reader.unsigned()) }
  }
  const curve = /^ecdsa-sha2-(nistp\d+)$/.exec(type)?.[1]
  return curve === undefined || !curves[curve] ? undefined : readPoint(curve, reader)
}

function readPoint(curve: string, reader: SshReader): JsonWebKey {
  const [crv, length] = curves[curve] ?? ['', 0]
  if (reader.text() !== curve) throw new RangeError('the SSH key names two curves')
  const point = reader.string()
  if (point.length !== 1 + 2 * length || point[0] !== 4) throw new RangeError('the SSH key has no uncompressed point')
  return { kty: 'EC', crv, x: url(point.subarray(1, 1 + length)), y: url(point.subarray(1 + length)) }
}

/** Bytes of one coordinate on a curve of OpenSSH's name; undefined for curves we do not know. */
export function coordinateBytes(type: string): number | undefined {
  const curve = /nistp\d+/.exec(type)?.[0]
  return curve === undefined ? undefined : curves[curve]?.[1]
}

/** Base64 as JSON Web Keys want it. */
export function url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url')
}
