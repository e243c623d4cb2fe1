import type { Check } from '../../../core/verify/check.ts'
import type { Beside, ProofDeps, ProofKind } from '../proof.ts'
import { anchorsBeside } from './anchors-beside.ts'
import { carriesChain } from './carries-chain.ts'
import { checkOwnChain, linesOf } from './chain-text.ts'

/** A log whose records each carry a hash and the hash before: JSON lines or CSV, by the fields of the known rules. */
export const ownChain: ProofKind = {
  id: 'own-chain',
  title: 'Hash chain within a log',
  recognise: (_path, head) => carriesChain(head),
  check: ({ path, bytes }, beside, deps) => checkLogChain({ path, text: once(bytes) }, beside, deps),
}

/** A log and its text; the text is read once. */
interface Log {
  readonly path: string
  readonly text: AsyncIterable<Uint8Array>
}

/** Every check of the chain within a log, with the heads of it that were noted in files beside it. */
export const checkLogChain = ({ path, text }: Log, beside: Beside, deps: ProofDeps): AsyncGenerator<Check> =>
  checkOwnChain(linesOf(text), {
    file: path,
    secrets: deps.secrets,
    rules: deps.chainRules,
    onRule: deps.onRule,
    anchorsOf: (rule) => anchorsBeside(beside, { log: path, ruleId: rule.id }, deps),
    signal: deps.signal,
  })

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
