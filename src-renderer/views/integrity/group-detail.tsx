import { ScrollPane } from '../../kit/scroll-pane.tsx'
import { checkText } from '../../text/checks.ts'
import { integrityText as text } from '../../text/integrity.ts'
import { ChainPart } from './chain-part.tsx'
import { coverage, type Node } from './check-nodes.ts'
import { CheckTable } from './check-table.tsx'
import { MarkPart } from './mark-part.tsx'

interface Props {
  readonly node: Extract<Node, { is: 'group' }>
  readonly roots: readonly Node[]
  readonly onSelect: (key: string) => void
}

/** One check over several files or places. */
export function GroupDetail({ node, roots, onSelect }: Props) {
  const { held, all } = coverage(node.entries)
  const { name } = checkText(node.check)
  const { id } = node.bundle
  const isProof = all > 0 && node.entries.some(({ level }) => level === 'proof')
  return (
    <ScrollPane label={name}>
      <MarkPart node={node}>
        {isProof && (
          <>
            <dt>{text.reach}</dt>
            <dd>{held === 0 ? text.reachNone : held === all ? text.reachAll(all) : text.reachUnits(held, name)}</dd>
          </>
        )}
      </MarkPart>
      {node.check.startsWith('chain.') && id !== undefined && (
        <ChainPart bundle={id} node={node} roots={roots} onSelect={onSelect} />
      )}
      <CheckTable checks={node.entries} />
    </ScrollPane>
  )
}
