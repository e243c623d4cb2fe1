import { ScrollPane } from '../../kit/scroll-pane.tsx'
import { Verdict } from '../../app/verdict.tsx'
import { integrityText as text } from '../../text/integrity.ts'
import { coverage, type Node, worstOf } from './check-nodes.ts'
import { CheckTable } from './check-table.tsx'

/** One check over several files or places. */
export function GroupDetail({ node }: { readonly node: Extract<Node, { is: 'group' }> }) {
  const { held, all } = coverage(node.entries)
  const name = text.checkName(node.check)
  return (
    <ScrollPane label={name}>
      <div className="sec">
        <div className="row" style={{ gap: 10 }}>
          <Verdict verdict={worstOf(node.entries)} />
          <h2 className="detail-title">{name}</h2>
        </div>
        <dl className="kv" style={{ marginTop: 8 }}>
          <dt>{text.reach}</dt>
          <dd>{held === 0 ? text.reachNone : held === all ? text.reachAll(all) : text.reachUnits(held, name)}</dd>
        </dl>
      </div>
      <CheckTable checks={node.entries} />
    </ScrollPane>
  )
}
