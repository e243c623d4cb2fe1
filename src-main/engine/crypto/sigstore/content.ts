import { HashAlgorithm, type Bundle, type Envelope, type MessageSignature } from '@sigstore/protobuf-specs'
import { createHash, createVerify, type KeyObject } from 'node:crypto'
import type { SignatureFault } from '../../../core/verify/signature.ts'
import { policyFaults, signatureHolds, type SignatureRule } from '../algorithm.ts'

/** The signed bytes, as often as they are asked for. */
export type SignedBytes = () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/** What a bundle signs: a file beside it, or the envelope (DSSE) inside it. */
export interface Content {
  readonly signature: Buffer
  /** Hashes with which the value may have been made, by node's names. */
  readonly hashes: readonly string[]
  /** Undefined where the file is not there. */
  readonly bytes: SignedBytes | undefined
  /** The digest of the file that the bundle states beside its signature. */
  readonly stated?: Buffer | undefined
  /** SHA-256 of the payload alone, which some log entries hold. */
  readonly payloadDigest?: Buffer | undefined
}

/** What was found of the signed bytes: their digests by hash, and whether the signature holds over them. */
export interface ContentAnswer {
  readonly digests: ReadonlyMap<string, Buffer>
  readonly held: boolean
  readonly faults: readonly SignatureFault[]
}

const hashNames: Readonly<Record<number, string>> = {
  [HashAlgorithm.SHA2_256]: 'sha256',
  [HashAlgorithm.SHA2_384]: 'sha384',
  [HashAlgorithm.SHA2_512]: 'sha512',
}

/** Ed25519 needs the whole message at once; ours, so that memory stays bounded. */
const MOST_AT_ONCE = 64 * 1024 * 1024

/** What the bundle signs; undefined where it holds no signature that we know. */
export function contentOf({ content }: Bundle, file: SignedBytes | undefined): Content | undefined {
  if (content?.$case === 'messageSignature') return ofFile(content.messageSignature, file)
  return content?.$case === 'dsseEnvelope' ? ofEnvelope(content.dsseEnvelope) : undefined
}

function ofFile({ signature, messageDigest }: MessageSignature, bytes: SignedBytes | undefined): Content | undefined {
  const hash = hashNames[messageDigest?.algorithm ?? HashAlgorithm.SHA2_256]
  return hash === undefined ? undefined : { signature, hashes: [hash], bytes, stated: messageDigest?.digest }
}

function ofEnvelope({ payload, payloadType, signatures }: Envelope): Content | undefined {
  const [first, second] = signatures
  if (!first || second) return undefined
  const signed = preAuthEncoding(payloadType, payload)
  const payloadDigest = createHash('sha256').update(payload).digest()
  return { signature: first.sig, hashes: ['sha256', 'sha384', 'sha512'], bytes: () => [signed], payloadDigest }
}

/** DSSE protocol: `DSSEv1 SP LEN(type) SP type SP LEN(body) SP body`, lengths in bytes. */
function preAuthEncoding(type: string, payload: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `), payload])
}

/** Reads the signed bytes once: their digests, and whether the signature holds over them by this key. */
export async function checkContent(content: Content, key: KeyObject): Promise<ContentAnswer> {
  const { bytes, hashes, stated } = content
  if (!bytes)
    return bad({
      reason: 'signature-absent',
      message: 'the signed file is not there',
      settles: 'the file that the bundle signs',
    })
  const scheme = schemeOf(key)
  const [first = 'sha256'] = hashes
  const policy = policyFaults(key, { scheme, hash: scheme === 'ed25519' ? 'none' : first })
  if (policy.length > 0) return { digests: new Map(), held: false, faults: policy }
  const read = await readOnce(bytes, scheme === 'ed25519', new Set(['sha256', ...hashes]))
  if (!read)
    return bad({ reason: 'limit', message: 'the signed file is too large for an Ed25519 signature (over 64 MiB)' })
  const faults: SignatureFault[] = []
  const digest = read.digests.get(first)
  if (stated && digest && !digest.equals(stated)) {
    faults.push({ reason: 'content-changed', message: 'the file does not have the digest that the bundle states' })
  }
  const held = hashes.some((hash) =>
    read.holds({ scheme, hash: scheme === 'ed25519' ? 'none' : hash }, key, content.signature),
  )
  if (!held)
    faults.push({ reason: 'signature-invalid', message: 'the signature does not hold over what the bundle signs' })
  return { digests: read.digests, held, faults }
}

const schemeOf = ({ asymmetricKeyType: type }: KeyObject): SignatureRule['scheme'] =>
  type === 'ec' ? 'ecdsa' : type === 'ed25519' ? 'ed25519' : 'rsa'

/** One pass: digests and the beginnings of a verification by each hash; for Ed25519 the bytes themselves. */
async function readOnce(bytes: SignedBytes, whole: boolean, names: ReadonlySet<string>) {
  const sums = [...names].map((name) => ({ name, sum: createHash(name), check: createVerify(name) }))
  const kept: Uint8Array[] = []
  let size = 0
  for await (const chunk of bytes()) {
    for (const { sum, check } of sums) {
      sum.update(chunk)
      check.update(chunk)
    }
    size += chunk.length
    if (whole && size > MOST_AT_ONCE) return undefined
    if (whole) kept.push(chunk)
  }
  return {
    digests: new Map(sums.map(({ name, sum }) => [name, sum.digest()])),
    holds(rule: SignatureRule, key: KeyObject, value: Uint8Array): boolean {
      if (rule.scheme === 'ed25519') return signatureHolds(rule, key, Buffer.concat(kept), value)
      return sums.some(({ name, check }) => name === rule.hash && verified(check, key, value))
    },
  }
}

function verified(check: ReturnType<typeof createVerify>, key: KeyObject, value: Uint8Array): boolean {
  try {
    return check.verify(key, value)
  } catch {
    return false
  }
}

const bad = (fault: SignatureFault): ContentAnswer => ({ digests: new Map(), held: false, faults: [fault] })
