import { TrustedRoot } from '@sigstore/protobuf-specs'
import { toTrustMaterial } from '@sigstore/verify'
import { FaultError } from '../../../contract/fault.ts'
import { notIJson } from '../../../core/json/i-json.ts'
import { sha256 } from '../digest.ts'

/** The logs and authorities of a Sigstore instance (`trusted_root.json`) that the auditor relies on. */
export interface SigstoreTrusted {
  readonly kind: 'sigstore-root'
  readonly name: string
  /** SHA-256 of the file's text, lower-case hex. */
  readonly fingerprint: string
  readonly material: string
  readonly root: TrustedRoot
}

/** Whether a file of trusted keys is JSON that calls itself a trusted root; the type stands near its beginning. */
export const isSigstoreRoot = (bytes: Uint8Array): boolean =>
  /^\s*\{[^]*vnd\.dev\.sigstore\.trustedroot/.test(Buffer.from(bytes.subarray(0, 4096)).toString('latin1'))

const MEDIA_TYPE = /^application\/vnd\.dev\.sigstore\.trustedroot(\+json;version=0\.[12]|\.v0\.[12]\+json)$/

/**
 * Reads a trusted root. One in which a log or an authority lacks its key or the start of its validity is refused whole: the library
 * would take a missing start as "always".
 */
export function readSigstoreRoot(bytes: Uint8Array): SigstoreTrusted {
  const material = Buffer.from(bytes).toString('utf8')
  const root = parsed(material)
  if (!MEDIA_TYPE.test(root.mediaType)) throw notARoot('its media type is not that of a Sigstore trusted root')
  if (
    [...root.tlogs, ...root.ctlogs].some(
      (log) => !log.publicKey?.rawBytes || !log.publicKey.validFor?.start || !log.logId,
    )
  ) {
    throw notARoot('a log in it lacks its key, its id or the start of its validity')
  }
  const authorities = [...root.certificateAuthorities, ...root.timestampAuthorities]
  if (authorities.some(({ certChain, validFor }) => !certChain?.certificates.length || !validFor?.start)) {
    throw notARoot('an authority in it lacks its certificates or the start of its validity')
  }
  readMaterial(root)
  const hosts = root.certificateAuthorities.map(({ uri }) => uri.replace(/^https?:\/\//, ''))
  const name = `Sigstore trusted root${hosts[0] ? ` of ${hosts[0]}` : ''}`
  return { kind: 'sigstore-root', name, fingerprint: sha256(bytes), material, root }
}

function parsed(text: string): TrustedRoot {
  try {
    const value: unknown = JSON.parse(text)
    if (notIJson(text) === undefined) return TrustedRoot.fromJSON(value)
  } catch {
    // refused below: it is no JSON, or no trusted root
  }
  throw notARoot('it cannot be read as a Sigstore trusted root')
}

function readMaterial(root: TrustedRoot): void {
  try {
    toTrustMaterial(root)
  } catch {
    throw notARoot('a key or certificate in it cannot be read')
  }
}

function notARoot(message: string): FaultError {
  return new FaultError('key-wrong', {
    message: `not a Sigstore trusted root: ${message}`,
    remedy: 'give the trusted_root.json of the Sigstore instance, received from its operator or by TUF',
  })
}
