import type { Answer } from '../../../src-main/contract/calls.ts'
import { useCaseScreen } from '../../app/case-screen.ts'
import { FaultPane } from '../../app/fault-pane.tsx'
import { SystemName } from '../../app/system-name.tsx'
import { useAnswer } from '../../engine/use-answer.ts'
import { type ListColumn, ListTable } from '../../kit/list-table.tsx'
import { microsOf, proseTime, rangeText } from '../../kit/moment.ts'
import { PlainText } from '../../kit/plain-text.tsx'
import { duration } from '../../kit/values.ts'
import { WaitingPane } from '../../kit/waiting-pane.tsx'
import { completenessText as text } from '../../text/completeness.ts'
import { integrityText } from '../../text/integrity.ts'

type Stated = Answer<'completeness'>
type Source = Stated['sources'][number]
type Gap = Source['gaps'][number]

const none = {}
const onAll = ['records', 'checks', 'head'] as const

const because = ({ because: why, elsewhere = [] }: Gap): string =>
  [why, ...elsewhere.map(({ name, records }) => text.elsewhere(name, records))].join('; ')

const columnsIn = (zone: string): readonly ListColumn<Gap>[] => [
  { id: 'from', head: text.columns.from, width: '190px', cell: ({ from }) => proseTime(microsOf(from) ?? 0, zone) },
  { id: 'to', head: text.columns.to, width: '190px', cell: ({ to }) => proseTime(microsOf(to) ?? 0, zone) },
  {
    id: 'length',
    head: text.columns.length,
    width: '124px',
    right: true,
    cell: ({ seconds }) => duration(seconds * 1000),
  },
  {
    id: 'is',
    head: text.columns.is,
    width: '96px',
    cell: ({ explained }) => (explained ? text.explained[explained] : <b className="med">{text.open}</b>),
  },
  { id: 'because', head: text.columns.because, whole: true, cell: (gap) => <PlainText text={because(gap)} /> },
]

function Gaps({ name, gaps, furtherGaps }: Source) {
  const { zone } = useCaseScreen()
  if (gaps.length === 0) return <p className="t2 sm">{text.noGaps}</p>
  return (
    <>
      <ListTable
        caption={text.gapsOf(name)}
        dense
        leastPx={760}
        columns={columnsIn(zone)}
        rows={gaps}
        keyOf={({ from }) => from}
      />
      {furtherGaps > 0 && <p className="t2 sm">{text.furtherGaps(furtherGaps)}</p>}
    </>
  )
}

function Signs({ signs, checked, outside }: Pick<Source, 'signs' | 'checked' | 'outside'>) {
  if (signs.length === 0) return <p className="t2 sm">{text.noSigns(checked)}</p>
  return (
    <>
      <h4>{text.signs(outside)}</h4>
      <ul className="sm">
        {signs.map(({ check, message, more }) => (
          <li key={check}>
            <b className="med">{integrityText.checkName(check)}</b> <PlainText text={message} />
            {more > 0 && text.more(more)}
          </li>
        ))}
      </ul>
    </>
  )
}

function SourceStatement(source: Source) {
  const { name, format, blindSpots, trust } = source
  return (
    <article className="completeness" aria-label={name}>
      <h3>
        <SystemName format={format}>
          <b className="med">
            <PlainText text={name} />
          </b>
        </SystemName>{' '}
        <span className="t2 sm">{text.present(source)}</span>
      </h3>
      <Gaps {...source} />
      <Signs {...source} />
      <p className="sm">
        <b className="med">{text.trust}</b> <PlainText text={trust} />
      </p>
      <details className="sm">
        <summary>{text.blind(blindSpots.length)}</summary>
        <ul>
          {blindSpots.map((spot) => (
            <li key={spot}>{spot}</li>
          ))}
        </ul>
      </details>
    </article>
  )
}

function noteOf({ period }: Stated): string {
  if (!period) return text.nothing
  const [from, to] = [microsOf(period.from) ?? 0, microsOf(period.to) ?? 0]
  return text.note(rangeText(from, to, period.zone), period.by)
}

/** What is there of each source in the period of the case, what is missing, and where trust begins. */
export function CompletenessPane() {
  const reply = useAnswer('completeness', none, onAll)
  return (
    <section aria-label={text.title} className="coverage">
      <div className="sechead bt">
        <h2>{text.title}</h2>
        {reply?.ok && <span className="t3 sm ell">{noteOf(reply.data)}</span>}
      </div>
      {!reply && <WaitingPane label={text.waiting} lines={3} />}
      {reply && !reply.ok && <FaultPane fault={reply} />}
      {reply?.ok && reply.data.sources.map((source) => <SourceStatement key={source.bundle} {...source} />)}
      <p className="t3 sm cover-note">{text.limit}</p>
    </section>
  )
}
