/* oxlint-disable jsx-a11y/no-noninteractive-element-interactions -- arrows walk the rows, which have the focus */
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

interface Rows<R> {
  readonly columns: readonly ListColumn<R>[]
  readonly rows: readonly R[]
  readonly keyOf: (row: R, place: number) => string | number
  /** A row that must be seen: on the ground of a failure. */
  readonly failed?: (row: R) => boolean
  readonly selected?: string | number | undefined
  /** Given, rows can be chosen: one tab stop, arrows inside, Enter opens. */
  readonly onSelect?: (row: R) => void
  readonly onOpen?: (row: R) => void
}

interface Props<R> extends Rows<R> {
  readonly caption: string
  readonly dense?: boolean
  /** Narrower than so many pixels the table scrolls sideways. */
  readonly leastPx?: number
  readonly foot?: ReactNode
}

function onArrows(event: KeyboardEvent<HTMLTableSectionElement>): void {
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>(':scope > tr')]
  const at = rows.findIndex((row) => row === document.activeElement)
  const moves: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }
  const next = moves[event.key]
  const row = next === undefined || at < 0 ? undefined : rows[Math.max(0, Math.min(rows.length - 1, next))]
  if (!row) return
  event.preventDefault()
  row.focus()
  row.click()
}

const classOf = ({ right, whole }: { readonly right?: boolean; readonly whole?: boolean }): string =>
  right ? 'num' : whole ? 'whole' : ''

function Body<R>({ columns, rows, keyOf, failed, selected, onSelect, onOpen }: Rows<R>) {
  const stop = Math.max(
    0,
    rows.findIndex((row, place) => keyOf(row, place) === selected),
  )
  const handsOf = (row: R, place: number) => {
    if (!onSelect) return {}
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Enter' && event.target === event.currentTarget) onOpen?.(row)
    }
    return {
      'aria-selected': keyOf(row, place) === selected,
      tabIndex: place === stop ? 0 : -1,
      onClick: () => onSelect(row),
      onDoubleClick: () => onOpen?.(row),
      onKeyDown,
    }
  }
  return (
    <tbody onKeyDown={onSelect ? onArrows : undefined}>
      {rows.map((row, place) => (
        <tr key={keyOf(row, place)} className={failed?.(row) ? 'miss' : undefined} {...handsOf(row, place)}>
          {columns.map((column) => (
            <td key={column.id} className={classOf(column)}>
              {column.cell(row, place)}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  )
}

/** A list of a few hundred rows at most, as a table with its caption read out. */
export function ListTable<R>({ caption, dense = false, leastPx, foot, ...body }: Props<R>) {
  const { columns } = body
  return (
    <div className={leastPx === undefined ? '' : 'sideways'}>
      <table className={dense ? 'tbl dense' : 'tbl'} style={leastPx === undefined ? undefined : { minWidth: leastPx }}>
        <caption className="visually-hidden">{caption}</caption>
        <colgroup>
          {columns.map(({ id, width }) => (
            <col key={id} style={width === undefined ? undefined : { width }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={column.right ? 'num' : ''}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <Body {...body} />
        {foot && <tfoot>{foot}</tfoot>}
      </table>
    </div>
  )
}
