import type { KeyboardEvent, ReactNode } from 'react'

export interface ListColumn<R> {
  readonly id: string
  readonly head: ReactNode
  /** A CSS width; the column without one takes the rest. */
  readonly width?: string
  readonly right?: boolean
  /** Text that must be read whole: it wraps instead of being cut. */
  readonly whole?: boolean
  readonly cell: (row: R, place: number) => ReactNode
}

interface Props<R> {
  readonly caption: string
  readonly columns: readonly ListColumn<R>[]
  readonly rows: readonly R[]
  readonly keyOf: (row: R, place: number) => string | number
  readonly dense?: boolean
  readonly selected?: string | number | undefined
  /** Given, rows can be chosen: one tab stop, arrows inside, Enter opens. */
  readonly onSelect?: (row: R) => void
  readonly onOpen?: (row: R) => void
  readonly foot?: ReactNode
}

function stepTo(event: KeyboardEvent<HTMLTableSectionElement>): HTMLElement | undefined {
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>(':scope > tr')]
  const at = rows.findIndex((row) => row === document.activeElement)
  const moves: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }
  const next = moves[event.key]
  return next === undefined || at < 0 ? undefined : rows[Math.max(0, Math.min(rows.length - 1, next))]
}

/** A list of a few hundred rows at most, as a table with its caption read out. */
export function ListTable<R>({
  caption,
  columns,
  rows,
  keyOf,
  dense = false,
  selected,
  onSelect,
  onOpen,
  foot,
}: Props<R>) {
  const onKeyDown = (event: KeyboardEvent<HTMLTableSectionElement>): void => {
    const next = stepTo(event)
    if (!next) return
    event.preventDefault()
    next.focus()
    next.click()
  }
  const stop = rows.findIndex((row, place) => keyOf(row, place) === selected)
  return (
    <table className={dense ? 'tbl dense' : 'tbl'}>
      <caption className="visually-hidden">{caption}</caption>
      <colgroup>
        {columns.map(({ id, width }) => (
          <col key={id} style={width === undefined ? undefined : { width }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map(({ id, head, right }) => (
            <th key={id} scope="col" className={right ? 'num' : ''}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody onKeyDown={onSelect ? onKeyDown : undefined}>
        {rows.map((row, place) => {
          const chosen = keyOf(row, place) === selected
          return (
            <tr
              key={keyOf(row, place)}
              aria-selected={onSelect ? chosen : undefined}
              tabIndex={onSelect ? (chosen || (stop < 0 && place === 0) ? 0 : -1) : undefined}
              onClick={onSelect && (() => onSelect(row))}
              onDoubleClick={onOpen && (() => onOpen(row))}
              onKeyDown={
                onOpen && ((event) => event.key === 'Enter' && event.target === event.currentTarget && onOpen(row))
              }
            >
              {columns.map(({ id, right, whole, cell }) => (
                <td key={id} className={right ? 'num' : whole ? 'whole' : ''}>
                  {cell(row, place)}
                </td>
              ))}
            </tr>
          )
        })}
      </tbody>
      {foot && <tfoot>{foot}</tfoot>}
    </table>
  )
}
