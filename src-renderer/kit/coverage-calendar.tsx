import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react'
import { type CoverageCell, cellsOf, daysPerCell, labelled } from './coverage-cells.ts'
import { Hatch } from './hatch.tsx'
import { useWidth } from './use-width.ts'

export interface CoverageRow {
  readonly key: string
  readonly name: string
  readonly ink: string
  /** One number a day; null where nothing is known. */
  readonly counts: readonly (number | null)[]
  readonly sum: string
}

interface Props {
  readonly label: string
  readonly days: number
  readonly rows: readonly CoverageRow[]
  /** Labels under the days, by the number of the day. */
  readonly marks: readonly { readonly day: number; readonly label: string }[]
  /** One cell in words. */
  readonly says: (row: CoverageRow, cell: CoverageCell) => string
  readonly onOpen: (row: CoverageRow, cell: CoverageCell) => void
}

type CellRow = CoverageRow & { readonly cells: readonly CoverageCell[] }

const ROW_PX = 26
const CELL_PX = 18

/** Six steps against the busiest cell of that row: 0 is pale with an edge, so that it cannot be taken for nothing known. */
function inkOf(count: number, most: number): string {
  return count === 0 ? 'var(--seq-0)' : `var(--seq-${Math.min(5, Math.ceil((count / most) * 5))})`
}

const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
}

const within = (n: number, size: number): number => Math.max(0, Math.min(size - 1, n))

/** The cell that keys stand on. */
function useCell(rows: readonly CellRow[], onOpen: Props['onOpen']) {
  const [at, setAt] = useState({ row: 0, cell: 0 })
  const row = rows[within(at.row, rows.length)]
  const cell = row?.cells[within(at.cell, row.cells.length)]
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = moves[event.key]
    if (move && row)
      setAt({ row: within(at.row + move[0], rows.length), cell: within(at.cell + move[1], row.cells.length) })
    else if (event.key === 'Enter' && row && cell) onOpen(row, cell)
    else return
    event.preventDefault()
  }
  return { row, cell, onKeyDown }
}

function Marks({
  marks,
  dayPx,
  y,
  width,
}: Pick<Props, 'marks'> & { readonly dayPx: number; readonly y: number; readonly width: number }) {
  const written = labelled(marks, dayPx, width)
  return marks.map((mark) => (
    <g key={mark.day}>
      <path d={`M${mark.day * dayPx + 0.5} ${y}v${written.has(mark) ? 6 : 2}`} stroke="var(--line-control)" />
      {written.has(mark) && (
        <text className="axis" x={mark.day * dayPx + 4} y={y + 11}>
          {mark.label}
        </text>
      )}
    </g>
  ))
}

function Picture(props: Props & { readonly width: number }) {
  const { label, days, marks, says, onOpen, width } = props
  const span = daysPerCell(days, width)
  const rows = useMemo(
    () => props.rows.map((row) => ({ ...row, cells: cellsOf(row.counts, span) })),
    [props.rows, span],
  )
  const at = useCell(rows, onOpen)
  const id = useId()
  const dayPx = width / Math.max(1, days)
  return (
    <svg
      width={width}
      height={rows.length * ROW_PX + 22}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={days - 1}
      aria-valuenow={at.cell?.day ?? 0}
      aria-valuetext={at.row && at.cell && says(at.row, at.cell)}
      onKeyDown={at.onKeyDown}
    >
      <Hatch id={id} />
      {rows.map((row, place) => (
        <g key={row.key} transform={`translate(0 ${3 + place * ROW_PX})`}>
          <Cells row={row} dayPx={dayPx} hatch={id} says={says} onOpen={onOpen} />
          {row === at.row && at.cell && (
            <rect
              className="ring"
              x={at.cell.day * dayPx}
              y={-1.5}
              width={Math.max(3, at.cell.days * dayPx)}
              height={CELL_PX + 3}
              fill="none"
              stroke="var(--focus)"
              strokeWidth="1.5"
            />
          )}
        </g>
      ))}
      <Marks marks={marks} dayPx={dayPx} y={rows.length * ROW_PX} width={width} />
    </svg>
  )
}

/** One row a source, one cell a day or, where days are many, some. Arrows move by cell and source, Enter opens the days. */
export function CoverageCalendar(props: Props) {
  const { rows } = props
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  return (
    <div className="calendar">
      <div className="names">
        {rows.map(({ key, name, ink }) => (
          <span key={key} className="sys" style={{ '--series': ink } as React.CSSProperties} data-tip={name}>
            <span className="ell">{name}</span>
          </span>
        ))}
      </div>
      <div ref={box}>
        <Picture {...props} width={width} />
      </div>
      <div className="sums">
        {rows.map(({ key, sum }) => (
          <span key={key}>{sum}</span>
        ))}
      </div>
    </div>
  )
}

interface CellsProps {
  readonly row: CellRow
  readonly dayPx: number
  readonly hatch: string
  readonly says: Props['says']
  readonly onOpen: Props['onOpen']
}

function Cells({ row, dayPx, hatch, says, onOpen }: CellsProps) {
  const most = Math.max(1, ...row.cells.map(({ count }) => count ?? 0))
  return row.cells.map((cell) => {
    const { day, days, count } = cell
    const edge = count === 0 ? 0.5 : 0
    return (
      <rect
        key={day}
        x={day * dayPx + edge}
        y={edge}
        width={Math.max(1, days * dayPx - 1 - 2 * edge)}
        height={CELL_PX - 2 * edge}
        fill={count === null ? `url(#${hatch})` : inkOf(count, most)}
        stroke={count === 0 ? 'var(--line-control)' : undefined}
        data-tip={says(row, cell)}
        onClick={() => onOpen(row, cell)}
      />
    )
  })
}
