import { createHash } from 'node:crypto'
import { signatureCheck, type SignatureCheck, type SignatureFault } from '../../core/verify/signature.ts'
import { policyFaults } from './algorithm.ts'
import { bareKeys, fitsNoKey, type BareKey } from './bare-keys.ts'
import { contentAbsent, wholeContent, type SignatureAsk, type SignedContent } from './signed-content.ts'
import { gradualCheck, ruleThatHolds, valueRules, type ValueRule } from './signature-rules.ts'

/** A signature file as one of the forms in which its value may be written. */
interface Form {
  readonly name: string
  readonly value: Uint8Array
}

/** What was found: the key, the rule of its algorithm, how the value is written and what it is over. */
interface Found {
  readonly bare: BareKey
  readonly rule: ValueRule
  readonly form: string
  readonly over: string
}

/** The value of an RSA key of 16384 bits in hex with line ends is under this. */
const MOST_BYTES = 8192

/** The forms in which a bare signature value may stand in a file; none where it can be no such value. */
export function rawForms(bytes: Uint8Array): Form[] {
  if (bytes.length === 0 || bytes.length > MOST_BYTES) return []
  const forms: Form[] = [{ name: 'binary', value: bytes }]
  const text = Buffer.from(bytes).toString('latin1').replaceAll(/\s/g, '')
  if (/^(?:[0-9a-f]{2})+$/i.test(text)) forms.push({ name: 'hex', value: Buffer.from(text, 'hex') })
  if (/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) forms.push({ name: 'base64', value: Buffer.from(text, 'base64') })
  return forms
}

/**
 * Checks a bare RSA, ECDSA or Ed25519 value over a file, or over the digest of the file, by every rule that the trusted keys
 * allow; the rule found is told. Never throws over what the bytes are.
 */
export async function verifyRaw({ signature, content, trust, now }: SignatureAsk): Promise<SignatureCheck> {
  const forms = rawForms(signature)
  const keys = bareKeys(trust, now)
  const candidates = keys.filter(({ key }) => forms.some(({ value }) => valueRules(key, value).length > 0))
  const what = content?.name ?? 'the file'
  if (forms.length === 0)
    return signatureCheck({
      faults: [{ reason: 'unsupported', message: 'the file is no signature of a form that is known here' }],
    })
  if (candidates.length === 0) return signatureCheck({ faults: [fitsNoKey([], what)] })
  if (!content?.open()) return signatureCheck({ faults: [contentAbsent(content)] })
  const found = await search(candidates, forms, content)
  if (!found) return signatureCheck({ faults: [fitsNoKey(candidates, what)] })
  if ('reason' in found) return signatureCheck({ faults: [found] })
  const { bare, rule, form, over } = found
  return signatureCheck({
    faults: [...policyFaults(bare.key, rule.rule), ...bare.faults],
    signer: bare.signer,
    notes: [`${rule.name}, written as ${form}, over ${over}`, 'a bare signature states no time', ...bare.notes],
  })
}

async function search(
  candidates: readonly BareKey[],
  forms: readonly Form[],
  content: SignedContent,
): Promise<Found | SignatureFault | undefined> {
  const streamed = await overPieces(candidates, forms, content)
  if ('found' in streamed) return streamed.found
  const digested = overDigest(candidates, forms, streamed.digests)
  if (digested) return digested
  if (candidates.every(({ key }) => key.asymmetricKeyType !== 'ed25519')) return undefined
  const whole = await wholeContent(content)
  if (!(whole instanceof Uint8Array)) return whole
  return first(candidates, forms, whole, 'the file')
}

interface Digest {
  readonly hash: string
  readonly value: Buffer
}

/** One pass over the file: every rule that can work through it piece by piece, and the digests for the rest. */
async function overPieces(
  candidates: readonly BareKey[],
  forms: readonly Form[],
  content: SignedContent,
): Promise<{ readonly found: Found } | { readonly digests: readonly Digest[] }> {
  const ways = candidates.flatMap((bare) =>
    forms.flatMap(({ name: form, value }) =>
      valueRules(bare.key, value).flatMap((rule) => {
        const check = gradualCheck(rule, bare.key)
        return check ? [{ check, found: { bare, rule, form, over: 'the file' } }] : []
      }),
    ),
  )
  const digests = ['sha256', 'sha512'].map((hash) => ({ hash, running: createHash(hash) }))
  for await (const piece of content.open() ?? []) {
    for (const { check } of ways) check.update(piece)
    for (const { running } of digests) running.update(piece)
  }
  const held = ways.find(({ check }) => check.holds())
  return held ?? { digests: digests.map(({ hash, running }) => ({ hash, value: running.digest() })) }
}

/** Self-made exports often sign the digest: its octets, or its hex text as sha256sum and others print it. */
function overDigest(
  candidates: readonly BareKey[],
  forms: readonly Form[],
  digests: readonly Digest[],
): Found | undefined {
  for (const { hash, value } of digests) {
    const title = hash.toUpperCase().replace('SHA', 'SHA-')
    const hex = value.toString('hex')
    const texts = [hex, `${hex}\n`, hex.toUpperCase(), `${hex.toUpperCase()}\n`]
    const found =
      first(candidates, forms, value, `the octets of the file's ${title}`) ??
      texts.map((text) => first(candidates, forms, Buffer.from(text), `the file's ${title} as hex text`)).find(Boolean)
    if (found) return found
  }
  return undefined
}

function first(
  candidates: readonly BareKey[],
  forms: readonly Form[],
  bytes: Uint8Array,
  over: string,
): Found | undefined {
  for (const bare of candidates) {
    for (const { name: form, value } of forms) {
      const rule = ruleThatHolds(bare.key, value, bytes)
      if (rule) return { bare, rule, form, over }
    }
  }
  return undefined
}
