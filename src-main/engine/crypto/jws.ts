import { keyOf, signatureCheck, type SignatureCheck, type SignatureFault } from '../../core/verify/signature.ts'
import { keyFaults } from './algorithm.ts'
import { bareKeys, fitsNoKey, type BareKey } from './bare-keys.ts'
import { MOST_CMS_BYTES, MOST_SIGNERS } from './cms-parse.ts'
import { chainKey } from './jws-chain.ts'
import { allowedAlgorithms, isHmac, readJws, type Jws, type JwsSignature } from './jws-read.ts'
import { isDraft, jwsFaults } from './jws-value.ts'
import { wholeContent, type SignatureAsk } from './signed-content.ts'

export interface JwsAsk extends SignatureAsk {
  /** Secrets that the auditor supplies for HMAC; without them such a JWS proves nothing. */
  readonly secrets?: readonly Uint8Array[]
}

/** What each signature of a JWS is judged against; the payload as it stands under the signature. */
interface Judged {
  readonly payload: Uint8Array
  readonly keys: readonly BareKey[]
  readonly ask: JwsAsk
}

/**
 * Checks a JWS (RFC 7515, RFC 7797): compact, flattened or general, attached or over the content given, one answer for each
 * signature. Which algorithms count follows from the key, never from the header. Never throws over what the bytes are.
 */
export async function verifyJws(ask: JwsAsk): Promise<SignatureCheck[]> {
  if (ask.signature.length > MOST_CMS_BYTES) return [refused('limit', 'the signature file is over 8 MiB')]
  const jws = readJws(ask.signature)
  if (!jws) return [refused('malformed', 'the file is not a JWS')]
  if (jws.signatures.length > MOST_SIGNERS) return [refused('limit', `the JWS holds over ${MOST_SIGNERS} signatures`)]
  const payload = await payloadOf(jws, ask)
  if (!(payload instanceof Uint8Array)) return jws.signatures.map(() => signatureCheck({ faults: [payload] }))
  const keys = bareKeys(ask.trust, ask.now)
  const checks: SignatureCheck[] = []
  for (const one of jws.signatures) checks.push(await judge(one, { payload, keys, ask }))
  return checks
}

function refused(reason: SignatureFault['reason'], message: string): SignatureCheck {
  return signatureCheck({ faults: [{ reason, message }] })
}

/** A payload inside must be the content given, where both are there. */
async function payloadOf({ payload }: Jws, { content }: JwsAsk): Promise<Uint8Array | SignatureFault> {
  if (payload === undefined) return wholeContent(content)
  if (!content) return payload
  const whole = await wholeContent(content)
  if (!(whole instanceof Uint8Array) || Buffer.from(whole).equals(payload)) return whole
  return { reason: 'content-changed', message: `the content inside the JWS is not that of ${content.name}` }
}

async function judge(one: JwsSignature, judged: Judged): Promise<SignatureCheck> {
  const { algorithm } = one
  if (isHmac(algorithm)) return judgeHmac(one, judged)
  if (algorithm === 'none')
    return refused('not-allowed', 'the JWS says that it is not signed (alg none), which is not allowed')
  const notes = headerNotes(one)
  const chain = chainKey(one, judged.ask)
  if (chain && 'reason' in chain) return signatureCheck({ faults: [chain] })
  const candidates = candidatesFor(one, judged.keys, chain)
  for (const bare of candidates.keys) {
    const faults = await jwsFaults(one, judged.payload, { key: bare.key, algorithms: allowedAlgorithms(bare.key) })
    if (faults.some(({ reason }) => reason === 'signature-invalid')) continue
    const all = [...faults, ...keyFaults(bare.key), ...bare.faults]
    return signatureCheck({
      faults: all,
      signer: bare.signer,
      notes: [...notes, ...bare.notes, 'a JWS states no time'],
    })
  }
  const signer = candidates.named ? candidates.keys[0]?.signer : undefined
  return signatureCheck({ faults: [unfit(one, candidates)], signer, notes })
}

function headerNotes(one: JwsSignature): string[] {
  if (!one.bound) return ['its header is not part of what is signed']
  return isDraft(one) ? ['its header lacks crit for a payload as it stands, which RFC 7797 asks for'] : []
}

interface Candidates {
  readonly keys: readonly BareKey[]
  /** The signature names its key, and it is among these. */
  readonly named: boolean
}

/** The chain's own key, else the trusted key that the header names, else every trusted key that could have made it. */
function candidatesFor({ algorithm, keyId }: JwsSignature, keys: readonly BareKey[], chain?: BareKey): Candidates {
  if (chain) return { keys: [chain], named: true }
  const named = keys.filter((one) => keyId !== undefined && (one.keyId === keyId || one.signer.fingerprint === keyId))
  if (named.length > 0) return { keys: named, named: true }
  return { keys: keys.filter(({ key }) => allowedAlgorithms(key).includes(algorithm)), named: false }
}

function unfit({ keyId }: JwsSignature, { keys, named }: Candidates): SignatureFault {
  const [one] = keys
  if (!named || !one) return fitsNoKey(keys, 'the content')
  const who = keyId === undefined ? keyOf(one.signer) : `${keyOf(one.signer)}, which it names`
  return { reason: 'signature-invalid', message: `the signature does not fit the content and the ${who}` }
}

/** A secret that both sides hold: checked with a secret of the auditor's own, never with a public key as if it were one. */
async function judgeHmac(one: JwsSignature, { payload, keys, ask }: Judged): Promise<SignatureCheck> {
  const { secrets = [] } = ask
  if (secrets.length === 0 && keys.length > 0) {
    const message = `the algorithm ${one.algorithm} is not allowed: with public keys relied upon, anybody could make such a value from one of them`
    return refused('not-allowed', message)
  }
  if (secrets.length === 0) {
    const message = `${one.algorithm} is made with a shared secret, which is not there`
    return refused('unsupported', message)
  }
  for (const key of secrets) {
    const faults = await jwsFaults(one, payload, { key, algorithms: [one.algorithm] })
    if (faults.some(({ reason }) => reason === 'signature-invalid')) continue
    const notes = ['made with a shared secret: whoever can check it can forge it']
    return signatureCheck({ faults, notes: [...notes, ...headerNotes(one)] })
  }
  return refused('signature-invalid', 'the value does not fit the content and the secret supplied')
}
