import type { Check } from '../../../core/verify/check.ts'
import { sameBytes } from '../../../core/verify/merkle/tree.ts'
import { compareCheckpoints, parseCheckpoint, type Checkpoint } from '../../../core/verify/note/checkpoint.ts'
import { TLOG_PROOF } from '../../../core/verify/note/tlog-proof.ts'
import type { SignatureCheck } from '../../../core/verify/signature.ts'
import { verifyNote } from '../../crypto/note.ts'
import { signatureAnswer } from '../signature-answer.ts'
import type { Beside, ProofDeps, ProofFile, ProofKind } from '../proof.ts'
import { checkpointsBeside } from './checkpoints-beside.ts'
import { entriesBeside } from './entries-beside.ts'
import { merkleAnswer, merkleOpen } from './merkle-answer.ts'

const LINES = /\n\n\u2014 [^ \n]+ [A-Za-z0-9+/=]{8,}\r?\n/u

/** Signed notes and the checkpoints of transparency logs (C2SP signed-note, tlog-checkpoint, tlog-tiles). */
export const signedNote: ProofKind = {
  id: 'signed-note',
  title: 'Signed note or checkpoint of a transparency log',
  recognise(_path, head) {
    const text = Buffer.from(head).toString('utf8')
    return !text.startsWith(TLOG_PROOF) && LINES.test(text.replaceAll('\r\n', '\n'))
  },
  check,
}

async function* check(proof: ProofFile, beside: Beside, deps: ProofDeps): AsyncGenerator<Check> {
  const { check: signature, note } = verifyNote(proof.bytes, deps.trust)
  const head = note ? parseCheckpoint(note.text) : undefined
  const place = { check: 'signature.note', file: proof.path, now: deps.now }
  if (!head?.ok) return yield signatureAnswer(signature, { ...place, title: 'Signed note' })
  const title = `Checkpoint of ${head.value.origin} with ${head.value.size} entries`
  const answer = signatureAnswer(signature, { ...place, title })
  if (signature.verdict === 'failed') return yield answer
  const found = await entriesBeside(proof.path, head.value.size, beside, deps)
  yield found ? answer : { ...answer, message: `${answer.message}. ${ALONE}` }
  if (found) yield* entriesChecks(found, { path: proof.path, head: head.value, signature })
  yield* forkChecks({ path: proof.path, head: head.value, signature }, beside, deps)
}

/** What is said of a checkpoint that is not tied to entries; only they, or a proof of inclusion, tie it to files. */
const ALONE = 'It says nothing about any record here: no entries of its log lie beside it'

/** That the entries of the log beside a checkpoint are those it signs. */
function* entriesChecks(
  found: NonNullable<Awaited<ReturnType<typeof entriesBeside>>>,
  { path: file, head: { size, root }, signature }: Head,
): Generator<Check> {
  const told = { check: 'merkle.root', file, signature, covered: found.tree.size } as const
  if (found.malformed !== undefined) {
    const broken = `The entries in ${found.malformed} cannot be read, or are fewer than its name says`
    return yield merkleAnswer({ ok: false, fault: 'length' }, { ...told, file: found.malformed, held: '', broken })
  }
  if (BigInt(found.tree.size) < size) {
    const message = `The first ${found.tree.size} of ${size} entries lie beside the checkpoint; a root is of all of them`
    return yield merkleOpen(told, message, 'the other entries of the log (tile/entries)')
  }
  const own = found.tree.root()
  const held = `The ${size} entries beside it have the root of the checkpoint`
  const broken = `The ${size} entries beside it do not have the root of the checkpoint`
  const answer = sameBytes(own, root)
    ? ({ ok: true } as const)
    : ({ ok: false, fault: 'root', expected: root, found: own } as const)
  yield merkleAnswer(answer, { ...told, held, broken })
}

interface Head {
  readonly path: string
  readonly head: Checkpoint
  readonly signature: SignatureCheck
}

/** Two heads of one log and size with other roots, told once: by the file that comes later. */
async function* forkChecks({ path, head, signature }: Head, beside: Beside, deps: ProofDeps): AsyncGenerator<Check> {
  for (const other of await checkpointsBeside(beside, deps.signal)) {
    if (other.path >= path || compareCheckpoints(head, other.checkpoint) !== 'forked') continue
    const both = signature.verdict === 'verified' && verifyNote(other.bytes, deps.trust).check.verdict === 'verified'
    const common = {
      check: 'checkpoint.fork',
      level: 'proof',
      file: path,
      expected: Buffer.from(other.checkpoint.root).toString('hex'),
      found: Buffer.from(head.root).toString('hex'),
    } as const
    const seen = `${other.path} and this checkpoint name two roots for the same ${head.size} entries of one log`
    if (both)
      yield {
        ...common,
        verdict: 'failed',
        state: 'broken',
        kind: 'forked',
        message: `${seen}, and the log signed both`,
      }
    else {
      const settles = "trust the log's verifier key: signed by it, both together prove that the log told two stories"
      yield {
        ...common,
        verdict: 'not-verifiable',
        state: 'unverifiable',
        message: `${seen}; not both signatures are proved`,
        settles,
      }
    }
  }
}
