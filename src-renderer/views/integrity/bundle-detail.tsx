import { useCaseScreen } from '../../app/case-screen.ts'
import { formatTitle } from '../../app/format-title.ts'
import { Verdict } from '../../app/verdict.tsx'
import { PlainText } from '../../kit/plain-text.tsx'
import { ScrollPane } from '../../kit/scroll-pane.tsx'
import { integrityText as text } from '../../text/integrity.ts'
import { ChainPart } from './chain-part.tsx'
import type { Node } from './check-nodes.ts'
import { CheckTable } from './check-table.tsx'
import { markOf } from './mark-meaning.ts'

interface Props {
  readonly node: Extract<Node, { is: 'bundle' }>
  readonly roots: readonly Node[]
  readonly onSelect: (key: string) => void
}

/** One bundle: its verdict and what it means, its chains along time, and every check of it. */
export function BundleDetail({ node, roots, onSelect }: Props) {
  const { bundle } = node
  const { overview } = useCaseScreen()
  const proof = bundle.checks.filter(({ level, verdict }) => level === 'proof' && verdict !== 'not-offered')
  const seen = bundle.checks.filter(({ level, verdict }) => level === 'observation' && verdict !== 'verified')
  const { verdict, means, settles } = markOf(node)
  return (
    <ScrollPane label={bundle.name}>
      <div className="sec">
        <div className="row" style={{ gap: 10 }}>
          <Verdict verdict={verdict} />
          <h2 className="detail-title">
            <PlainText text={bundle.name} />
          </h2>
        </div>
        <dl className="kv wide" style={{ marginTop: 8 }}>
          <dt>{text.means}</dt>
          <dd className="whole">{means}</dd>
          {settles && (
            <>
              <dt>{text.settles}</dt>
              <dd className="whole">
                <PlainText text={settles} />
              </dd>
            </>
          )}
          <dt>{text.format}</dt>
          <dd>{formatTitle(overview, bundle.format)}</dd>
          <dt>{text.proofChecks}</dt>
          <dd>
            {proof.length === 0
              ? '–'
              : text.ofN(proof.filter((check) => check.verdict === 'verified').length, proof.length)}
          </dd>
          <dt>{text.observations}</dt>
          <dd>{text.seen(seen.length)}</dd>
        </dl>
      </div>
      {bundle.id !== undefined && <ChainPart bundle={bundle.id} node={node} roots={roots} onSelect={onSelect} />}
      <CheckTable checks={bundle.checks} />
    </ScrollPane>
  )
}
