import type { Check } from '../../../core/verify/check.ts'
import { readSigstoreBundle, type ReadBundle } from '../../crypto/sigstore/bundle.ts'
import type { SignedBytes } from '../../crypto/sigstore/content.ts'
import { verifySigstore } from '../../crypto/sigstore/verify-sigstore.ts'
import { statementChecks } from '../in-toto.ts'
import { signatureAnswer } from '../signature-answer.ts'
import type { Beside, ProofDeps, ProofFile, ProofKind } from '../proof.ts'

const NAMES = /\.(?:sigstore\.json|sigstore|bundle\.json|bundle|json)$/

/** Sigstore bundles v0.1 to v0.3: `NAME.sigstore.json` beside `NAME`, or an envelope that holds what it signs. */
export const sigstoreBundle: ProofKind = {
  id: 'sigstore-bundle',
  title: 'Sigstore bundle',
  recognise(_path, head) {
    const text = Buffer.from(head).toString('latin1')
    return /^\s*\{/.test(text) && /"mediaType"\s*:\s*"application\/vnd\.dev\.sigstore\.bundle/.test(text)
  },
  check,
}

async function* check(proof: ProofFile, beside: Beside, deps: ProofDeps): AsyncGenerator<Check> {
  const read = readSigstoreBundle(proof.bytes)
  const target = await targetOf(proof.path, read, beside)
  const file = target === undefined ? undefined : bytesOf(target, beside, deps)
  const signature = await verifySigstore(read, { file, trust: deps.trust, now: deps.now })
  const envelope = envelopeOf(read)
  const over = envelope ? 'the envelope in it' : (target ?? 'a file that is not beside it')
  yield signatureAnswer(signature, {
    check: 'signature.sigstore',
    title: 'Sigstore bundle',
    file: proof.path,
    over,
    now: deps.now,
  })
  if (envelope?.type !== IN_TOTO) return
  const { verdict, state } = signature
  yield* statementChecks({ statement: envelope.payload, file: proof.path, verdict, state }, beside, deps.signal)
}

const IN_TOTO = 'application/vnd.in-toto+json'

/** Names say which file is meant; where they do not, the digest that the bundle states finds it. */
async function targetOf(path: string, { draft }: ReadBundle, beside: Beside): Promise<string | undefined> {
  if (draft?.content?.$case !== 'messageSignature') return undefined
  const named = path.replace(NAMES, '')
  if (named !== path && beside.paths.includes(named)) return named
  return pathWith(draft.content.messageSignature.messageDigest?.digest.toString('hex'), path, beside)
}

async function pathWith(stated: string | undefined, own: string, beside: Beside): Promise<string | undefined> {
  const { searched = beside } = beside
  for (const other of beside.paths.slice(0, MOST_SEARCHED)) {
    if (other !== own && (await searched.sha256(other)) === stated) return other
  }
  return undefined
}

/** Ours: so many files are looked through for the one with the digest. */
const MOST_SEARCHED = 1000

/** Undefined where only the text of a packed file is kept. */
function bytesOf(path: string, beside: Beside, { signal }: ProofDeps): SignedBytes | undefined {
  return beside.read(path, signal) && (() => beside.read(path, signal) ?? [])
}

function envelopeOf({ draft }: ReadBundle): { type: string; payload: Uint8Array } | undefined {
  if (draft?.content?.$case !== 'dsseEnvelope') return undefined
  const { payloadType, payload } = draft.content.dsseEnvelope
  return { type: payloadType, payload }
}
