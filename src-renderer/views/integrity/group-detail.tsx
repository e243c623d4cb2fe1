import { Verdict } from '../../app/verdict.tsx'
import { ScrollPane } from '../../kit/scroll-pane.tsx'
import { checkText } from '../../text/checks.ts'
import { integrityText as text } from '../../text/integrity.ts'
import { ChainPart } from './chain-part.tsx'
import { coverage, type Node, worstOf } from './check-nodes.ts'
import { CheckTable } from './check-table.tsx'

interface Props {
  readonly node: Extract<Node, { is: 'group' }>
  readonly roots: readonly Node[]
  readonly onSelect: (key: string) => void
}

/** One check over several files or places. */
export function GroupDetail({ node, roots, onSelect }: Props) {
  const { held, all } = coverage(node.entries)
  const { name, means, settles } = checkText(node.check)
  const verdict = worstOf(node.entries)
  const { id } = node.bundle
  return (
    <ScrollPane label={name}>
      <div className="sec">
        <div className="row" style={{ gap: 10 }}>
          <Verdict verdict={verdict} />
          <h2 className="detail-title">{name}</h2>
        </div>
        <dl className="kv wide" style={{ marginTop: 8 }}>
          <dt>{text.means}</dt>
          <dd className="whole">{means}</dd>
          {verdict !== 'verified' && (
            <>
              <dt>{text.settles}</dt>
              <dd className="whole">{node.entries.find((entry) => entry.settles)?.settles ?? settles}</dd>
            </>
          )}
          <dt>{text.reach}</dt>
          <dd>{held === 0 ? text.reachNone : held === all ? text.reachAll(all) : text.reachUnits(held, name)}</dd>
        </dl>
      </div>
      {node.check.startsWith('chain.') && id !== undefined && (
        <ChainPart bundle={id} node={node} roots={roots} onSelect={onSelect} />
      )}
      <CheckTable checks={node.entries} />
    </ScrollPane>
  )
}
