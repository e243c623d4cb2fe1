import { ScrollPane } from '../../kit/scroll-pane.tsx'
import { useCaseScreen } from '../../app/case-screen.ts'
import { EmptyPane } from '../../kit/empty-pane.tsx'
import { type ListColumn, ListTable } from '../../kit/list-table.tsx'
import { dateText, momentOf } from '../../kit/moment.ts'
import { PathText } from '../../kit/path-text.tsx'
import { PlainText } from '../../kit/plain-text.tsx'
import { TimeText } from '../../kit/time-text.tsx'
import { count } from '../../kit/values.ts'
import { WaitingPane } from '../../kit/waiting-pane.tsx'
import { importText as text } from '../../text/import.ts'
import { common, kindWord } from '../../text/words.ts'
import type { Recognised, Waiting } from './use-imports.ts'

type Row = Recognised['preview'][number]

const names = text.previewColumns

const columns = (zone: string): readonly ListColumn<Row>[] => [
  {
    id: 'no',
    head: names.no,
    width: '52px',
    right: true,
    cell: (_, place) => <span className="t3">{count(place + 1)}</span>,
  },
  {
    id: 'time',
    head: `${names.time} (${zone})`,
    width: '226px',
    cell: ({ time, timeUs }) => (
      <>
        {dateText(timeUs, zone)} <TimeText moment={momentOf(time) ?? { us: timeUs }} zone={zone} />
      </>
    ),
  },
  {
    id: 'actor',
    head: names.actor,
    width: '128px',
    cell: ({ actor }) => (actor === undefined ? <i className="t3">{common.unknown}</i> : <PlainText text={actor} />),
  },
  { id: 'kind', head: names.kind, width: '72px', cell: ({ kind }) => <span className="t2">{kindWord(kind)}</span> },
  {
    id: 'action',
    head: names.action,
    width: '88px',
    cell: ({ action }) => <span className="t2">{action ?? '–'}</span>,
  },
  { id: 'target', head: names.target, cell: ({ target }) => (target === undefined ? '–' : <PathText path={target} />) },
  {
    id: 'outcome',
    head: names.outcome,
    width: '76px',
    cell: ({ outcome }) => (
      <span className={outcome === 'denied' || outcome === 'failure' ? 'strong' : 't3'}>{outcome}</span>
    ),
  },
  { id: 'from', head: names.from, width: '112px', cell: ({ ip }) => ip ?? '–' },
]

/** The first records of an input as they will stand in the case. */
export function PreviewPane({ input }: { readonly input: Waiting }) {
  const { zone } = useCaseScreen()
  const { found } = input
  if (!found) return <WaitingPane label={text.recognising} lines={8} />
  return (
    <div className="pane">
      <div className="sechead">
        <h2>{text.preview}</h2>
        <span className="t3 sm">{text.previewNote(found.preview.length, found.rejectedInPreview)}</span>
      </div>
      <ScrollPane label={text.preview}>
        {found.preview.length === 0 ? (
          <EmptyPane title={text.previewNone}>{found.refused?.message}</EmptyPane>
        ) : (
          <ListTable
            leastPx={880}
            caption={text.preview}
            dense
            columns={columns(zone)}
            rows={found.preview}
            keyOf={(_, place) => place}
          />
        )}
      </ScrollPane>
    </div>
  )
}
