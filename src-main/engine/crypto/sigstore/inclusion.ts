import type { InclusionProof, TransparencyLogEntry } from '@sigstore/protobuf-specs'
import type { TrustMaterial } from '@sigstore/verify'
import type { KeyObject } from 'node:crypto'
import { checkInclusion } from '../../../core/verify/merkle/proof.ts'
import { leafHash } from '../../../core/verify/merkle/tree.ts'
import { parseCheckpoint, readCount, type Checkpoint } from '../../../core/verify/note/checkpoint.ts'
import { parseNote, type Note, type NoteSignature } from '../../../core/verify/note/note.ts'
import type { SignatureFault } from '../../../core/verify/signature.ts'
import { signatureHolds, type SignatureRule } from '../algorithm.ts'
import { sha256Bytes } from '../digest.ts'

type Log = TrustMaterial['tlogs'][number]

/**
 * What contradicts itself in the way from a log entry to the log's head, whoever the log is: a path that leads elsewhere. What is
 * lacking for it is said too, since nothing is asked of the log itself.
 */
export function checkEntryInclusion({
  inclusionProof: proof,
  inclusionPromise,
  canonicalizedBody,
}: TransparencyLogEntry): SignatureFault[] {
  if (!proof) return inclusionPromise ? [] : [absent('the log entry holds neither a promise nor a proof of inclusion')]
  const head = headOf(noteOf(proof.checkpoint?.envelope))
  const lacking = head ? [] : [absent('the log entry holds no checkpoint of its log that can be read')]
  if (leadsTo(head, proof, canonicalizedBody)) return lacking
  const message = 'the proof of inclusion does not lead from the log entry to the root of the log'
  return [...lacking, { reason: 'content-changed', message }]
}

/** Whether the path leads to the head, or where there is none to the size and root that stand beside the path itself. */
function leadsTo(head: Checkpoint | undefined, proof: InclusionProof, body: Uint8Array): boolean {
  const [index, size] = [readCount(proof.logIndex), readCount(proof.treeSize)]
  if (index === undefined || size === undefined) return false
  if (head && (head.size !== size || !proof.rootHash.equals(head.root))) return false
  const leaf = leafHash(body, sha256Bytes)
  return checkInclusion({ index, size, leaf, root: proof.rootHash, path: proof.hashes }, sha256Bytes).ok
}

/** What the log itself, as the trusted root knows it, says of the entry: its promise and its checkpoint. */
export function checkLogSignatures(entry: TransparencyLogEntry, logs: readonly Log[]): SignatureFault[] {
  const own = logs.filter(({ logID }) => entry.logId && logID.equals(entry.logId.keyId))
  if (own.length === 0)
    return [{ reason: 'signer-unknown', message: 'the log that took the entry in is not in the trusted root' }]
  return [...checkPromise(entry, own), ...checkCheckpoint(entry, own)]
}

/** Rekor v1's signed entry timestamp: the log's key must have been valid at the time it states, both ends included. */
function checkPromise(entry: TransparencyLogEntry, logs: readonly Log[]): SignatureFault[] {
  const { inclusionPromise, integratedTime, logIndex, logId, canonicalizedBody } = entry
  if (!inclusionPromise) return []
  const at = new Date(Number(integratedTime) * 1000)
  const valid = logs.filter(({ validFor }) => validFor.start <= at && at <= validFor.end)
  if (valid.length === 0) {
    return [{ reason: 'signer-unknown', message: 'the key of the log was not valid at the time of the entry' }]
  }
  // RFC 8785 of the four members, as Rekor signs them.
  const signed = Buffer.from(
    JSON.stringify({
      body: canonicalizedBody.toString('base64'),
      integratedTime: Number(integratedTime),
      logID: logId?.keyId.toString('hex'),
      logIndex: Number(logIndex),
    }),
  )
  const held = valid.some(({ publicKey }) => logKeyHolds(publicKey, signed, inclusionPromise.signedEntryTimestamp))
  return held ? [] : [{ reason: 'signature-invalid', message: "the log's promise of inclusion does not hold" }]
}

/** A checkpoint may bear lines by others and by other keys of the log: one by this key must hold, and none by it may not. */
function checkCheckpoint({ inclusionProof }: TransparencyLogEntry, logs: readonly Log[]): SignatureFault[] {
  if (!inclusionProof) return []
  const note = noteOf(inclusionProof.checkpoint?.envelope)
  const lines = (note?.signatures ?? []).flatMap((line) =>
    logs.filter((log) => isOf(line, log)).map((log) => ({ line, log })),
  )
  if (!note || lines.length === 0)
    return [absent('the checkpoint bears no signature of the log that took the entry in')]
  const text = Buffer.from(note.text)
  if (lines.every(({ line, log }) => logKeyHolds(log.publicKey, text, line.value))) return []
  return [{ reason: 'signature-invalid', message: "the log's signature on its checkpoint does not hold" }]
}

/** The key id is the beginning of the log's id; the name is the host of its address. */
const isOf = ({ keyId, name }: NoteSignature, { logID, baseURL }: Log): boolean =>
  logID.subarray(0, 4).toString('hex') === keyId && hostOf(baseURL) === name

function hostOf(url: string): string {
  return url.replace(/^[a-z]+:\/\//, '').replace(/\/+$/, '')
}

function noteOf(envelope: string | undefined): Note | undefined {
  const note = parseNote(Buffer.from(envelope ?? ''))
  return note.ok ? note.value : undefined
}

function headOf(note: Note | undefined): Checkpoint | undefined {
  const head = note && parseCheckpoint(note.text)
  return head?.ok ? head.value : undefined
}

/** Logs sign with Ed25519, or with SHA-256 by ECDSA or RSA (PKCS #1 v1.5). */
function logKeyHolds(key: KeyObject, bytes: Uint8Array, value: Uint8Array): boolean {
  const rule: SignatureRule =
    key.asymmetricKeyType === 'ed25519'
      ? { scheme: 'ed25519', hash: 'none' }
      : { scheme: key.asymmetricKeyType === 'ec' ? 'ecdsa' : 'rsa', hash: 'sha256' }
  return signatureHolds(rule, key, bytes, value)
}

const absent = (message: string): SignatureFault => ({ reason: 'signature-absent', message })
