/* oxlint-disable jsx-a11y/click-events-have-key-events -- keys reach the parts through the container, whose active descendant they are */
import { FlexRender, type Row, tableFeatures } from '@tanstack/react-table'
import type { ReactNode } from 'react'

export interface GridColumn<R> {
  readonly id: string
  readonly head: ReactNode
  /** A CSS grid track: `150px`, `minmax(0, 1fr)`. */
  readonly track: string
  readonly right?: boolean
  readonly cell: (row: R) => ReactNode
}

/** A place in the grid and what stands there, once it has come. */
export interface Slot<R> {
  readonly rank: number
  readonly row: R | undefined
}

/** Rows come sorted and filtered from elsewhere, so the table needs its core alone. */
export const features = tableFeatures({})

interface Props<R> {
  readonly row: Row<typeof features, Slot<R>>
  readonly place: {
    readonly id: string
    readonly columns: readonly GridColumn<R>[]
    readonly template: string
    readonly rowPx: number
    readonly offset: number
  }
  /** The column that keys stand on, in the row that they stand on. */
  readonly here: number | undefined
  readonly onCursor: (rank: number) => void
  readonly onOpen: (rank: number) => void
}

/** One row of a grid, drawn at its offset. */
export function GridRow<R>({ row, place, here, onCursor, onOpen }: Props<R>) {
  const { rank, row: value } = row.original
  const { id, columns, template, rowPx, offset } = place
  const classes = ['grid-row', (rank + 1) % 5 === 0 ? 'fifth' : '', value === undefined ? 'waiting' : '']
  return (
    // keys reach the row through the grid around it, whose active descendant it is
    <div
      role="row"
      tabIndex={-1}
      aria-rowindex={rank + 2}
      aria-selected={here !== undefined}
      className={classes.filter(Boolean).join(' ')}
      style={{ gridTemplateColumns: template, height: rowPx, transform: `translateY(${offset}px)` }}
      onClick={() => onCursor(rank)}
      onDoubleClick={() => onOpen(rank)}
    >
      {row.getAllCells().map((cell, index) => (
        <div
          key={cell.id}
          id={`${id}-${rank}-${index}`}
          role="gridcell"
          className={[columns[index]?.right ? 'num' : '', index === here ? 'here' : ''].filter(Boolean).join(' ')}
        >
          <FlexRender cell={cell} />
        </div>
      ))}
    </div>
  )
}
