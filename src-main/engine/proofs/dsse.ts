import type { Check, State } from '../../core/verify/check.ts'
import type { SignatureCheck } from '../../core/verify/signature.ts'
import { verifyDsse } from '../crypto/dsse.ts'
import { headText, withSupplied } from './file-signature.ts'
import { statementChecks } from './in-toto.ts'
import type { ProofKind } from './proof.ts'
import { signatureAnswer } from './signature-answer.ts'

const NAME = /\.(?:dsse|intoto)(?:\.jsonl?)?$/i
const MEMBERS = [/"payloadType"\s*:/, /"(?:payload|signatures)"\s*:/]
const SIGSTORE = /"(?:dsseEnvelope|verificationMaterial)"\s*:/
/** The type of an in-toto Statement (in-toto attestation framework, envelope). */
const STATEMENT = 'application/vnd.in-toto+json'

/** A DSSE envelope; an in-toto Statement inside it speaks of the files beside by their digests. */
export const dsse: ProofKind = {
  id: 'dsse',
  title: 'DSSE envelope',
  recognise: (path, head) => {
    const text = headText(head)
    if (!text.trimStart().startsWith('{') || SIGSTORE.test(text)) return false
    return NAME.test(path) || MEMBERS.every((member) => member.test(text))
  },
  check: async function* (proof, beside, deps) {
    const place = { check: 'signature.dsse', title: dsse.title, file: proof.path, now: deps.now }
    const lines = envelopes(proof.bytes)
    if (lines.length > MOST_ENVELOPES) {
      yield tooMany(proof.path)
      return
    }
    for (const signature of lines) {
      const answers: ReturnType<typeof verifyDsse>[] = []
      const checks = await withSupplied(
        async (trust) => {
          const answer = verifyDsse({ signature, trust, now: deps.now })
          answers.push(answer)
          return [answer.check]
        },
        deps,
        beside,
      )
      for (const one of checks) yield signatureAnswer(one, place)
      // The later answer is by the keys beside; a payload is there only where a signature over it holds.
      const held = answers.findLast(({ payload }) => payload !== undefined)
      if (held?.payload && held.payloadType === STATEMENT)
        yield* statementChecks({ statement: held.payload, file: proof.path, ...reliance(checks) }, beside, deps.signal)
    }
  },
}

/** A statement is relied upon as far as its signature: what it says of files is green only where that is. */
function reliance([check]: readonly SignatureCheck[]): Pick<Check, 'verdict'> & { readonly state: State } {
  if (check?.verdict === 'verified') return { verdict: 'verified', state: 'verified' }
  return { verdict: 'not-verifiable', state: check?.state === 'weak' ? 'weak' : 'trust-unknown' }
}

/** As many as signatures in one file. */
const MOST_ENVELOPES = 64

/** One envelope, or one a line (`.intoto.jsonl`). */
function envelopes(bytes: Uint8Array): Uint8Array[] {
  const text = Buffer.from(bytes).toString('utf8')
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const many = lines.length > 1 && lines.every((line) => line.startsWith('{') && line.trimEnd().endsWith('}'))
  return many ? lines.map((line) => Buffer.from(line)) : [bytes]
}

const tooMany = (file: string): Check => ({
  check: 'signature.dsse',
  level: 'proof',
  verdict: 'not-verifiable',
  state: 'unsupported',
  file,
  message: `The file holds over ${MOST_ENVELOPES} DSSE envelopes`,
  settles: 'the envelopes in several files',
})
