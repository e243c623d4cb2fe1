import { checkText } from '../../text/checks.ts'
import { sentence } from '../../text/faults.ts'
import { integrityText as text } from '../../text/integrity.ts'
import { type Check, entryOf, type Node, wordOf, worstOf } from './check-nodes.ts'

export interface MarkMeaning {
  readonly verdict: ReturnType<typeof worstOf> | 'unchecked'
  readonly name: string
  readonly means: string
  /** Absent where there is nothing left to settle. */
  readonly settles?: string | undefined
}

/** What it means that an observation saw nothing; undefined of all else. */
export function noRemarkOf(entries: readonly Check[]): string | undefined {
  const word = wordOf(entries)
  return word === 'no-remark' || word === 'nothing-there' ? text.remarkMeans[word] : undefined
}

/** What the mark of a node means, in one sentence, and what would settle it. */
export function markOf(node: Node): MarkMeaning {
  if (node.is === 'bundle') return markOfBundle(node)
  const entries = node.is === 'group' ? node.entries : [node.entry]
  const verdict = worstOf(entries)
  const worst = entries.find((entry) => entry.verdict === verdict)
  const { name, means, settles } = checkText(worst?.check ?? '')
  const own = entryOf(node) ?? worst
  if (verdict === 'verified') return { verdict, name, means: noRemarkOf(entries) ?? means }
  return { verdict, name, means, settles: sentence(own?.settles ?? settles) }
}

function markOfBundle({ bundle, unchecked }: Extract<Node, { is: 'bundle' }>): MarkMeaning {
  const verdict = unchecked ? 'unchecked' : bundle.verdict
  const means = text.verdictMeans[verdict]
  if (verdict === 'verified') return { verdict, name: bundle.name, means }
  const open = bundle.checks.find((check) => check.level === 'proof' && check.verdict === verdict)
  return { verdict, name: bundle.name, means, settles: sentence(open?.settles ?? text.verdictSettles[verdict]) }
}
