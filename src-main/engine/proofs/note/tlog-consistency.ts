import { z } from 'zod'
import type { Check } from '../../../core/verify/check.ts'
import { checkConsistency, type ConsistencyProof } from '../../../core/verify/merkle/proof.ts'
import { sameBytes } from '../../../core/verify/merkle/tree.ts'
import { readCount, readHash } from '../../../core/verify/note/checkpoint.ts'
import { signatureCheck, worstSignature, type SignatureCheck } from '../../../core/verify/signature.ts'
import { sha256Bytes } from '../../crypto/digest.ts'
import { verifyNote } from '../../crypto/note.ts'
import type { Beside, ProofDeps, ProofFile, ProofKind } from '../proof.ts'
import { checkpointsBeside, type CheckpointBeside } from './checkpoints-beside.ts'
import { merkleAnswer } from './merkle-answer.ts'

const count = z.union([z.string(), z.int().nonnegative()]).transform((value) => readCount(String(value)))
const hash = z.string().transform(readHash)
const Proofs = z
  .array(z.object({ size1: count, root1: hash, size2: count, root2: hash, proof: z.array(hash).max(64) }))
  .min(1)
  .max(10_000)

/** Consistency proofs as JSON, hashes in base64; the two heads they name are looked for among the checkpoints beside them. */
export const tlogConsistency: ProofKind = {
  id: 'tlog-consistency',
  title: 'Proof that one head of a transparency log continues another',
  recognise(_path, head) {
    const text = Buffer.from(head).toString('latin1')
    return (
      /^\s*[[{]/.test(text) &&
      ['"size1"', '"root1"', '"size2"', '"root2"', '"proof"'].every((name) => text.includes(name))
    )
  },
  check,
}

async function* check(proof: ProofFile, beside: Beside, deps: ProofDeps): AsyncGenerator<Check> {
  const file = proof.path
  const proofs = proofsIn(proof.bytes)
  if (!proofs) {
    const message = 'The consistency proofs cannot be read'
    return yield {
      check: 'merkle.consistency',
      level: 'proof',
      verdict: 'failed',
      state: 'broken',
      kind: 'malformed',
      file,
      message,
    }
  }
  const heads = await checkpointsBeside(beside, deps.signal)
  for (const one of proofs) {
    const span = `the log of ${one.newer.size} entries begins with its ${one.older.size} earlier ones`
    const signature = worstSignature([one.older, one.newer].map((end) => signatureOf(end, heads, deps)))
    const told = { check: 'merkle.consistency', file, signature, covered: 1 } as const
    const answer = checkConsistency(one, sha256Bytes)
    yield merkleAnswer(answer, { ...told, held: `Proved that ${span}`, broken: `The proof does not show that ${span}` })
  }
}

/** Each proof of the file; undefined where one of them cannot be read. */
function proofsIn(bytes: Uint8Array): ConsistencyProof[] | undefined {
  const read = Proofs.safeParse(parsed(bytes))
  if (!read.success) return undefined
  const proofs = read.data.flatMap(({ size1, root1, size2, root2, proof }) => {
    const path = proof.filter((one) => one !== undefined)
    if (size1 === undefined || size2 === undefined || !root1 || !root2 || path.length < proof.length) return []
    return [{ older: { size: size1, root: root1 }, newer: { size: size2, root: root2 }, path }]
  })
  return proofs.length === read.data.length ? proofs : undefined
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return [JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))].flat()
  } catch {
    return undefined
  }
}

type End = ConsistencyProof['older']

/** The signature of the checkpoint that has this size and root. */
function signatureOf({ size, root }: End, heads: readonly CheckpointBeside[], { trust }: ProofDeps): SignatureCheck {
  const own = heads.filter(({ checkpoint }) => checkpoint.size === size && sameBytes(checkpoint.root, root))
  const checks = own.map(({ bytes }) => verifyNote(bytes, trust).check)
  const message = `no signed checkpoint of ${size} entries with this root lies beside the proof`
  const absent = signatureCheck({
    faults: [{ reason: 'signature-absent', message, settles: 'the signed checkpoints of both sizes' }],
  })
  return checks.find(({ verdict }) => verdict === 'verified') ?? checks[0] ?? absent
}
