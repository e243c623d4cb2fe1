import { BundleDetail } from './bundle-detail.tsx'
import { entryOf, type Node } from './check-nodes.ts'
import { EntryDetail } from './entry-detail.tsx'
import { GroupDetail } from './group-detail.tsx'

interface Props {
  readonly node: Node
  readonly roots: readonly Node[]
  readonly breaks: readonly Node[]
  /** Place of the node among the breaks; -1 where it is none. */
  readonly at: number
  readonly onStep: (by: number) => void
  readonly onSelect: (key: string) => void
}

/** What stands behind one node of the tree. */
export function NodeDetail({ node, breaks, at, onStep, onSelect }: Props) {
  const entry = entryOf(node)
  if (entry)
    return <EntryDetail entry={entry} node={node} breaks={breaks} at={at} onStep={onStep} onSelect={onSelect} />
  if (node.is === 'group') return <GroupDetail node={node} />
  return <BundleDetail bundle={node.bundle} />
}
