import { useMemo } from 'react'
import { type ListColumn, ListTable } from '../../kit/list-table.tsx'
import { PlainText } from '../../kit/plain-text.tsx'
import { ScrollPane } from '../../kit/scroll-pane.tsx'
import { count } from '../../kit/values.ts'
import { mappingText as text } from '../../text/mapping.ts'
import type { Opened } from './use-mapping.ts'

type Row = Opened['rows'][number]

const NUMBER_PX = 56
const LEAST_PX = 72
const MOST_PX = 260
const CHAR_PX = 7.4

/** Wide enough for what stands in the column, within reason: the whole is told where the pointer rests. */
function widthOf(name: string, at: number, rows: readonly Row[]): number {
  const chars = Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0))
  return Math.round(Math.min(MOST_PX, Math.max(LEAST_PX, chars * CHAR_PX + 18)))
}

function columnsFor(columns: Opened['columns'], widths: readonly number[]): readonly ListColumn<Row>[] {
  return [
    {
      id: 'entry',
      head: text.entry,
      width: `${NUMBER_PX}px`,
      right: true,
      cell: (_, place) => <span className="t3">{count(place + 1)}</span>,
    },
    ...columns.map(({ name }, at): ListColumn<Row> => ({
      id: `c${at}`,
      head: <PlainText text={name} />,
      width: `${widths[at]}px`,
      cell: (row) => (
        <span data-tip={row[at]}>
          <PlainText text={row[at] ?? ''} />
        </span>
      ),
    })),
    { id: 'rest', head: '', cell: () => '' },
  ]
}

/** The first entries as they stand in the file, masked. */
export function SourcePane({ opened }: { readonly opened: Opened }) {
  const { columns, rows, entries, whole } = opened
  const widths = useMemo(() => columns.map(({ name }, at) => widthOf(name, at, rows)), [columns, rows])
  return (
    <section className="mapping-source" aria-label={text.source}>
      <div className="sechead">
        <h2>{text.source}</h2>
        <span className="t3 sm">{text.sourceNote(rows.length, entries, whole)}</span>
      </div>
      <ScrollPane label={text.source} className="mono">
        <ListTable
          caption={text.source}
          dense
          leastPx={NUMBER_PX + widths.reduce((sum, width) => sum + width, 0)}
          columns={columnsFor(columns, widths)}
          rows={rows}
          keyOf={(_, place) => place}
        />
      </ScrollPane>
    </section>
  )
}
