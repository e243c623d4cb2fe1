import { cellsOf } from '../../core/entry/cells.ts'
import type { Reading } from '../../core/formats/format.ts'
import { findRows } from './find-rows.ts'

type FoundTable = NonNullable<Reading['table']>

/** What programs put between cells; the one that cuts the rows into the most equal cells is it. */
const DELIMITERS = [',', ';', '\t', '|'] as const
/** Rows looked at. */
const MOST_ROWS = 50
/** A title or an empty line can stand before the header, as reports have it. */
const MOST_ROWS_BEFORE = 10
/** Most columns of a table that is one. */
const MOST_COLUMNS = 512
/** Excel's own first line that names the delimiter. */
const SEPARATOR_LINE = /^(?:\ufeff)?sep=(.)$/i

/** The table that a text is, by its first bytes: delimiter, header and where the rows begin; undefined where it is none. */
export function findTable(bytes: Uint8Array, whole: boolean): FoundTable | undefined {
  const named = DELIMITERS.find((delimiter) => delimiter === SEPARATOR_LINE.exec(firstLine(bytes))?.[1])
  const found = (named ? [named] : DELIMITERS).flatMap((delimiter) => {
    const table = tableOf(bytes, whole, delimiter)
    return table ? [table] : []
  })
  const [best] = found.toSorted((a, b) => b.share - a.share || b.columns.length - a.columns.length)
  return best && { delimiter: best.delimiter, columns: best.columns, rowsFrom: best.rowsFrom }
}

const firstLine = (bytes: Uint8Array): string =>
  Buffer.from(bytes.subarray(0, 64)).toString('utf8').split(/\r?\n/, 1)[0] ?? ''

interface Candidate extends FoundTable {
  /** Share of the rows below the header that have as many cells as it. */
  readonly share: number
}

interface Row {
  readonly cells: readonly string[]
  readonly end: number
}

function tableOf(bytes: Uint8Array, whole: boolean, delimiter: string): Candidate | undefined {
  const rows = rowsIn(bytes, whole, delimiter)
  for (const [at, { cells, end }] of rows.slice(0, MOST_ROWS_BEFORE + 1).entries()) {
    const below = rows.slice(at + 1)
    if (!isHeader(cells) || (below.length === 0 && rows.length > 1)) continue
    const same = below.filter((row) => row.cells.length === cells.length).length
    const share = below.length === 0 ? 1 : same / below.length
    if (share >= 0.5) return { delimiter, columns: cells.map((cell) => cell.trim()), rowsFrom: end, share }
  }
  return undefined
}

function rowsIn(bytes: Uint8Array, whole: boolean, delimiter: string): Row[] {
  const { bounds } = findRows(bytes, whole, delimiter.charCodeAt(0))
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const rows: Row[] = []
  for (let at = 0; at < bounds.length && rows.length < MOST_ROWS; at += 2) {
    const end = bounds[at + 1] ?? 0
    const row = text.toString('utf8', bounds[at], end).replace(/^\ufeff/, '')
    const cut = cellsOf(row, delimiter)
    rows.push({ cells: cut.ok ? cut.cells : [], end: behindLineEnd(bytes, end) })
  }
  return rows
}

function behindLineEnd(bytes: Uint8Array, end: number): number {
  const lineEnd = bytes.indexOf(0x0a, end)
  return lineEnd < 0 ? bytes.byteLength : lineEnd + 1
}

/** Names of columns: at least two, each a short text that is no number, time or JSON, none twice. */
function isHeader(cells: readonly string[]): boolean {
  if (cells.length < 2 || cells.length > MOST_COLUMNS) return false
  const names = cells.map((cell) => cell.trim())
  if (new Set(names).size !== names.length && names.filter((name) => name !== '').length !== new Set(names).size)
    return false
  return (
    names.every((name) => name.length <= 120 && !/^[[{"<]|^-?\d+([.,:/-]\d+)*$|\d{4}-\d\d-\d\dT/.test(name)) &&
    names.some((name) => /\p{L}/u.test(name))
  )
}
