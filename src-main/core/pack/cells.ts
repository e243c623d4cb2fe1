/** What may stand in a table: text, a number, or nothing. */
export type Cell = string | number | undefined

/** Makes a cell harmless in a spreadsheet, reversibly: `= + - @ TAB CR LF NUL '` at the start gets one leading `'`. */
export function escapeCell(text: string): string {
  return HARMFUL.has(text.charAt(0)) ? `'${text}` : text
}

/** Gives back what `escapeCell` was given: exactly one leading `'` is removed. */
export function unescapeCell(text: string): string {
  return text.startsWith("'") ? text.slice(1) : text
}

const HARMFUL = new Set(['=', '+', '-', '@', '\t', '\r', '\n', '\0', "'"])

/** One row of a CSV file (RFC 4180) with its CRLF, every cell escaped. */
export function csvRow(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(cell: Cell): string {
  if (cell === undefined) return ''
  const text = escapeCell(String(cell))
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** UTF-16 units that one cell of a worksheet holds (ISO/IEC 29500 as Excel implements it: specifications and limits). */
export const MOST_CELL_UNITS = 32_767

/** Rows of one worksheet, heading included (Excel specifications and limits). */
export const MOST_SHEET_ROWS = 1_048_576

/** A text that fits a worksheet's cell; a longer one ends with where the whole stands. `row` counts the CSV's heading as 1. */
export function fitCell(text: string, table: string, row: number): { readonly text: string; readonly cut: boolean } {
  if (text.length <= MOST_CELL_UNITS) return { text, cut: false }
  const end = `… [cut, whole text in tables/${table}.csv row ${row}]`
  const kept = text.slice(0, MOST_CELL_UNITS - end.length)
  // Half of a surrogate pair must not stay behind at the cut.
  return { text: kept.replace(/[\ud800-\udbff]$/, '') + end, cut: true }
}

/**
 * Text as the content of an XML element of a worksheet: characters that XML cannot hold or would change are `_xHHHH_`, a
 * literal `_xHHHH_` is `_x005F_xHHHH_` (ISO/IEC 29500-1, 22.9.2.19), markup is escaped.
 */
export function sheetText(text: string): string {
  if (PLAIN.test(text) || !SPECIAL.test(text)) return text
  return text
    .replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_')
    .replace(UNHOLDABLE, (unit) => `_x${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}

/** Gives back the text that a worksheet's reader sees once XML itself is decoded. */
export function unsheetText(text: string): string {
  return text.replace(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** Printable ASCII without markup and `_`: nearly every cell, told by a cheaper pattern. */
const PLAIN = /^[ -%'-;=?-^`-~]*$/

/** Control characters, halves of surrogate pairs and non-characters: outside XML 1.0, section 2.2, or changed by its readers. */
const UNHOLDABLE = /(?![\t\n])[\p{Cc}\p{Cs}\ufffe\uffff]/gu
const SPECIAL = /(?![\t\n])[\p{Cc}\p{Cs}\ufffe\uffff&<>]|_x[0-9a-fA-F]{4}_/u

/** The letters of a worksheet's column, from 0: A, B, … Z, AA. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26)
  return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (index % 26))
}
