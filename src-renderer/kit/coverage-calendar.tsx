import { type KeyboardEvent, useId, useRef, useState } from 'react'
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
  readonly says: (row: CoverageRow, day: number) => string
  readonly onOpen: (row: CoverageRow, day: number) => void
}

const ROW_PX = 26
const CELL_PX = 18

/** Six steps against the busiest day of that row: 0 is pale with an edge, so that it cannot be taken for nothing known. */
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
function useCell({ rows, days, onOpen }: Props) {
  const [at, setAt] = useState({ row: 0, day: 0 })
  const here = rows[at.row]
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = moves[event.key]
    if (move) setAt({ row: within(at.row + move[0], rows.length), day: within(at.day + move[1], days) })
    else if (event.key === 'Enter' && here) onOpen(here, at.day)
    else return
    event.preventDefault()
  }
  return { at, here, onKeyDown }
}

function Marks({
  marks,
  cell,
  y,
  width,
}: Pick<Props, 'marks'> & { readonly cell: number; readonly y: number; readonly width: number }) {
  return marks.map(({ day, label }) => (
    <g key={day}>
      <path d={`M${day * cell + 0.5} ${y}v6`} stroke="var(--line-control)" />
      {day * cell + 6 + label.length * 5.6 < width && (
        <text className="axis" x={day * cell + 4} y={y + 11}>
          {label}
        </text>
      )}
    </g>
  ))
}

function Picture(props: Props & { readonly width: number }) {
  const { label, days, rows, marks, says, onOpen, width } = props
  const { at, here, onKeyDown } = useCell(props)
  const id = useId()
  const cell = width / Math.max(1, days)
  return (
    <svg
      width={width}
      height={rows.length * ROW_PX + 22}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={days - 1}
      aria-valuenow={at.day}
      aria-valuetext={here && says(here, at.day)}
      onKeyDown={onKeyDown}
    >
      <Hatch id={id} />
      {rows.map((row, place) => (
        <g key={row.key} transform={`translate(0 ${3 + place * ROW_PX})`}>
          <Cells row={row} cell={cell} hatch={id} says={says} onOpen={onOpen} />
          {place === at.row && (
            <rect
              className="ring"
              x={at.day * cell}
              y={-1.5}
              width={Math.max(3, cell)}
              height={CELL_PX + 3}
              fill="none"
              stroke="var(--focus)"
              strokeWidth="1.5"
            />
          )}
        </g>
      ))}
      <Marks marks={marks} cell={cell} y={rows.length * ROW_PX} width={width} />
    </svg>
  )
}

/** One row a source, one cell a day. Arrows move by day and source, Enter opens the day. */
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
  readonly row: CoverageRow
  readonly cell: number
  readonly hatch: string
  readonly says: (row: CoverageRow, day: number) => string
  readonly onOpen: (row: CoverageRow, day: number) => void
}

function Cells({ row, cell, hatch, says, onOpen }: CellsProps) {
  const most = Math.max(1, ...row.counts.map((count) => count ?? 0))
  const gap = cell > 4 ? 1 : 0
  return row.counts.map((count, day) => (
    // the keys are those of the calendar around it; a day has no identity but its place
    // oxlint-disable-next-line react/no-array-index-key -- a day is its place
    <rect
      // oxlint-disable-next-line react/no-array-index-key -- a day is its place
      key={day}
      x={day * cell + (count === 0 ? 0.5 : 0)}
      y={count === 0 ? 0.5 : 0}
      width={Math.max(1, cell - gap - (count === 0 ? 1 : 0))}
      height={count === 0 ? CELL_PX - 1 : CELL_PX}
      fill={count === null ? `url(#${hatch})` : inkOf(count, most)}
      stroke={count === 0 ? 'var(--line-control)' : undefined}
      data-tip={says(row, day)}
      onClick={() => onOpen(row, day)}
    />
  ))
}
