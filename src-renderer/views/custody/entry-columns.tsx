import { CutText } from '../../kit/cut-text.tsx'
import { DateTimeText } from '../../kit/date-time-text.tsx'
import type { GridColumn } from '../../kit/grid-row.tsx'
import { HashText } from '../../kit/hash-text.tsx'
import { count } from '../../kit/values.ts'
import { custodyText as text } from '../../text/custody.ts'
import type { Entry } from './shapes.ts'
import { subjectOf } from './subject.ts'

const names = text.columns

/** The columns of the custody chain. */
export const entryColumns: readonly GridColumn<Entry>[] = [
  { id: 'no', head: names.no, track: '64px', right: true, cell: ({ seq }) => <span className="t3">{count(seq)}</span> },
  { id: 'time', head: names.time, track: '172px', cell: ({ time }) => <DateTimeText time={time} zone="UTC" /> },
  {
    id: 'who',
    head: names.who,
    track: 'minmax(96px, 0.5fr)',
    cell: ({ actor }) => <CutText text={actor} className="t2" />,
  },
  { id: 'act', head: names.act, track: '140px', cell: ({ event }) => <CutText text={event} className="med" /> },
  {
    id: 'subject',
    head: names.subject,
    track: 'minmax(160px, 1.4fr)',
    cell: ({ detail }) => <CutText text={subjectOf(detail)} />,
  },
  { id: 'hash', head: names.hash, track: '126px', cell: ({ hash }) => <HashText hash={hash} /> },
]
