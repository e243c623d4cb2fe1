import type { GridColumn } from '../../kit/grid-row.tsx'
import { HashText } from '../../kit/hash-text.tsx'
import { dateText, momentOf } from '../../kit/moment.ts'
import { PlainText } from '../../kit/plain-text.tsx'
import { TimeText } from '../../kit/time-text.tsx'
import { count } from '../../kit/values.ts'
import { custodyText as text } from '../../text/custody.ts'
import type { Entry } from './shapes.ts'
import { subjectOf } from './subject.ts'

const names = text.columns

function When({ time }: { readonly time: string }) {
  const moment = momentOf(time)
  if (!moment) return time
  return (
    <span>
      {dateText(moment.us, 'UTC')} <TimeText moment={moment} zone="UTC" />
    </span>
  )
}

function Cut({ text: whole, className = '' }: { readonly text: string; readonly className?: string }) {
  return (
    <span className={`ell ${className}`} data-tip={whole}>
      <PlainText text={whole} />
    </span>
  )
}

/** The columns of the custody chain. */
export const entryColumns: readonly GridColumn<Entry>[] = [
  { id: 'no', head: names.no, track: '64px', right: true, cell: ({ seq }) => <span className="t3">{count(seq)}</span> },
  { id: 'time', head: names.time, track: '172px', cell: ({ time }) => <When time={time} /> },
  {
    id: 'who',
    head: names.who,
    track: 'minmax(96px, 0.5fr)',
    cell: ({ actor }) => <Cut text={actor} className="t2" />,
  },
  { id: 'act', head: names.act, track: '140px', cell: ({ event }) => <Cut text={event} className="med" /> },
  {
    id: 'subject',
    head: names.subject,
    track: 'minmax(160px, 1.4fr)',
    cell: ({ detail }) => <Cut text={subjectOf(detail)} />,
  },
  { id: 'hash', head: names.hash, track: '126px', cell: ({ hash }) => <HashText hash={hash} /> },
]
