import {
  keyOf,
  signatureCheck,
  type SignatureCheck,
  type SignatureFacts,
  type SignatureFault,
} from '../../core/verify/signature.ts'
import { policyFaults } from './algorithm.ts'
import { bareKeys, fitsNoKey, type BareKey } from './bare-keys.ts'
import { MOST_CMS_BYTES, MOST_SIGNERS } from './cms-parse.ts'
import { isJsonObject, jsonObject } from './json-object.ts'
import { ruleThatHolds, valueRules, type ValueRule } from './signature-rules.ts'
import type { SignatureAsk } from './signed-content.ts'

/** The answer over an envelope. The payload is there only where a signature over it was seen to hold. */
export interface DsseAnswer {
  readonly check: SignatureCheck
  readonly payload?: Buffer
  readonly payloadType?: string
}

interface Envelope {
  readonly payload: Buffer
  readonly payloadType: string
  readonly signatures: readonly { readonly keyId: string; readonly value: Buffer }[]
}

interface Held {
  readonly bare: BareKey
  readonly rule: ValueRule
}

/**
 * Checks a DSSE envelope (github.com/secure-systems-lab/dsse, protocol.md): `threshold` distinct trusted keys must have signed;
 * signatures of unknown keys are passed over, the key id is a hint only. Never throws over what the bytes are.
 */
export function verifyDsse({ signature, trust, now }: Omit<SignatureAsk, 'content'>, threshold = 1): DsseAnswer {
  const envelope = signature.length > MOST_CMS_BYTES ? undefined : readEnvelope(signature)
  if (signature.length > MOST_CMS_BYTES) return refused('limit', 'the envelope is over 8 MiB')
  if (!envelope) return refused('malformed', 'the file is not a DSSE envelope')
  const { payload, payloadType, signatures } = envelope
  if (signatures.length > MOST_SIGNERS) return refused('limit', `the envelope holds over ${MOST_SIGNERS} signatures`)
  if (signatures.length === 0) return refused('signature-absent', 'the envelope carries no signature')
  const keys = bareKeys(trust, now)
  const signed = preAuthEncoding(payloadType, payload)
  const held = distinct(signatures.flatMap(({ value }) => holding(keys, value, signed)))
  const [one] = held.toSorted((a, b) => faultsOf(a).length - faultsOf(b).length)
  if (!one) return { check: signatureCheck(noneHolds(envelope, keys)) }
  const check = signatureCheck({
    faults: [...faultsOf(one), ...thresholdFaults(held, threshold)],
    signer: one.bare.signer,
    notes: [one.rule.name, ...passedOver(signatures.length - held.length), 'a DSSE envelope states no time'],
  })
  return { check, payload, payloadType }
}

function refused(reason: SignatureFault['reason'], message: string): DsseAnswer {
  return { check: signatureCheck({ faults: [{ reason, message }] }) }
}

/** `DSSEv1 SP len(type) SP type SP len(body) SP body`, lengths in octets, decimal. */
export function preAuthEncoding(payloadType: string, payload: Uint8Array): Buffer {
  const head = `DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.length} `
  return Buffer.concat([Buffer.from(head), payload])
}

function readEnvelope(bytes: Uint8Array): Envelope | undefined {
  const value = jsonObject(bytes)
  if (!value) return undefined
  const { payload, payloadType, signatures } = value
  const body = base64(payload)
  if (!body || typeof payloadType !== 'string' || !Array.isArray(signatures)) return undefined
  const read = signatures.map(readSignature)
  const whole = read.filter((one) => one !== undefined)
  return whole.length === read.length ? { payload: body, payloadType, signatures: whole } : undefined
}

function readSignature(one: unknown): Envelope['signatures'][number] | undefined {
  const value = isJsonObject(one) ? base64(one['sig']) : undefined
  if (!value || !isJsonObject(one)) return undefined
  return { keyId: typeof one['keyid'] === 'string' ? one['keyid'] : '', value }
}

/** Either alphabet, as the protocol asks; anything else is no base64 (node would pass over it). */
function base64(text: unknown): Buffer | undefined {
  if (typeof text !== 'string' || !/^(?:[A-Za-z0-9+/]*|[A-Za-z0-9_-]*)={0,2}$/.test(text)) return undefined
  return Buffer.from(text, 'base64')
}

function holding(keys: readonly BareKey[], value: Buffer, signed: Buffer): Held[] {
  return keys.flatMap((bare) => {
    const rule = ruleThatHolds(bare.key, value, signed)
    return rule ? [{ bare, rule }] : []
  })
}

/** One key that signed twice, or is trusted in two forms, counts once. */
function distinct(held: readonly Held[]): Held[] {
  return held.filter((one, index) => held.findIndex((other) => other.bare.key.equals(one.bare.key)) === index)
}

const faultsOf = ({ bare, rule }: Held): SignatureFault[] => [...policyFaults(bare.key, rule.rule), ...bare.faults]

function thresholdFaults(held: readonly Held[], threshold: number): SignatureFault[] {
  const good = held.filter((one) => faultsOf(one).length === 0).length
  if (good >= threshold || (threshold === 1 && held.length > 0)) return []
  const message = `${good} of the ${threshold} keys that must sign have signed`
  return [{ reason: 'signature-absent', message, settles: 'signatures by as many distinct trusted keys' }]
}

const passedOver = (count: number): string[] =>
  count > 0 ? [`${count} signatures by keys that are not there were passed over`] : []

/** A key id that is a trusted key's own fingerprint binds the signature to it; other ids are hints that bind nothing. */
function noneHolds({ signatures }: Envelope, keys: readonly BareKey[]): SignatureFacts {
  const named = keys.find(({ signer, keyId }) =>
    signatures.some((one) => one.keyId !== '' && (one.keyId === signer.fingerprint || one.keyId === keyId)),
  )
  if (named) {
    const message = `the signature does not fit the payload, its type and the ${keyOf(named.signer)}, which it names`
    return { faults: [{ reason: 'signature-invalid', message }], signer: named.signer }
  }
  const able = keys.filter(({ key }) => signatures.some(({ value }) => valueRules(key, value).length > 0))
  return { faults: [fitsNoKey(able, 'the payload')] }
}
