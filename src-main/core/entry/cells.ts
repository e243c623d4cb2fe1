import Papa from 'papaparse'
import type { Table } from '../formats/format.ts'
import type { JsonObject } from './json-object.ts'

/** The cells of one row (RFC 4180, section 2), or why it is no row. */
export type Cells =
  | { readonly ok: true; readonly cells: readonly string[] }
  | { readonly ok: false; readonly reason: string }

/** Cuts one row into its cells; a row of other length than the header is told by the caller. Never throws. */
export function cellsOf(row: string, delimiter: string): Cells {
  const { data, errors } = Papa.parse<string[]>(row, { delimiter, newline: '\n', quoteChar: '"' })
  const [cells] = data
  if (errors.some(({ type }) => type === 'Quotes'))
    return { ok: false, reason: 'a quote in the row is not closed where its cell ends' }
  if (cells === undefined || data.length !== 1) return { ok: false, reason: 'the text is not one row of a table' }
  return { ok: true, cells }
}

/** A row as an object of column names and cells; empty cells are left out, as a missing member of JSON would be. */
export function rowObject(row: string, { delimiter, columns }: Table): JsonObject | string {
  const cut = cellsOf(row, delimiter)
  if (!cut.ok) return cut.reason
  const { cells } = cut
  if (cells.length !== columns.length) return `the row has ${cells.length} cells, the header ${columns.length}`
  const object: Record<string, string> = {}
  for (let at = 0; at < columns.length; at++) {
    const [name, cell] = [columns[at], cells[at]]
    if (name !== undefined && cell !== undefined && cell !== '') object[name] = cell
  }
  return object
}

/** A cell as it is written into a row: quoted where it must be (RFC 4180, section 2). */
export const writeCell = (cell: string, delimiter: string): string =>
  cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
