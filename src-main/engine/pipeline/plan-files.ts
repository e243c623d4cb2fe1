import type { FormatAdapter } from '../../core/formats/format.ts'
import type { ChainRule } from '../../core/verify/chain-rules/rule.ts'
import { intakeLimits } from '../intake/limits.ts'
import { type Member, memberOf } from '../intake/member.ts'
import { belongsToProof, provesSomething } from '../proofs/belongs-to-proof.ts'
import type { PlannedFile } from './plan-import.ts'

/** Stands for the format of files of which no record is read. */
export const asFiles: FormatAdapter = {
  id: 'files',
  title: 'Files without records',
  integrity: [],
  blindSpots: [],
  recognise: () => ({ confidence: 0, reasons: [] }),
  read: () => 'no record is read of it',
  show: () => ({ text: '', masked: [] }),
}

/**
 * Files of which none is a log that can be read, as they were received: the proofs among them, and what these may be over. None where
 * nothing among them proves anything.
 */
export async function planFiles(
  members: readonly Member[],
  rules: readonly ChainRule[],
  signal?: AbortSignal,
): Promise<PlannedFile[]> {
  const paths = members.map(({ path }) => path)
  const files = new Map<Member['received'], PlannedFile>()
  let proves = false
  for (const member of members) {
    const isProof = await provesSomething(member, rules, signal)
    const role = isProof || (await belongsToProof(member, paths, signal)) ? 'tag' : 'log'
    proves ||= isProof
    // a packed proof is read as its text; what is proved is proved as its bytes
    const taken = isProof ? member : memberOf(member.received, [], intakeLimits)
    if (isProof || !files.has(member.received))
      files.set(member.received, { member: taken, role, reading: undefined, confidence: 0, reasons: [] })
  }
  return proves ? [...files.values()] : []
}
