import { useAnswer } from '../../engine/use-answer.ts'
import { type CaseHead, useCaseScreen } from '../../app/case-screen.ts'
import { Verdict } from '../../app/verdict.tsx'
import { HashText } from '../../kit/hash-text.tsx'
import { microsOf, proseTime } from '../../kit/moment.ts'
import { bytes } from '../../kit/values.ts'
import { overviewText as text } from '../../text/overview.ts'
import { common } from '../../text/words.ts'

const headOnly = { offset: 0, limit: 1 }
const onCustody = ['custody'] as const

function Custody() {
  const { head, go } = useCaseScreen()
  const chain = useAnswer('custody.page', headOnly, onCustody)
  return (
    <>
      <button
        type="button"
        className="link row"
        style={{ display: 'inline-flex', gap: 6 }}
        onClick={() => go({ view: 'custody' })}
      >
        {chain?.ok && <Verdict verdict={chain.data.verdict} size={12} bare />} {common.entries(head.custody.entries)}
      </button>{' '}
      <HashText hash={head.custody.head} />
    </>
  )
}

function Notes({ notes }: { readonly notes: readonly string[] }) {
  if (notes.length === 0) return null
  return (
    <div className="note not-verifiable case-notes">
      <div>
        <b className="med">{text.notes}</b>
        <ul>
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      </div>
    </div>
  )
}

const periodOf = ({ from, to }: CaseHead['period']): string => (from || to ? `${from ?? '…'} – ${to ?? '…'}` : '–')

/** The case itself: its file, who works on it, its custody chain. */
export function CasePanel({ packs }: { readonly packs: number }) {
  const { head, zone } = useCaseScreen()
  const facts: readonly (readonly [string, string])[] = [
    [text.file, head.name],
    [text.size, bytes(head.sizeBytes)],
    [text.titleOf, head.title || '–'],
    [text.organisation, head.organisation || '–'],
    [text.auditor, head.auditor || '–'],
    [text.period, periodOf(head.period)],
    [text.zone, head.zone],
    [text.created, proseTime(microsOf(head.created) ?? 0, zone)],
    [text.packs, packs === 0 ? text.noPacks : text.packCount(packs)],
  ]
  return (
    <section aria-label={text.case} className="bt">
      <div className="sechead">
        <h2>{text.case}</h2>
      </div>
      <dl className="kv case-kv">
        {facts.map(([name, fact]) => (
          <Fact key={name} name={name} fact={fact} />
        ))}
        <dt>{text.custody}</dt>
        <dd>
          <Custody />
        </dd>
      </dl>
      <Notes notes={head.notes} />
    </section>
  )
}

function Fact({ name, fact }: { readonly name: string; readonly fact: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd data-tip={fact}>{fact}</dd>
    </>
  )
}
