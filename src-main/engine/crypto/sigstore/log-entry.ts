import type { TransparencyLogEntry } from '@sigstore/protobuf-specs'
import { createPublicKey } from 'node:crypto'
import { z } from 'zod'
import type { SignatureFault } from '../../../core/verify/signature.ts'
import { readPem } from '../pem.ts'

/** What a log entry says was signed, by whom and how. */
interface Logged {
  readonly signature: Buffer
  readonly digest: Buffer
  /** Of the signed bytes (file or DSSE encoding), or of the payload of the envelope alone. */
  readonly of: 'signed' | 'payload'
  /** The certificate or public key, DER. */
  readonly verifier: Buffer
}

/** What the bundle itself holds, to compare with. */
export interface Bundled {
  readonly signature: Buffer
  /** Digests of the signed bytes, or what the bundle states of them where the file is not there. */
  readonly signed: readonly Buffer[]
  readonly payload: Buffer | undefined
  /** The signer's certificate or public key, DER. */
  readonly verifier: Buffer
}

const base64 = (form: 'base64' | 'hex') => z.string().transform((text) => Buffer.from(text, form))
/** Rekor v1 holds certificate or key as PEM, in base64 once more. */
const pem = base64('base64').transform((bytes) => Buffer.from(readPem(bytes.toString('latin1'))[0]?.der ?? []))
const verifier2 = z
  .union([
    z.object({ x509Certificate: z.object({ rawBytes: base64('base64') }) }),
    z.object({ publicKey: z.object({ rawBytes: base64('base64') }) }),
  ])
  .transform((one) => ('publicKey' in one ? one.publicKey.rawBytes : one.x509Certificate.rawBytes))
const signature2 = z.object({ content: base64('base64'), verifier: verifier2 })
const hash1 = z.object({ algorithm: z.literal('sha256'), value: base64('hex') })

/** Rekor's entry types by kind and version, each read into the same four things. */
const bodies: Readonly<Record<string, z.ZodType<Logged>>> = {
  'hashedrekord 0.0.1': z
    .object({
      data: z.object({ hash: z.object({ value: base64('hex') }) }),
      signature: z.object({ content: base64('base64'), publicKey: z.object({ content: pem }) }),
    })
    .transform(({ data, signature }) => ({
      signature: signature.content,
      digest: data.hash.value,
      of: 'signed' as const,
      verifier: signature.publicKey.content,
    })),
  'hashedrekord 0.0.2': z
    .object({ hashedRekordV002: z.object({ data: z.object({ digest: base64('base64') }), signature: signature2 }) })
    .transform(({ hashedRekordV002: { data, signature } }) => ({
      signature: signature.content,
      digest: data.digest,
      of: 'signed' as const,
      verifier: signature.verifier,
    })),
  'dsse 0.0.1': z
    .object({
      payloadHash: hash1,
      signatures: z.tuple([z.object({ signature: base64('base64'), verifier: pem })]),
    })
    .transform(({ payloadHash, signatures: [one] }) => ({
      signature: one.signature,
      digest: payloadHash.value,
      of: 'payload' as const,
      verifier: one.verifier,
    })),
  'dsse 0.0.2': z
    .object({
      dsseV002: z.object({ payloadHash: z.object({ digest: base64('base64') }), signatures: z.tuple([signature2]) }),
    })
    .transform(({ dsseV002: { payloadHash, signatures } }) => ({
      signature: signatures[0].content,
      digest: payloadHash.digest,
      of: 'payload' as const,
      verifier: signatures[0].verifier,
    })),
  'intoto 0.0.2': z
    .object({
      content: z.object({
        payloadHash: hash1,
        envelope: z.object({ signatures: z.tuple([z.object({ sig: base64('base64'), publicKey: pem })]) }),
      }),
    })
    .transform(({ content: { payloadHash, envelope } }) => ({
      // the signature is base64 twice over
      signature: Buffer.from(envelope.signatures[0].sig.toString('latin1'), 'base64'),
      digest: payloadHash.value,
      of: 'payload' as const,
      verifier: envelope.signatures[0].publicKey,
    })),
}

const Body = z.object({ kind: z.string(), apiVersion: z.string(), spec: z.unknown() })

/** The certificate or public key (DER) that a log entry names; undefined where it cannot be read. */
export function loggedKey(entry: TransparencyLogEntry): Buffer | undefined {
  const body = Body.safeParse(parsed(entry.canonicalizedBody))
  return body.success
    ? bodies[`${body.data.kind} ${body.data.apiVersion}`]?.safeParse(body.data.spec).data?.verifier
    : undefined
}

/** Whether a log entry is about this very signature: same value, same content, same signer. */
export function checkLogEntry(entry: TransparencyLogEntry, bundled: Bundled): SignatureFault[] {
  const body = Body.safeParse(parsed(entry.canonicalizedBody))
  if (!body.success) return [fault('malformed', 'the log entry cannot be read')]
  const { kind, apiVersion } = body.data
  if (kind !== entry.kindVersion?.kind || apiVersion !== entry.kindVersion.version) {
    return [fault('content-changed', 'the log entry is of another kind than the bundle says')]
  }
  const form = bodies[`${kind} ${apiVersion}`]
  if (!form) return [fault('unsupported', 'the kind of log entry is not supported')]
  const logged = form.safeParse(body.data.spec)
  if (!logged.success) return [fault('malformed', 'the log entry cannot be read')]
  return compare(logged.data, bundled)
}

function compare({ signature, digest, of, verifier }: Logged, bundled: Bundled): SignatureFault[] {
  const faults: SignatureFault[] = []
  const digests = of === 'signed' ? bundled.signed : bundled.payload ? [bundled.payload] : []
  if (!signature.equals(bundled.signature)) {
    faults.push(fault('signature-invalid', 'the log entry is about another signature'))
  }
  if (!digests.some((one) => one.equals(digest))) {
    faults.push(fault('content-changed', 'the log entry is about another content'))
  }
  if (!sameVerifier(verifier, bundled.verifier)) {
    faults.push(fault('other-certificate', 'the log entry names another signer than the bundle'))
  }
  return faults
}

/** The same DER, or the same key written in another form. */
function sameVerifier(a: Buffer, b: Buffer): boolean {
  if (a.equals(b)) return true
  try {
    const [one, other] = [a, b].map((key) => createPublicKey({ key, format: 'der', type: 'spki' }))
    return one !== undefined && other !== undefined && one.equals(other)
  } catch {
    return false
  }
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}

const fault = (reason: SignatureFault['reason'], message: string): SignatureFault => ({ reason, message })
