import { ScrollPane } from '../../kit/scroll-pane.tsx'
import { Verdict } from '../../app/verdict.tsx'
import { PlainText } from '../../kit/plain-text.tsx'
import { integrityText as text } from '../../text/integrity.ts'
import type { CheckedBundle } from './check-nodes.ts'
import { CheckTable } from './check-table.tsx'

/** One bundle: its verdict and every check of it. */
export function BundleDetail({ bundle }: { readonly bundle: CheckedBundle }) {
  const proof = bundle.checks.filter(({ level, verdict }) => level === 'proof' && verdict !== 'not-offered')
  const seen = bundle.checks.filter(({ level, verdict }) => level === 'observation' && verdict !== 'verified')
  return (
    <ScrollPane label={bundle.name}>
      <div className="sec">
        <div className="row" style={{ gap: 10 }}>
          <Verdict verdict={bundle.verdict} />
          <h2 className="detail-title">
            <PlainText text={bundle.name} />
          </h2>
        </div>
        <dl className="kv" style={{ marginTop: 8 }}>
          <dt>{text.format}</dt>
          <dd>{bundle.format}</dd>
          <dt>{text.proofChecks}</dt>
          <dd>
            {proof.length === 0
              ? '–'
              : text.ofN(proof.filter(({ verdict }) => verdict === 'verified').length, proof.length)}
          </dd>
          <dt>{text.observations}</dt>
          <dd>{text.seen(seen.length)}</dd>
        </dl>
      </div>
      <CheckTable checks={bundle.checks} />
    </ScrollPane>
  )
}
