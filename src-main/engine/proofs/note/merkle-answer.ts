import type { Check } from '../../../core/verify/check.ts'
import type { ProofAnswer } from '../../../core/verify/merkle/proof.ts'
import type { SignatureCheck } from '../../../core/verify/signature.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** What one Merkle proof says, and what it is worth: no more than the signature over the head it leads to. */
export interface MerkleTold {
  readonly check: 'merkle.inclusion' | 'merkle.consistency' | 'merkle.root'
  readonly file: string
  readonly signature: SignatureCheck
  readonly covered: number
  readonly held: string
  readonly broken: string
}

/** The check that a Merkle proof becomes. */
export function merkleAnswer(
  answer: ProofAnswer,
  { check, file, signature, covered, held, broken }: MerkleTold,
): Check {
  const common = { check, level: 'proof', file } as const
  if (!answer.ok) {
    const malformed = answer.fault !== 'part' && answer.fault !== 'root'
    const hashes = answer.expected && answer.found ? { expected: hex(answer.expected), found: hex(answer.found) } : {}
    return {
      ...common,
      verdict: 'failed',
      state: 'broken',
      kind: malformed ? 'malformed' : 'edited',
      ...hashes,
      message: broken,
    }
  }
  const { verdict, state, settles } = signature
  if (verdict === 'verified') return { ...common, verdict, state, covered, message: held }
  const open = { verdict: 'not-verifiable', state: state === 'broken' ? 'unverifiable' : state } as const
  return {
    ...common,
    ...open,
    covered,
    ...(settles === undefined ? {} : { settles }),
    message: `${held}, whose signature is not proved`,
  }
}

/** Something needed lies not beside the proof. */
export const merkleOpen = (
  { check, file }: Pick<MerkleTold, 'check' | 'file'>,
  message: string,
  settles: string,
): Check => ({
  check,
  level: 'proof',
  verdict: 'not-verifiable',
  state: 'unverifiable',
  file,
  message,
  settles,
})
