import { bundleFromJSON, ValidationError, type Bundle } from '@sigstore/bundle'
import { Bundle as AnyBundle } from '@sigstore/protobuf-specs'
import { notIJson } from '../../../core/json/i-json.ts'
import type { SignatureFault } from '../../../core/verify/signature.ts'

/** What could be read: `whole` only where nothing is lacking that its version requires. */
export interface ReadBundle {
  readonly draft?: AnyBundle
  readonly whole?: Bundle
  readonly faults: readonly SignatureFault[]
}

/** Versions 0.1 to 0.3, in both ways in which 0.3 was written. */
const MEDIA_TYPE = /^application\/vnd\.dev\.sigstore\.bundle(\+json;version=0\.[123]|\.v0\.3\+json)$/
/** Members that hold bytes; the library would pass over letters that are no base64. */
const BYTES = new Set(
  'signature sig digest payload rawBytes keyId rootHash hashes canonicalizedBody signedEntryTimestamp signedTimestamp'.split(
    ' ',
  ),
)
/** Protobuf's JSON form allows both alphabets, padded or not. */
const BASE64 = /^(?:[A-Za-z0-9+/]*|[A-Za-z0-9_-]*)={0,2}$/
/** Ours: an entry or token costs a signature check each, and one of this size parses in no time. */
const MOST = { depth: 32, entries: 64, tokens: 64, bytes: 256 * 1024 }

/** Reads a Sigstore bundle (JSON) strictly; never throws. */
export function readSigstoreBundle(bytes: Uint8Array): ReadBundle {
  const value = parsed(bytes)
  if (value === undefined)
    return broken(
      'the bundle is no strict JSON: it breaks off, names a member twice, or holds bytes that are no base64',
    )
  try {
    const draft = AnyBundle.fromJSON(value)
    if (!MEDIA_TYPE.test(draft.mediaType)) {
      return {
        faults: [{ reason: 'unsupported', message: 'the version of the bundle is not one of 0.1, 0.2 and 0.3' }],
      }
    }
    return tooMuch(draft)
      ? { faults: [{ reason: 'limit', message: 'the bundle holds more than the limit allows' }] }
      : required(draft, value)
  } catch {
    return broken('the bundle cannot be read as a Sigstore bundle')
  }
}

function parsed(bytes: Uint8Array): unknown {
  let sound = true
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    if (isDeep(text)) return undefined
    const value: unknown = JSON.parse(text, (key, part: unknown) => {
      if (BYTES.has(key)) sound &&= [part].flat().every((one) => typeof one !== 'string' || BASE64.test(one))
      return part
    })
    return sound && notIJson(text) === undefined ? value : undefined
  } catch {
    return undefined
  }
}

/** JSON in which brackets stand deep inside each other costs seconds to refuse: that is looked for first. */
function isDeep(text: string): boolean {
  let depth = 0
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    if (token === '[' || token === '{') depth += 1
    if (token === ']' || token === '}') depth -= 1
    if (depth > MOST.depth) return true
  }
  return false
}

function required(draft: AnyBundle, value: unknown): ReadBundle {
  try {
    return { draft, whole: bundleFromJSON(value), faults: [] }
  } catch (error) {
    if (!(error instanceof ValidationError)) return broken('the bundle cannot be read as a Sigstore bundle')
    const parts = error.fields.map((field) => field.replace(/^verificationMaterial\./, '')).join(', ')
    const fault = {
      reason: 'signature-absent',
      message: `the bundle lacks what its version requires, or holds it in another form: ${parts}`,
    } as const
    return { draft, faults: [fault] }
  }
}

function tooMuch({ verificationMaterial: material }: AnyBundle): boolean {
  const entries = material?.tlogEntries ?? []
  const tokens = material?.timestampVerificationData?.rfc3161Timestamps ?? []
  const certificates = certificatesOf(material?.content)
  const sizes = [...tokens.map(({ signedTimestamp }) => signedTimestamp), ...certificates].map(({ length }) => length)
  return entries.length > MOST.entries || tokens.length > MOST.tokens || Math.max(0, ...sizes) > MOST.bytes
}

type Material = NonNullable<AnyBundle['verificationMaterial']>['content']

/** The certificates that lie in the bundle, the signer's first. */
export function certificatesOf(material: Material): Buffer[] {
  if (material?.$case === 'certificate') return [material.certificate.rawBytes]
  if (material?.$case === 'x509CertificateChain')
    return material.x509CertificateChain.certificates.map(({ rawBytes }) => rawBytes)
  return []
}

const broken = (message: string): ReadBundle => ({ faults: [{ reason: 'malformed', message }] })
