import { useAnswer } from '../../engine/use-answer.ts'
import { useCaseScreen } from '../../app/case-screen.ts'
import { Verdict } from '../../app/verdict.tsx'
import { HashText } from '../../kit/hash-text.tsx'
import { microsOf, proseTime } from '../../kit/moment.ts'
import { bytes } from '../../kit/values.ts'
import { overviewText as text } from '../../text/overview.ts'
import { common } from '../../text/words.ts'

const headOnly = { offset: 0, limit: 1 }
const onCustody = ['custody'] as const

/** The case itself: its file, who works on it, its custody chain. */
export function CasePanel({ packs }: { readonly packs: number }) {
  const { head, zone, go } = useCaseScreen()
  const chain = useAnswer('custody.page', headOnly, onCustody)
  const { from, to } = head.period
  return (
    <section aria-label={text.case} className="bt">
      <div className="sechead">
        <h2>{text.case}</h2>
      </div>
      <dl className="kv case-kv">
        <dt>{text.file}</dt>
        <dd data-tip={head.name}>{text.fileText(head.name, bytes(head.sizeBytes))}</dd>
        <dt>{text.titleOf}</dt>
        <dd data-tip={head.title}>{head.title || '–'}</dd>
        <dt>{text.organisation}</dt>
        <dd>{head.organisation || '–'}</dd>
        <dt>{text.auditor}</dt>
        <dd>{head.auditor || '–'}</dd>
        <dt>{text.period}</dt>
        <dd>{from || to ? `${from ?? '…'} – ${to ?? '…'}` : '–'}</dd>
        <dt>{text.zone}</dt>
        <dd>{head.zone}</dd>
        <dt>{text.created}</dt>
        <dd>{proseTime(microsOf(head.created) ?? 0, zone)}</dd>
        <dt>{text.custody}</dt>
        <dd>
          <button type="button" className="link" onClick={() => go({ view: 'custody' })}>
            {chain?.ok && <Verdict verdict={chain.data.verdict} size={12} bare />}{' '}
            {common.entries(head.custody.entries)}
          </button>{' '}
          <HashText hash={head.custody.head} />
        </dd>
        <dt>{text.packs}</dt>
        <dd>{packs === 0 ? text.noPacks : text.packCount(packs)}</dd>
      </dl>
      {head.notes.length > 0 && (
        <div className="note not-verifiable case-notes">
          <div>
            <b className="med">{text.notes}</b>
            <ul>
              {head.notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          </div>
        </div>
      )}
    </section>
  )
}
