import { checkText } from '../../text/checks.ts'
import { sentence } from '../../text/faults.ts'
import { integrityText as text } from '../../text/integrity.ts'
import { type Check, type CheckWord, entryOf, type Node, wordOf } from './check-nodes.ts'

export interface MarkMeaning {
  readonly word: CheckWord | 'unchecked'
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
  return markOfEntries(node.is === 'group' ? node.entries : [node.entry], entryOf(node))
}

function markOfEntries(entries: readonly Check[], only: Check | undefined): MarkMeaning {
  const word = wordOf(entries)
  const worst = only ?? entries.find((entry) => entry.verdict === word)
  const { name, means, settles } = checkText((worst ?? entries[0])?.check ?? '')
  const remark = noRemarkOf(entries)
  if (word === 'verified' || remark) return { word, name, means: remark ?? means }
  return { word, name, means, settles: sentence(worst?.settles ?? settles) }
}

function markOfBundle({ bundle, unchecked }: Extract<Node, { is: 'bundle' }>): MarkMeaning {
  const word = unchecked ? 'unchecked' : bundle.verdict
  const means = text.verdictMeans[word]
  if (word === 'verified') return { word, name: bundle.name, means }
  const open = bundle.checks.find((check) => check.level === 'proof' && check.verdict === word)
  return { word, name: bundle.name, means, settles: sentence(open?.settles ?? text.verdictSettles[word]) }
}
