import type { Check } from '../../../core/verify/check.ts'
import { builtInRules } from '../../../core/verify/chain-rules/built-in.ts'
import { findFields } from '../../../core/verify/chain-rules/members.ts'
import { entryReader } from '../../../core/verify/chain-rules/reader.ts'
import type { ProofKind } from '../proof.ts'
import { anchorsBeside } from './anchors-beside.ts'
import { checkOwnChain, linesOf, ruleOf } from './chain-text.ts'

/** Lines looked at to see whether a log carries its own chain. */
const MOST_LOOKED_AT = 50

/** A log whose records each carry a hash and the hash before: JSON lines or CSV, by the fields of the known rules. */
export const ownChain: ProofKind = {
  id: 'own-chain',
  title: 'Hash chain within a log',
  recognise: (_path, head) => isChained(linesIn(head)),
  async *check({ path, bytes }, beside, { trust, secrets, chainRules, signal }): AsyncGenerator<Check> {
    const found = ruleOf(linesIn(bytes, 2000), { secrets, rules: chainRules })
    const anchors = found.rule === undefined ? [] : await anchorsBeside(beside, path, found.rule.id, trust)
    yield* checkOwnChain(linesOf(once(bytes)), { file: path, secrets, rules: chainRules, anchors, signal })
  },
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** The first lines of a text; the last may be cut. */
function linesIn(bytes: Uint8Array, most = MOST_LOOKED_AT): Uint8Array[] {
  const lines: Uint8Array[] = []
  for (let at = 0; at < bytes.length && lines.length < most;) {
    const end = bytes.indexOf(0x0a, at)
    lines.push(bytes.subarray(at, end === -1 ? bytes.length : end))
    at = end === -1 ? bytes.length : end + 1
  }
  return lines
}

function isChained(lines: readonly Uint8Array[]): boolean {
  return (['json-lines', 'csv'] as const).some((form) => {
    const rules = builtInRules.filter(({ entries }) => entries === form)
    const reader = rules[0] && entryReader(rules[0])
    const reads = lines.map((line) => reader?.read(line)).filter((read) => read !== undefined && 'members' in read)
    return reads.some(({ members }) => rules.some((rule) => findFields(rule, members) !== undefined))
  })
}
