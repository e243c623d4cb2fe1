import { type KeyboardEvent, useCallback, useMemo, useState } from 'react'
import { useCaseScreen } from '../../app/case-screen.ts'
import type { Pages } from '../../engine/use-pages.ts'
import { Grid } from '../../kit/grid.tsx'
import { dateText, dayBegun } from '../../kit/moment.ts'
import { timelineText as text } from '../../text/timeline.ts'
import { type DatedRow, recordColumns } from './record-columns.tsx'
import type { RecordPage, RecordRow } from './shapes.ts'

interface Props {
  readonly pages: Pages<RecordPage>
  readonly cursor: number | undefined
  readonly newestFirst: boolean
  readonly question: string
  readonly onCursor: (rank: number) => void
  readonly onOpen: (rank: number) => void
  readonly onSort: () => void
  readonly onKey: (event: KeyboardEvent) => void
}

/** Rows that the grid draws above those in view. */
const OVER = 6

/** Rows with the day each begins: fixed heights leave no room for a row of its own. */
function useDatedRows(rowAt: (rank: number) => RecordRow | undefined): (rank: number) => DatedRow | undefined {
  const { zone } = useCaseScreen()
  return useCallback(
    (rank) => {
      const row = rowAt(rank)
      const before = rank > 0 ? rowAt(rank - 1) : undefined
      return row && { ...row, begins: before && dayBegun(row.timeUs, before.timeUs, zone) }
    },
    [rowAt, zone],
  )
}

const waiting = (rank: number): string => text.row(rank)

/** The records that match, by rank. */
export function RecordGrid({ pages, cursor, newestFirst, question, onCursor, onOpen, onSort, onKey }: Props) {
  const { rowPx, zone } = useCaseScreen()
  const { rowAt, need } = pages
  const [first, setFirst] = useState(0)
  const top = rowAt(first === 0 ? 0 : first + OVER)
  const date = top ? dateText(top.timeUs, zone) : ''
  const columns = useMemo(() => recordColumns({ date, zone, newestFirst, onSort }), [date, zone, newestFirst, onSort])
  const onRange = useCallback(
    (from: number, to: number): void => {
      setFirst(from)
      need(from, to)
    },
    [need],
  )
  return (
    <Grid
      label={text.grid}
      question={question}
      columns={columns}
      rowCount={pages.first?.total ?? 0}
      rowPx={rowPx}
      rowAt={useDatedRows(rowAt)}
      onRange={onRange}
      cursor={cursor}
      onCursor={onCursor}
      onOpen={onOpen}
      onKey={onKey}
      waiting={waiting}
      takesFocus
    />
  )
}
