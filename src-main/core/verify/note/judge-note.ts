import { signatureCheck, type SignatureCheck, type SignatureFault, type SignedAt, type Signer } from '../signature.ts'
import { parseCheckpoint } from './checkpoint.ts'
import type { Note, NoteSignature } from './note.ts'
import type { VerifierKey } from './verifier-key.ts'

/** Whether the value is the Ed25519 signature (RFC 8032) of the message by the 32-byte key. */
export type VerifyEd25519 = (key: Uint8Array, message: Uint8Array, value: Uint8Array) => boolean

const SIGNATURE_BYTES = 64
const TIME_BYTES = 8

/** What one line by a key that is trusted says. */
type Spoken =
  | { readonly held: true; readonly key: VerifierKey; readonly seconds?: bigint }
  | { readonly held: false; readonly fault: SignatureFault }

/**
 * The verdict over a note: lines by keys that nobody trusts are passed over; a wrong signature by a trusted key fails the whole
 * note; with no line by a trusted key it is not verified.
 */
export function judgeNote(note: Note, keys: readonly VerifierKey[], verify: VerifyEd25519): SignatureCheck {
  const spoken = note.signatures.flatMap((line) => speak(line, note, keys, verify))
  const held = spoken.filter((one) => one.held)
  const faults = spoken.flatMap((one) => (one.held ? [] : [one.fault]))
  const unknown = note.signatures.length - spoken.length
  const notes = unknown > 0 ? [`${unknown} signature lines are by keys that are not trusted, and were passed over`] : []
  const broken = faults.filter(({ reason }) => reason === 'signature-invalid')
  const [first] = held
  if (!first) return signatureCheck({ faults: faults.length > 0 ? faults : [unknownSigner(note)], notes })
  const also = faults.filter(({ reason }) => reason === 'unsupported').map(({ message }) => message)
  return signatureCheck({
    faults: broken,
    signer: signerOf(held.map(({ key }) => key)),
    signedAt: timeOf(held),
    notes: [...notes, ...also],
  })
}

function unknownSigner({ signatures }: Note): SignatureFault {
  const of = signatures.length === 1 ? 'its one signature line' : `any of its ${signatures.length} signature lines`
  return {
    reason: 'certificate-absent',
    message: `no trusted key is named by ${of}`,
    settles: 'trust the verifier key (name+id+base64) of the log, received from its operator',
  }
}

/** A line is of a key where both name and key id are the same; a collision of both is tried with each. */
function speak(line: NoteSignature, note: Note, keys: readonly VerifierKey[], verify: VerifyEd25519): Spoken[] {
  const own = keys.filter(({ name, keyId }) => name === line.name && keyId === line.keyId)
  const all = own.map((key) => speakAs(key, line, note, verify))
  return (all.find(({ held }) => held) ? all.filter(({ held }) => held) : all).slice(0, 1)
}

function speakAs(key: VerifierKey, { value }: NoteSignature, { text }: Note, verify: VerifyEd25519): Spoken {
  if (key.type === 'unsupported') {
    const message = `the signature by ${key.name} is of a type that is not supported`
    return { held: false, fault: { reason: 'unsupported', message } }
  }
  const cosigned = key.type === 'cosignature-ed25519'
  const message = cosigned ? cosignedMessage(text, value) : { bytes: new TextEncoder().encode(text) }
  const signature = cosigned ? value.subarray(TIME_BYTES) : value
  if (message && signature.length === SIGNATURE_BYTES && verify(key.key, message.bytes, signature)) {
    return { held: true, key, ...('seconds' in message ? { seconds: message.seconds } : {}) }
  }
  return {
    held: false,
    fault: { reason: 'signature-invalid', message: `the signature by ${key.name} does not hold over this text` },
  }
}

/** C2SP tlog-cosignature, "Ed25519 signed message": only checkpoints are cosigned, and the time is at most 2^63 - 1. */
function cosignedMessage(text: string, value: Uint8Array): { bytes: Uint8Array; seconds: bigint } | undefined {
  if (value.length !== TIME_BYTES + SIGNATURE_BYTES || !parseCheckpoint(text).ok) return undefined
  const seconds = value.subarray(0, TIME_BYTES).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
  if (seconds >= 2n ** 63n) return undefined
  return { bytes: new TextEncoder().encode(`cosignature/v1\ntime ${seconds}\n${text}`), seconds }
}

function signerOf(keys: readonly VerifierKey[]): Signer {
  const once = [...new Map(keys.map((key) => [key.fingerprint, key])).values()]
  return { name: once.map(({ name }) => name).join(', '), fingerprint: once[0]?.fingerprint ?? '', kind: 'note' }
}

/** The earliest time a witness states; beyond what a date can hold it is left out. */
function timeOf(held: readonly { seconds?: bigint }[]): SignedAt {
  const times = held.flatMap(({ seconds }) =>
    seconds === undefined || seconds > 8_640_000_000_000n ? [] : [Number(seconds)],
  )
  if (times.length === 0) return { basis: 'none' }
  return { basis: 'claimed', time: new Date(Math.min(...times) * 1000).toISOString().replace('.000Z', 'Z') }
}
