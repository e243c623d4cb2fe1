import { createHash } from 'node:crypto'
import type { Check } from '../../../core/verify/check.ts'
import { checkInclusion } from '../../../core/verify/merkle/proof.ts'
import { HASH_BYTES } from '../../../core/verify/merkle/tree.ts'
import type { Checkpoint } from '../../../core/verify/note/checkpoint.ts'
import { parseTlogProof, TLOG_PROOF, type TlogProof } from '../../../core/verify/note/tlog-proof.ts'
import { sha256Bytes } from '../../crypto/digest.ts'
import { verifyNote } from '../../crypto/note.ts'
import { signatureAnswer } from '../signature-answer.ts'
import type { Beside, ProofDeps, ProofFile, ProofKind } from '../proof.ts'
import { checkpointIn } from './checkpoints-beside.ts'
import { merkleAnswer, merkleOpen, type MerkleTold } from './merkle-answer.ts'

/** That a file is an entry of a transparency log (C2SP tlog-proof): `NAME.tlog-proof` beside `NAME`. */
export const tlogProof: ProofKind = {
  id: 'tlog-proof',
  title: 'Proof of inclusion in a transparency log',
  recognise: (_path, head) => Buffer.from(head.subarray(0, 64)).toString('latin1').startsWith(`${TLOG_PROOF}\n`),
  check,
}

async function* check(proof: ProofFile, beside: Beside, deps: ProofDeps): AsyncGenerator<Check> {
  const { path: file } = proof
  const parsed = parseTlogProof(proof.bytes)
  if (!parsed.ok) return yield { ...malformed, file, message: `The proof cannot be read: ${parsed.reason}` }
  const { check: signature } = verifyNote(parsed.value.checkpoint, deps.trust)
  const head = checkpointIn(parsed.value.checkpoint)
  const title = head ? `Checkpoint of ${head.origin} with ${head.size} entries` : 'Checkpoint'
  yield signatureAnswer(signature, { check: 'signature.note', title, file, now: deps.now })
  if (signature.kind === 'malformed') return
  if (!head) return yield { ...malformed, file, message: 'What the proof leads to is no checkpoint' }
  if (signature.verdict === 'failed') {
    const message = 'The checkpoint is not what the log signed, so the proof leads to nothing'
    return yield merkleOpen({ check: 'merkle.inclusion', file }, message, 'the proof as the log issued it')
  }
  const entry = file.replace(/\.tlog-proof$/, '')
  const leaf = entry === file ? undefined : await leafOf(entry, beside, deps)
  yield inclusionCheck(parsed.value, head, { entry, leaf }, { file, signature })
}

interface Entered {
  readonly entry: string
  readonly leaf: Uint8Array | undefined
}

/** Without the entry itself, only a path that fits no tree can be told. */
function inclusionCheck(
  { index, path }: TlogProof,
  { size, root }: Checkpoint,
  { entry, leaf }: Entered,
  place: Pick<MerkleTold, 'file' | 'signature'>,
): Check {
  const told = { ...place, check: 'merkle.inclusion', covered: 1 } as const
  const answer = checkInclusion({ index, size, leaf: leaf ?? new Uint8Array(HASH_BYTES), root, path }, sha256Bytes)
  const unfit = !answer.ok && answer.fault !== 'root'
  if (!leaf && !unfit) {
    const message = `The entry ${index} that the proof is about is not beside it`
    return merkleOpen(told, message, 'the file that was entered into the log')
  }
  const held = `${entry} is entry ${index} of the ${size} under the checkpoint`
  const broken = unfit
    ? `The path of the proof does not fit entry ${index} of ${size}`
    : `The path of the proof does not lead from ${entry} to the root of the checkpoint`
  return merkleAnswer(answer, { ...told, held, broken })
}

const malformed = {
  check: 'merkle.inclusion',
  level: 'proof',
  verdict: 'failed',
  state: 'broken',
  kind: 'malformed',
} as const

/** The leaf hash of a file of any size. */
async function leafOf(path: string, beside: Beside, { signal }: ProofDeps): Promise<Uint8Array | undefined> {
  const chunks = beside.paths.includes(path) ? beside.read(path, signal) : undefined
  if (!chunks) return undefined
  const sum = createHash('sha256').update(Uint8Array.of(0))
  for await (const chunk of chunks) sum.update(chunk)
  return sum.digest()
}
