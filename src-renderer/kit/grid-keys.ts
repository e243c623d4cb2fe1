/** The cell that keys stand on: a row by its rank, a column by its place. */
export interface Cursor {
  readonly rank: number
  readonly column: number
}

interface Size {
  readonly rows: number
  readonly columns: number
  /** Rows that fit the view. */
  readonly page: number
}

interface Key {
  readonly key: string
  readonly ctrl: boolean
}

const within = (n: number, size: number): number => Math.max(0, Math.min(size - 1, n))

/** Where a key leads in a grid; undefined where the key is not one of the grid. Home and End go along the row, with Ctrl over the grid. */
export function cursorAfter(
  { rank, column }: Cursor,
  { key, ctrl }: Key,
  { rows, columns, page }: Size,
): Cursor | undefined {
  if (rows === 0) return undefined
  const moves: Record<string, Cursor> = {
    ArrowDown: { rank: rank + 1, column },
    ArrowUp: { rank: rank - 1, column },
    ArrowRight: { rank, column: column + 1 },
    ArrowLeft: { rank, column: column - 1 },
    PageDown: { rank: rank + page, column },
    PageUp: { rank: rank - page, column },
    Home: ctrl ? { rank: 0, column: 0 } : { rank, column: 0 },
    End: ctrl ? { rank: rows - 1, column: columns - 1 } : { rank, column: columns - 1 },
  }
  const next = Object.hasOwn(moves, key) ? moves[key] : undefined
  return next && { rank: within(next.rank, rows), column: within(next.column, columns) }
}
