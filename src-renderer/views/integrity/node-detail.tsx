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
  /** Asks for secrets and chain rules for one bundle. */
  readonly onSupply: (bundle: number) => void
}

/** What stands behind one node of the tree. */
export function NodeDetail(props: Props) {
  const { node, roots, onSelect } = props
  const entry = entryOf(node)
  if (entry) return <EntryDetail {...props} entry={entry} />
  if (node.is === 'group') return <GroupDetail node={node} roots={roots} onSelect={onSelect} />
  return node.is === 'bundle' ? <BundleDetail node={node} roots={roots} onSelect={onSelect} /> : null
}
