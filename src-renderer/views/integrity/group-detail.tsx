import { ScrollPane } from '../../kit/scroll-pane.tsx'
import { integrityText as text } from '../../text/integrity.ts'
import { ChainPart } from './chain-part.tsx'
import { CheckMark } from './check-mark.tsx'
import { coverage, type Node, wordOf } from './check-nodes.ts'
import { CheckTable } from './check-table.tsx'
import { markOf } from './mark-meaning.ts'

interface Props {
  readonly node: Extract<Node, { is: 'group' }>
  readonly roots: readonly Node[]
  readonly onSelect: (key: string) => void
}

/** One check over several files or places. */
export function GroupDetail({ node, roots, onSelect }: Props) {
  const { held, all } = coverage(node.entries)
  const { name, means, settles } = markOf(node)
  const { id } = node.bundle
  const isProof = node.entries.some(({ level }) => level === 'proof') && all > 0
  return (
    <ScrollPane label={name}>
      <div className="sec">
        <div className="row" style={{ gap: 10 }}>
          <CheckMark word={wordOf(node.entries)} />
          <h2 className="detail-title">{name}</h2>
        </div>
        <dl className="kv wide" style={{ marginTop: 8 }}>
          <dt>{text.means}</dt>
          <dd className="whole">{means}</dd>
          {settles && (
            <>
              <dt>{text.settles}</dt>
              <dd className="whole">{settles}</dd>
            </>
          )}
          {isProof && (
            <>
              <dt>{text.reach}</dt>
              <dd>{held === 0 ? text.reachNone : held === all ? text.reachAll(all) : text.reachUnits(held, name)}</dd>
            </>
          )}
        </dl>
      </div>
      {node.check.startsWith('chain.') && id !== undefined && (
        <ChainPart bundle={id} node={node} roots={roots} onSelect={onSelect} />
      )}
      <CheckTable checks={node.entries} />
    </ScrollPane>
  )
}
