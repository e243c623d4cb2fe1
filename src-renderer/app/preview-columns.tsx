import type { Answer } from '../../src-main/contract/calls.ts'
import type { ListColumn } from '../kit/list-table.tsx'
import { dateText, momentOf } from '../kit/moment.ts'
import { PathText } from '../kit/path-text.tsx'
import { PlainText } from '../kit/plain-text.tsx'
import { TimeText } from '../kit/time-text.tsx'
import { count } from '../kit/values.ts'
import { importText as text } from '../text/import.ts'
import { common, kindWord } from '../text/words.ts'

type Row = Answer<'input.recognise'>['inputs'][number]['preview'][number]

const names = text.previewColumns

/** The columns of records that are shown before they are imported; `numberOf`: what stands in front of each. */
export const previewColumns = <R extends Row>(
  zone: string,
  numberOf: (row: R, place: number) => number = (_, place) => place + 1,
): readonly ListColumn<R>[] => [
  {
    id: 'no',
    head: names.no,
    width: '52px',
    right: true,
    cell: (row, place) => <span className="t3">{count(numberOf(row, place))}</span>,
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
