import { createPrivateKey, type JsonWebKey, type KeyObject } from 'node:crypto'
import { FaultError } from '../../contract/fault.ts'
import { algorithmName } from './key-name.ts'
import { coordinateBytes, readSshKey, SshReader, url, type SshKey } from './ssh-wire.ts'

/** An OpenSSH private key; signs SSHSIG. OpenSSH keys have no term of validity. */
export interface SshIdentity {
  readonly kind: 'ssh'
  readonly key: KeyObject
  readonly ssh: SshKey
  readonly comment: string
  readonly shown: {
    readonly name: string
    readonly algorithm: string
    readonly fingerprint: string
    readonly validFrom: string
    readonly validTo: string
  }
}

const MAGIC = 'openssh-key-v1\0'

/** Reads an OpenSSH private key (PROTOCOL.key) that is not encrypted; its encryption (bcrypt) is refused with a remedy. */
export function readOpenSshKey(bytes: Uint8Array): SshIdentity {
  try {
    return readWhole(bytes)
  } catch (error) {
    if (error instanceof FaultError) throw error
    throw new FaultError('key-wrong', {
      message: 'the OpenSSH private key cannot be read',
      remedy: 'check the file with ssh-keygen -y',
    })
  }
}

function readWhole(bytes: Uint8Array): SshIdentity {
  const reader = new SshReader(bytes)
  if (reader.take(MAGIC.length).toString('latin1') !== MAGIC) throw new TypeError('not an OpenSSH key')
  if (reader.text() !== 'none' || reader.text() !== 'none') throw locked()
  reader.string()
  if (reader.uint32() !== 1) throw new TypeError('more than one key')
  const ssh = readSshKey(reader.string())
  const inner = new SshReader(reader.string())
  if (inner.uint32() !== inner.uint32()) throw new TypeError('the check numbers differ')
  const type = inner.text()
  const key = createPrivateKey({ key: privateJwk(type, inner), format: 'jwk' })
  const comment = inner.string().toString('utf8')
  if (type !== ssh.type) throw new TypeError('public and private part differ')
  const shown = {
    name: comment || type,
    algorithm: algorithmName(key),
    fingerprint: ssh.fingerprint,
    validFrom: '',
    validTo: '',
  }
  return { kind: 'ssh', key, ssh, comment, shown }
}

function privateJwk(type: string, reader: SshReader): JsonWebKey {
  if (type === 'ssh-ed25519') {
    const x = url(reader.string())
    return { kty: 'OKP', crv: 'Ed25519', x, d: url(reader.string().subarray(0, 32)) }
  }
  if (type === 'ssh-rsa') return rsaJwk(reader)
  const length = coordinateBytes(type)
  if (length === undefined) throw new TypeError(`keys of type ${type} are not supported`)
  const crv = { 32: 'P-256', 48: 'P-384', 66: 'P-521' }[length] ?? ''
  reader.text()
  const point = reader.string().subarray(1)
  const scalar = reader.unsigned()
  const d = Buffer.concat([Buffer.alloc(length - scalar.length), scalar])
  return { kty: 'EC', crv, x: url(point.subarray(0, length)), y: url(point.subarray(length)), d: url(d) }
}

function rsaJwk(reader: SshReader): JsonWebKey {
  const [n, e, d, qi, p, q] = [1, 2, 3, 4, 5, 6].map(() => reader.unsigned())
  if (!n || !e || !d || !qi || !p || !q) throw new TypeError('an RSA number is missing')
  const exponent = (prime: Buffer) => {
    const hex = (BigInt(`0x${d.toString('hex')}`) % (BigInt(`0x${prime.toString('hex')}`) - 1n)).toString(16)
    return url(Buffer.from(hex.padStart(prime.length * 2, '0'), 'hex'))
  }
  return {
    kty: 'RSA',
    n: url(n),
    e: url(e),
    d: url(d),
    qi: url(qi),
    p: url(p),
    q: url(q),
    dp: exponent(p),
    dq: exponent(q),
  }
}

function locked(): FaultError {
  return new FaultError('key-wrong', {
    message: 'the OpenSSH private key is under a passphrase in a form that cannot be opened here',
    remedy: "make a copy without passphrase (cp KEY COPY; ssh-keygen -p -N '' -f COPY), use it, and delete it",
  })
}
