import { createHash, getHashes, verify, type KeyObject } from 'node:crypto'
import { blake2b } from '@noble/hashes/blake2.js'
import { signatureCheck, type SignatureCheck, type SignatureFault, type SignedAt } from '../../core/verify/signature.ts'
import { MOST_CMS_BYTES } from './cms-parse.ts'
import { minisignKeyId, type MinisignTrusted } from './minisign-key.ts'
import { contentAbsent, digestWith, wholeContent, type Hasher, type SignatureAsk } from './signed-content.ts'
import type { Trust } from './trusted.ts'

/** A `.minisig` file: four lines, of which the first is never evidence. */
interface Minisig {
  /** `Ed`: over the file; `ED`: over its BLAKE2b-512. */
  readonly algorithm: string
  readonly keyId: string
  readonly value: Buffer
  readonly comment: string
  /** Over the value and the trusted comment. */
  readonly overall: Buffer
}

/** 74 octets: algorithm, key id, Ed25519 value; 64 for the signature over value and comment. One return before a line feed is left out. */
const FILE =
  /^untrusted comment:[^\n]*\n([A-Za-z0-9+/]{99}=)\r?\ntrusted comment: ([^\n]*?)\r?\n([A-Za-z0-9+/]{86}==)\r?\n*$/

/** Checks a minisign signature (jedisct1.github.io/minisign, "Signature format"). Never throws over what the bytes are. */
export async function verifyMinisign(ask: SignatureAsk): Promise<SignatureCheck> {
  if (ask.signature.length > MOST_CMS_BYTES) return refused('limit', 'the signature file is over 8 MiB')
  const parsed = parse(ask.signature)
  if (!parsed) return refused('malformed', 'the file is not a minisign signature')
  const known = minisignKeys(ask.trust)
  const holder = known.find(({ keyId }) => keyId === parsed.keyId)
  if (!holder) return signatureCheck({ faults: [unknownKey(parsed.keyId, known)] })
  const { name, fingerprint, kind } = holder
  const faults = [...overallFaults(parsed, holder.key), ...(await contentFaults(parsed, holder.key, ask))]
  const sound = faults.every(({ reason }) => reason === 'content-absent')
  return signatureCheck({
    faults,
    signer: { name, fingerprint, kind },
    signedAt: sound ? signedAt(parsed.comment) : { basis: 'none' },
    notes: parsed.algorithm === 'Ed' ? ['the legacy form of minisign, without prehash, which it calls deprecated'] : [],
  })
}

function refused(reason: SignatureFault['reason'], message: string): SignatureCheck {
  return signatureCheck({ faults: [{ reason, message }] })
}

function parse(bytes: Uint8Array): Minisig | undefined {
  const [, first, comment, last] = FILE.exec(Buffer.from(bytes).toString('latin1')) ?? []
  if (first === undefined || comment === undefined || last === undefined) return undefined
  const raw = Buffer.from(first, 'base64')
  const algorithm = raw.subarray(0, 2).toString('latin1')
  if (algorithm !== 'Ed' && algorithm !== 'ED') return undefined
  const keyId = minisignKeyId(raw.subarray(2, 10))
  return { algorithm, keyId, value: raw.subarray(10), comment, overall: Buffer.from(last, 'base64') }
}

function minisignKeys(trust: Trust): MinisignTrusted[] {
  return trust.keys.filter((one) => one.kind === 'minisign')
}

/** With one key pinned, another signer contradicts it; with none or several nothing says who should have signed. */
function unknownKey(keyId: string, known: readonly MinisignTrusted[]): SignatureFault {
  const [only, second] = known
  const settles = `the minisign public key ${keyId} from its owner by another way`
  if (only && !second) {
    const message = `made with the minisign key ${keyId}, and the key relied upon is ${only.keyId}`
    return { reason: 'other-key', message, settles }
  }
  const message = `made with the minisign key ${keyId}, which is not there, so nothing is proved`
  return { reason: 'signer-unknown', message, settles }
}

function overallFaults({ value, comment, overall }: Minisig, key: KeyObject): SignatureFault[] {
  if (holds(Buffer.concat([value, Buffer.from(comment, 'latin1')]), key, overall)) return []
  const message = 'the trusted comment was changed: the signature over it does not hold'
  return [{ reason: 'signature-invalid', message }]
}

async function contentFaults(parsed: Minisig, key: KeyObject, { content }: SignatureAsk): Promise<SignatureFault[]> {
  const signed = parsed.algorithm === 'Ed' ? await wholeContent(content) : await digestWith(content, blake2b512())
  if (!signed) return [contentAbsent(content)]
  if (!(signed instanceof Uint8Array)) return [signed]
  if (holds(signed, key, parsed.value)) return []
  return [{ reason: 'signature-invalid', message: 'the signature does not fit the file: one of them was changed' }]
}

/** Node's own is some ten times as fast; the library that Electron links does not have it. */
function blake2b512(): Hasher {
  return getHashes().includes('blake2b512') ? createHash('blake2b512') : blake2b.create({ dkLen: 64 })
}

function holds(bytes: Uint8Array, key: KeyObject, value: Uint8Array): boolean {
  try {
    return verify(null, bytes, key, value)
  } catch {
    return false
  }
}

/** The trusted comment that minisign writes by itself begins with the seconds since 1970. */
function signedAt(comment: string): SignedAt {
  const seconds = /(?:^|\s)timestamp:(\d{1,11})(?:\s|$)/.exec(comment)?.[1]
  if (seconds === undefined) return { basis: 'none' }
  return { time: new Date(Number(seconds) * 1000).toISOString().replace('.000Z', 'Z'), basis: 'claimed' }
}
