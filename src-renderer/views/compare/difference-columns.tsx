import { CutText } from '../../kit/cut-text.tsx'
import { DateTimeText } from '../../kit/date-time-text.tsx'
import type { GridColumn } from '../../kit/grid-row.tsx'
import { PathText } from '../../kit/path-text.tsx'
import { compareText as text, differenceWords } from '../../text/compare.ts'
import type { Difference } from './shapes.ts'

const names = text.columns

function Line({ of }: { readonly of: Difference['first'] }) {
  if (!of) return <i className="t3">{text.noLine}</i>
  return (
    <span className="ell" data-tip={`${of.file}, ${text.line(of.line)}`}>
      {text.line(of.line)}
    </span>
  )
}

const shownOf = ({ first, second }: Difference): Difference['first'] => first ?? second

/** What differs, as one text: each field with both sides, or how long the two originals are. */
function changesOf(row: Difference): string {
  const { first, second, fields } = row
  if (!first || !second) return shownOf(row)?.outcome ?? ''
  if (fields.length === 0) return text.lengths(first.length, second.length)
  return fields.map((one) => text.change(one)).join('; ')
}

/** The columns of the differences, times in a zone. */
export const differenceColumns = (zone: string): readonly GridColumn<Difference>[] => [
  {
    id: 'difference',
    head: names.difference,
    track: '132px',
    cell: ({ difference }) => <CutText text={differenceWords[difference]} className={`med is-${difference}`} />,
  },
  {
    id: 'time',
    head: names.time,
    track: '222px',
    cell: (row) => <DateTimeText time={shownOf(row)?.time ?? ''} zone={zone} />,
  },
  {
    id: 'actor',
    head: names.actor,
    track: 'minmax(96px, 0.4fr)',
    cell: (row) => <CutText text={shownOf(row)?.actor ?? '–'} />,
  },
  {
    id: 'target',
    head: names.target,
    track: 'minmax(120px, 0.8fr)',
    cell: (row) => <PathText path={shownOf(row)?.target ?? '–'} />,
  },
  { id: 'first', head: names.firstLine, track: '104px', cell: ({ first }) => <Line of={first} /> },
  { id: 'second', head: names.secondLine, track: '104px', cell: ({ second }) => <Line of={second} /> },
  {
    id: 'differs',
    head: names.differs,
    track: 'minmax(160px, 1.2fr)',
    cell: (row) => <CutText text={changesOf(row)} />,
  },
]
