import { createColumnHelper, useTable } from '@tanstack/react-table'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useLayoutEffect, useMemo, useState } from 'react'
import { GridHead } from './grid-head.tsx'
import { cursorAfter } from './grid-keys.ts'
import { features, type GridColumn, GridRow, type Slot } from './grid-row.tsx'
import { type RankScroll, useRankScroll } from './use-rank-scroll.ts'

interface Props<R> {
  readonly label: string
  readonly columns: readonly GridColumn<R>[]
  readonly rowCount: number
  /** What the rows answer; with another one the grid begins at its top. */
  readonly question?: string
  readonly rowPx: number
  /** The row of a rank, or undefined while it is fetched. */
  readonly rowAt: (rank: number) => R | undefined
  /** Told which ranks are in view, `last` not included. */
  readonly onRange: (first: number, last: number) => void
  readonly cursor: number | undefined
  readonly onCursor: (rank: number) => void
  readonly onOpen: (rank: number) => void
  /** Keys the grid itself does not know. */
  readonly onKey?: (event: KeyboardEvent) => void
  /** What is drawn in place of a row that has not come yet. */
  readonly waiting: (rank: number) => ReactNode
  readonly takesFocus?: boolean
}

const HEAD_PX = 24

function useColumns<R>(columns: readonly GridColumn<R>[], waiting: (rank: number) => ReactNode) {
  return useMemo(() => {
    const helper = createColumnHelper<typeof features, Slot<R>>()
    return columns.map(({ id, head, cell }, place) =>
      helper.display({
        id,
        header: () => head,
        cell: ({ row }) => {
          const slot = row.original
          if (slot.row !== undefined) return cell(slot.row)
          return place === 1 ? waiting(slot.rank) : <span className="blank" />
        },
      }),
    )
  }, [columns, waiting])
}

function useSlots<R>({ first, last }: RankScroll, rowAt: (rank: number) => R | undefined): Slot<R>[] {
  return useMemo(
    () => Array.from({ length: last - first }, (_, n) => ({ rank: first + n, row: rowAt(first + n) })),
    [first, last, rowAt],
  )
}

/** The cell that keys stand on, and where keys lead. */
function useGridKeys<R>(props: Props<R>, viewPx: number) {
  const { columns, rowCount, rowPx, cursor, onCursor, onOpen, onKey } = props
  const [column, setColumn] = useState(1)
  const onKeyDown = (event: KeyboardEvent): void => {
    const size = { rows: rowCount, columns: columns.length, page: Math.max(1, Math.floor(viewPx / rowPx) - 1) }
    const next = cursorAfter({ rank: cursor ?? -1, column }, { key: event.key, ctrl: event.ctrlKey }, size)
    if (next) {
      event.preventDefault()
      setColumn(next.column)
      onCursor(next.rank)
    } else if (event.key === 'Enter' && cursor !== undefined) onOpen(cursor)
    else onKey?.(event)
  }
  return { column, onKeyDown }
}

/** Keeps what is in view known outside, the cursor in view, and the focus where it is wanted. */
function useFollowing<R>({ cursor, onRange, takesFocus }: Props<R>, { first, last, show, body }: RankScroll): void {
  useEffect(() => onRange(first, last), [first, last, onRange])
  useLayoutEffect(() => {
    if (cursor !== undefined) show(cursor)
  }, [cursor, show])
  useEffect(() => {
    if (takesFocus) body.current?.focus()
  }, [takesFocus, body])
}

/** Rows by rank, as many as there are: only those in view exist. One tab stop; arrows, paging, Home and End inside. */
export function Grid<R>(props: Props<R>) {
  const { label, question = '', columns, rowCount, rowPx, rowAt, cursor, onCursor, onOpen, waiting } = props
  const id = useId()
  const scroll = useRankScroll({ rows: rowCount, rowPx, headPx: HEAD_PX, question })
  const { column, onKeyDown } = useGridKeys(props, scroll.viewPx)
  const data = useSlots(scroll, rowAt)
  const table = useTable({
    features,
    columns: useColumns(columns, waiting),
    data,
    getRowId: (slot) => String(slot.rank),
  })
  useFollowing(props, scroll)
  const { body, spacePx, offsetOf } = scroll
  const template = columns.map(({ track }) => track).join(' ')
  return (
    <div className="grid" role="presentation">
      <div
        ref={body}
        className="grid-body"
        role="grid"
        aria-label={label}
        aria-rowcount={rowCount + 1}
        aria-colcount={columns.length}
        aria-activedescendant={cursor === undefined ? undefined : `${id}-${cursor}-${column}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <GridHead columns={columns} template={template} />
        <div className="grid-space" role="presentation" style={{ height: spacePx }}>
          {table.getRowModel().rows.map((row) => (
            <GridRow
              key={row.id}
              row={row}
              place={{ id, columns, template, rowPx, offset: offsetOf(row.original.rank) }}
              here={row.original.rank === cursor ? column : undefined}
              onCursor={onCursor}
              onOpen={onOpen}
            />
          ))}
        </div>
      </div>
    </div>
  )
}
