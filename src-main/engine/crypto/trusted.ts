import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import { FaultError } from '../../contract/fault.ts'
import { readCertificate, type Certificate } from './certificate.ts'
import { type CloudTrailTrusted, isKeyListText, readCloudTrailKeyFile } from './cloudtrail-keys.ts'
import { algorithmName } from './key-name.ts'
import { readJwks, type JwkTrusted } from './jwk-key.ts'
import { readMinisignKeys, type MinisignTrusted } from './minisign-key.ts'
import { readNoteLines, type NoteTrusted } from './note-trusted.ts'
import { readOpenPgpKeys, type OpenPgpTrusted } from './openpgp-key.ts'
import { isPem, readPem } from './pem.ts'
import { readRevocationList, type RevocationList } from './revocation.ts'
import { isSigstoreIdentity, readSigstoreIdentity, type SigstoreIdentityTrusted } from './sigstore/trusted-identity.ts'
import { isSigstoreRoot, readSigstoreRoot, type SigstoreTrusted } from './sigstore/trusted-root.ts'
import { isKrl, readKrl, type SshRevocations } from './ssh-revocation.ts'
import { readSshLines, type SshTrusted } from './ssh-trusted.ts'

/** What an auditor may rely on: a certificate, a bare public key, or a key of another kind; with how to show and keep it. */
export type Trusted =
  | {
      readonly kind: 'x509'
      readonly name: string
      readonly fingerprint: string
      readonly material: string
      readonly certificate: Certificate
    }
  | {
      readonly kind: 'spki'
      readonly name: string
      readonly fingerprint: string
      readonly material: string
      readonly key: KeyObject
    }
  | SshTrusted
  | OpenPgpTrusted
  | MinisignTrusted
  | JwkTrusted
  | NoteTrusted
  | SigstoreTrusted
  | SigstoreIdentityTrusted
  | CloudTrailTrusted

/** Keys and certificates relied upon, and the revocation lists handed in with them. */
export interface Trust {
  readonly keys: readonly Trusted[]
  readonly lists: readonly RevocationList[]
  /** Certificates that lie in the input: links of a path to a trusted one, never trusted themselves. */
  readonly pool?: readonly Certificate[]
  /** OpenSSH's own lists of keys taken back. */
  readonly sshLists?: readonly SshRevocations[]
}

/** A file of trusted keys is a few kilobytes; far beyond that it is something else. */
const MOST_BYTES = 4 * 1024 * 1024
const MOST_KEYS = 1000

/**
 * Reads what an auditor may trust: certificates and public keys as PEM or DER, OpenSSH public key lines, allowed_signers
 * files, OpenPGP and minisign public keys, JSON Web Keys, verifier keys of notes, a Sigstore trusted root, CloudTrail's
 * list-public-keys. Private keys are refused, and so is a file in which nothing is found.
 */
export function readTrusted(bytes: Uint8Array): Trusted[] {
  const { keys } = readTrust(bytes)
  if (keys.length === 0) throw notAKey('it holds no certificate and no public key')
  return [...keys]
}

/** As `readTrusted`, with the revocation lists of the file; a file with revocation lists alone is accepted. */
export function readTrust(bytes: Uint8Array): Trust {
  if (bytes.length > MOST_BYTES) throw new FaultError('limit', 'the file is too large to hold keys (over 4 MiB)')
  const trust = isPem(bytes) ? fromPem(bytes) : fromBare(bytes)
  if (trust.keys.length > MOST_KEYS) throw new FaultError('limit', `the file holds over ${MOST_KEYS} keys`)
  const lists = trust.lists.length + (trust.sshLists?.length ?? 0)
  if (trust.keys.length + lists === 0) throw notAKey('it holds no certificate and no public key')
  return trust
}

/** Joins several trusts into one. */
export function joinTrust(trusts: readonly Trust[]): Trust {
  const pool = trusts.flatMap((trust) => trust.pool ?? [])
  return {
    keys: trusts.flatMap(({ keys }) => keys),
    lists: trusts.flatMap(({ lists }) => lists),
    sshLists: trusts.flatMap(({ sshLists = [] }) => sshLists),
    ...(pool.length === 0 ? {} : { pool }),
  }
}

/** SHA-256 of a public key's SubjectPublicKeyInfo DER, lower-case hex. */
export function spkiFingerprint(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')
}

function fromPem(bytes: Uint8Array): Trust {
  const text = Buffer.from(bytes).toString('latin1')
  const keys: Trusted[] = readOpenPgpKeys(bytes)
  const lists: RevocationList[] = []
  for (const { label, der } of readPem(text)) {
    // An identity file holds its own certificate beside the private key: only the certificate is taken.
    if (label === 'CERTIFICATE' || label === 'X509 CERTIFICATE') keys.push(trustedCertificate(der))
    else if (label === 'PUBLIC KEY') keys.push(trustedKey(der, 'spki'))
    else if (label === 'RSA PUBLIC KEY') keys.push(trustedKey(der, 'pkcs1'))
    else if (label === 'X509 CRL')
      lists.push(tried(() => readRevocationList(der), 'a revocation list in it cannot be read'))
  }
  return { keys, lists }
}

function fromBare(bytes: Uint8Array): Trust {
  if (isSigstoreIdentity(bytes)) return { keys: [readSigstoreIdentity(bytes)], lists: [] }
  if (isSigstoreRoot(bytes)) return { keys: [readSigstoreRoot(bytes)], lists: [] }
  if (bytes[0] !== 0x30 || readNoteLines(bytes).length > 0) return fromOther(bytes)
  const attempts: (() => Trust)[] = [
    () => ({ keys: [trustedCertificate(bytes)], lists: [] }),
    () => ({ keys: [trustedKey(bytes, 'spki')], lists: [] }),
    () => ({ keys: [], lists: [readRevocationList(bytes)] }),
  ]
  for (const attempt of attempts) {
    try {
      return attempt()
    } catch {
      // the next kind of DER is tried; what fits none is refused by the caller
    }
  }
  return { keys: [], lists: [] }
}

/** What is neither PEM nor DER: OpenSSH's list of revoked keys, OpenPGP packets, JSON, or lines of text. */
function fromOther(bytes: Uint8Array): Trust {
  if (isKrl(bytes)) {
    const krl = tried(() => readKrl(bytes), 'the list of revoked keys in it cannot be read')
    return { keys: [], lists: [], sshLists: [krl] }
  }
  if (isKeyListText(bytes)) return { keys: cloudTrailKeys(bytes), lists: [] }
  if ((bytes[0] ?? 0) >= 0x80) return { keys: readOpenPgpKeys(bytes), lists: [] }
  const { keys, holdsSecret } = readJwks(bytes)
  if (holdsSecret) throw notAKey('it holds a secret or private key')
  return { keys: [...keys, ...readMinisignKeys(bytes), ...readSshLines(bytes), ...readNoteLines(bytes)], lists: [] }
}

function cloudTrailKeys(bytes: Uint8Array): readonly Trusted[] {
  const keys = readCloudTrailKeyFile(bytes)
  if (typeof keys === 'string') throw notAKey(`its list of CloudTrail keys ${keys}`)
  return keys
}

function trustedCertificate(der: Uint8Array): Trusted {
  const certificate = tried(() => readCertificate(der), 'a certificate in it cannot be read')
  const { name, fingerprint, x509 } = certificate
  return { kind: 'x509', name, fingerprint, material: x509.toString(), certificate }
}

function trustedKey(der: Uint8Array, type: 'spki' | 'pkcs1'): Trusted {
  const key = tried(
    () => createPublicKey({ key: Buffer.from(der), format: 'der', type }),
    'a public key in it cannot be read',
  )
  const fingerprint = spkiFingerprint(key)
  const material = key.export({ type: 'spki', format: 'pem' }).toString()
  return { kind: 'spki', name: `${algorithmName(key)} key`, fingerprint, material, key }
}

function tried<T>(read: () => T, message: string): T {
  try {
    return read()
  } catch {
    throw notAKey(message)
  }
}

function notAKey(message: string): FaultError {
  const remedy =
    'give a certificate (PEM or DER), a public key (PEM), an OpenSSH public key line, an allowed_signers file, an OpenPGP or minisign public key, a JSON Web Key, a verifier key of a log (name+id+base64), a Sigstore trusted root, a Sigstore identity, or the answer of list-public-keys (CloudTrail)'
  return new FaultError('key-wrong', { message: `not a key file: ${message}`, remedy })
}
