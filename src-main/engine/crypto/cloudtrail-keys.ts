import { type KeyObject, createHash, createPublicKey, verify } from 'node:crypto'
import { type ListedKey, isKeyList, readKeyList } from '../../core/verify/cloudtrail/key-list.ts'
import type { DigestKey } from '../../core/verify/cloudtrail/judge.ts'
import { shownTime } from '../../core/verify/cloudtrail/names.ts'
import { keyFaults } from './algorithm.ts'

/** A public key with which CloudTrail signs digests, from `aws cloudtrail list-public-keys`. */
export interface CloudTrailTrusted {
  readonly kind: 'cloudtrail'
  readonly name: string
  /** Hex MD5 of the PKCS#1 DER, as AWS names its keys. */
  readonly fingerprint: string
  /** A `list-public-keys` answer with this key alone, so that its validity is kept. */
  readonly material: string
  readonly key: KeyObject
  /** µs since 1970 UTC; absent where the list does not say. */
  readonly fromUs?: number | undefined
  readonly toUs?: number | undefined
}

/** Whether bytes are meant as an answer of `list-public-keys`. */
export const isKeyListText = (bytes: Uint8Array): boolean => isKeyList(parsed(bytes))

/** The keys of a `list-public-keys` answer, each with its fingerprint computed anew; or why they cannot be used. */
export function readCloudTrailKeys(value: unknown): readonly CloudTrailTrusted[] | string {
  const listed = readKeyList(value)
  if (listed === undefined) return 'has not the shape of list-public-keys'
  const keys: CloudTrailTrusted[] = []
  for (const one of listed) {
    const key = readKey(one)
    if (typeof key === 'string') return key
    keys.push(key)
  }
  return keys
}

/** As `readCloudTrailKeys`, from the bytes of a file. */
export const readCloudTrailKeyFile = (bytes: Uint8Array): readonly CloudTrailTrusted[] | string =>
  readCloudTrailKeys(parsed(bytes))

function readKey({ value, fingerprint: stated, fromUs, toUs }: ListedKey): CloudTrailTrusted | string {
  const der = Buffer.from(value, 'base64')
  const fingerprint = md5(der)
  if (stated !== undefined && stated !== fingerprint) return 'holds a key whose fingerprint is not the one stated'
  const key = publicKey(der)
  if (key === undefined) return 'holds a key that is no RSA public key (PKCS#1 DER)'
  const span = [fromUs, toUs].map((us) => (us === undefined ? '' : shownTime(us)))
  return {
    kind: 'cloudtrail',
    name: `CloudTrail digest key${span.join('') === '' ? '' : `, ${span.join(' to ')}`}`,
    fingerprint,
    material: materialOf(value, fingerprint, span),
    key,
    fromUs,
    toUs,
  }
}

function materialOf(value: string, fingerprint: string, [from = '', to = '']: readonly string[]): string {
  const validity = {
    ...(from === '' ? {} : { ValidityStartTime: from }),
    ...(to === '' ? {} : { ValidityEndTime: to }),
  }
  return JSON.stringify({ PublicKeyList: [{ Value: value, Fingerprint: fingerprint, ...validity }] })
}

/** The key as digests are judged by it; `file` names where in the export it lay, absent for one that the auditor relies on. */
export function digestKey({ key, fingerprint, fromUs, toUs }: CloudTrailTrusted, file?: string): DigestKey {
  const [weak] = keyFaults(key)
  return {
    fingerprint,
    fromUs,
    toUs,
    pinned: file === undefined,
    file,
    weak: weak?.message,
    verify: (text, signature) => holds(key, text, signature),
  }
}

/** A bare RSA key that the auditor relies on, under the name that CloudTrail would give it; its validity nobody told. */
export function bareDigestKey(key: KeyObject): DigestKey | undefined {
  if (key.asymmetricKeyType !== 'rsa') return undefined
  const fingerprint = md5(key.export({ type: 'pkcs1', format: 'der' }))
  return digestKey({ kind: 'cloudtrail', name: '', material: '', key, fingerprint })
}

/** MD5 is only the name that AWS gives a key: nothing relies on its strength. */
const md5 = (der: Uint8Array): string => createHash('md5').update(der).digest('hex')

function publicKey(der: Buffer): KeyObject | undefined {
  try {
    return createPublicKey({ key: der, format: 'der', type: 'pkcs1' })
  } catch {
    return undefined
  }
}

function holds(key: KeyObject, text: string, signature: string): boolean {
  if (!/^(?:[0-9a-f]{2})+$/i.test(signature)) return false
  try {
    return verify('sha256', Buffer.from(text), key, Buffer.from(signature, 'hex'))
  } catch {
    return false
  }
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(
      Buffer.from(bytes)
        .toString('utf8')
        .replace(/^\ufeff/, ''),
    )
  } catch {
    return undefined
  }
}
