import { builtInRules } from '../../../core/verify/chain-rules/built-in.ts'
import { digestBytes } from '../../../core/verify/chain-rules/digest-text.ts'
import { findFields, memberAt } from '../../../core/verify/chain-rules/members.ts'
import type { Members } from '../../../core/verify/chain-rules/members.ts'
import { entryReader } from '../../../core/verify/chain-rules/reader.ts'
import type { ChainRule } from '../../../core/verify/chain-rules/rule.ts'

/** Lines looked at to see whether a log carries its own chain. */
const MOST_LOOKED_AT = 50

/** The known rules whose fields alone tell a chain, by how their entries are read. */
const known = (['json-lines', 'csv'] as const).map((form) => builtInRules.filter(({ entries }) => entries === form))

/** Whether the first bytes of a log carry a chain: by the fields of the known rules, or as a rule that was supplied has it. */
export function carriesChain(head: Uint8Array, supplied: readonly ChainRule[] = []): boolean {
  const lines = linesIn(head)
  const isKnown = known.some((rules) =>
    membersOf(lines, rules[0]).some((members) => rules.some((rule) => findFields(rule, members) !== undefined)),
  )
  return isKnown || supplied.some((rule) => carries(lines, rule))
}

/** Whether a line has the fields of a rule, and a hash in the form of its digest. */
export const carries = (lines: readonly Uint8Array[], rule: ChainRule): boolean =>
  membersOf(lines, rule).some((members) => {
    const fields = findFields(rule, members)
    const hash = fields && memberAt(members, fields.hash)
    return typeof hash === 'string' && digestBytes(hash, rule.digest) !== undefined
  })

function membersOf(lines: readonly Uint8Array[], rule: ChainRule | undefined): Members[] {
  const reader = rule && entryReader(rule)
  return lines.flatMap((line) => {
    const read = reader?.read(line)
    return read !== undefined && 'members' in read ? [read.members] : []
  })
}

/** The first lines of a text; the last may be cut. */
function linesIn(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = []
  for (let at = 0; at < bytes.length && lines.length < MOST_LOOKED_AT;) {
    const end = bytes.indexOf(0x0a, at)
    lines.push(bytes.subarray(at, end === -1 ? bytes.length : end))
    at = end === -1 ? bytes.length : end + 1
  }
  return lines
}
