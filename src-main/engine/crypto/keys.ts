import {
  createCipheriv,
  createPrivateKey,
  generateKeyPairSync,
  pbkdf2Sync,
  randomBytes,
  type KeyObject,
} from 'node:crypto'
import { FaultError } from '../../contract/fault.ts'
import { readCertificate, type Certificate } from './certificate.ts'
import { algorithmName } from './key-name.ts'
import { lockedKeyDer, selfIssued } from './new-certificate.ts'
import { isPem, pemText, readPem, type PemBlock } from './pem.ts'
import { readOpenSshKey, type SshIdentity } from './ssh-identity.ts'

/** A key with its certificate, signer first, then intermediates; able to sign CMS. */
export interface CertifiedIdentity {
  readonly kind: 'x509'
  readonly key: KeyObject
  readonly certificates: readonly Certificate[]
}

/** Who signs: an X.509 identity signs CMS, an OpenSSH one SSHSIG. */
export type Identity = CertifiedIdentity | SshIdentity

/** What is asked of a new identity; `now` begins its certificate's ten years. */
export interface NewIdentity {
  readonly name: string
  readonly organisation?: string
  readonly algorithm?: 'rsa-3072' | 'ecdsa-p256'
  /** UTF-8; absent leaves the key in clear. */
  readonly passphrase?: string
  readonly now: Date
}

/** What may be shown of a signing identity; times RFC 3339 UTC, fingerprint SHA-256 of the certificate's DER in hex. */
export interface IdentityShown {
  readonly name: string
  readonly algorithm: string
  readonly fingerprint: string
  readonly validFrom: string
  readonly validTo: string
}

/** OWASP Password Storage Cheat Sheet (2023): 600,000 rounds of PBKDF2-HMAC-SHA256. */
const ROUNDS = 600_000
const MOST_BYTES = 1024 * 1024
/** X.520 upper bound of a common name (RFC 5280, appendix A, ub-common-name). */
const MOST_NAME = 64

/** Makes a signing identity as one PEM text: the PKCS#8 key, encrypted under the passphrase if given, and its certificate. */
export function newIdentity(ask: NewIdentity): string {
  checkName(ask.name)
  if (ask.organisation !== undefined) checkName(ask.organisation)
  const { privateKey, publicKey } =
    ask.algorithm === 'ecdsa-p256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 3072 })
  const der = selfIssued({ name: ask.name, organisation: ask.organisation, privateKey, publicKey, now: ask.now })
  return keyPem(privateKey, ask.passphrase) + pemText('CERTIFICATE', der)
}

function checkName(name: string): void {
  const length = [...name].length
  if (length > 0 && length <= MOST_NAME && name.isWellFormed() && !/\p{Cc}/u.test(name)) return
  throw new FaultError('bad-request', {
    message: `a name in a certificate has 1 to ${MOST_NAME} characters and no control characters`,
    remedy: 'give a shorter, plain name',
  })
}

function keyPem(key: KeyObject, passphrase: string | undefined): string {
  const clear = key.export({ type: 'pkcs8', format: 'der' })
  if (passphrase === undefined) return pemText('PRIVATE KEY', clear)
  if (passphrase === '')
    throw new FaultError('bad-request', { message: 'the passphrase is empty', remedy: 'give a passphrase' })
  const salt = randomBytes(16)
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-256-cbc', pbkdf2Sync(passphrase, salt, ROUNDS, 32, 'sha256'), iv)
  const encrypted = Buffer.concat([cipher.update(clear), cipher.final()])
  return pemText('ENCRYPTED PRIVATE KEY', lockedKeyDer({ salt, iterations: ROUNDS, iv, encrypted }))
}

/** Reads a signing identity: our PEM file, any PEM of a private key with its certificates, or an OpenSSH private key. */
export function readIdentity(bytes: Uint8Array, passphrase?: string): Identity {
  const blocks = identityBlocks(bytes)
  const own = blocks.find(({ label }) => label.endsWith('PRIVATE KEY'))
  if (!own) throw wrongKey('the file holds no private key')
  if (own.label === 'OPENSSH PRIVATE KEY') return readOpenSshKey(own.der)
  const key = openKey(own, passphrase)
  const certificates = orderedChain(certificatesIn(blocks), key)
  return { kind: 'x509', key, certificates }
}

/** What the certificate of an identity file says; the key itself need not be opened. `locked`: a passphrase is needed. */
export function showIdentity(bytes: Uint8Array): IdentityShown & { readonly locked: boolean } {
  const blocks = identityBlocks(bytes)
  const own = blocks.find(({ label }) => label.endsWith('PRIVATE KEY'))
  if (own?.label === 'OPENSSH PRIVATE KEY') return { ...readOpenSshKey(own.der).shown, locked: false }
  const [certificate] = certificatesIn(blocks)
  if (!certificate) throw wrongKey('the file holds no certificate')
  const locked = own?.label === 'ENCRYPTED PRIVATE KEY'
  return { ...shownCertificate(certificate), locked }
}

/** What may be shown of the certificate that signs. */
export function shownCertificate({ name, fingerprint, notBefore, notAfter, key }: Certificate): IdentityShown {
  return {
    name,
    algorithm: key ? algorithmName(key) : 'unknown',
    fingerprint,
    validFrom: second(notBefore),
    validTo: second(notAfter),
  }
}

function identityBlocks(bytes: Uint8Array): PemBlock[] {
  if (bytes.length > MOST_BYTES) throw new FaultError('limit', 'the file is too large to be a key (over 1 MiB)')
  if (!isPem(bytes)) throw wrongKey('it is no PEM file')
  return readPem(Buffer.from(bytes).toString('latin1'))
}

function certificatesIn(blocks: readonly PemBlock[]): Certificate[] {
  try {
    return blocks.filter(({ label }) => label === 'CERTIFICATE').map(({ der }) => readCertificate(der))
  } catch {
    throw wrongKey('a certificate in it cannot be read')
  }
}

function openKey(block: PemBlock, passphrase: string | undefined): KeyObject {
  const locked = block.label === 'ENCRYPTED PRIVATE KEY'
  if (locked && passphrase === undefined) {
    throw new FaultError('key-wrong', { message: 'the key is under a passphrase', remedy: 'give the passphrase' })
  }
  try {
    return createPrivateKey({
      key: pemText(block.label, block.der),
      format: 'pem',
      ...(passphrase === undefined ? {} : { passphrase }),
    })
  } catch {
    throw wrongKey(locked ? 'the passphrase does not open the key' : 'the private key in it cannot be read')
  }
}

/** Signer first, then each certificate that issued the one before; a root is left out, an unrelated one too. */
function orderedChain(all: readonly Certificate[], key: KeyObject): Certificate[] {
  const signer = all.find(({ x509 }) => x509.checkPrivateKey(key))
  if (!signer) throw wrongKey('it holds no certificate for its private key')
  const chain = [signer]
  for (let last = signer; chain.length <= all.length;) {
    const issuer = all.find(({ x509 }) => !chain.some((one) => one.x509 === x509) && last.x509.checkIssued(x509))
    if (!issuer || issuer.x509.subject === issuer.x509.issuer) break
    chain.push(issuer)
    last = issuer
  }
  return chain
}

function wrongKey(message: string): FaultError {
  return new FaultError('key-wrong', {
    message: `not a signing key: ${message}`,
    remedy: 'give the file that `proofline key new` wrote, or a PEM file with a private key and its certificate',
  })
}

function second(time: Date): string {
  return time.toISOString().replace('.000Z', 'Z')
}
