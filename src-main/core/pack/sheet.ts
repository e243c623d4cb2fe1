import { columnLetters, fitCell, MOST_CELL_UNITS, sheetText, type Cell } from './cells.ts'
import type { Column, Table } from './tables.ts'
import { looks, type Look } from './workbook.ts'

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

/** The letters of all columns that a worksheet has (Excel specifications and limits: 16,384; no table of ours nears it). */
const LETTERS = Array.from({ length: 256 }, (_, index) => columnLetters(index))

/** A worksheet up to its first row of content: fixed heading, widths, heading cells. */
export function sheetStart({ columns }: Table): string {
  const widths = columns.map(
    ({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  )
  const heading = columns.map(({ name }, index) => textCell(name, `${LETTERS[index]}1`, 'head'))
  return (
    `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0" showGridLines="0">` +
    `<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
    `<sheetFormatPr defaultRowHeight="14"/><cols>${widths.join('')}</cols><sheetData>` +
    `<row r="1" ht="20" customHeight="1">${heading.join('')}</row>`
  )
}

/** A worksheet after its last row, with a filter over all rows (heading included in `rows`). */
export function sheetEnd({ columns }: Table, rows: number): string {
  return `</sheetData><autoFilter ref="A1:${LETTERS[columns.length - 1]}${rows}"/><pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/><pageSetup orientation="landscape" fitToHeight="0"/></worksheet>`
}

/** One row as XML with the number of cells that hold only the beginning of their text; `row` counts from 1. */
export function sheetRow(
  table: Table,
  cells: readonly Cell[],
  row: number,
): { readonly xml: string; readonly cut: number } {
  const lead = table.lead === true && row === 2
  let cut = 0
  let xml = `<row r="${row}">`
  for (const [index, column] of table.columns.entries()) {
    const cell = cells[index]
    if (cell === undefined) continue
    const place = `${LETTERS[index]}${row}`
    if (typeof cell === 'number' && Number.isSafeInteger(cell) && column.look === 'number') {
      xml += `<c r="${place}" s="${NUMBER}"><v>${cell}</v></c>`
      continue
    }
    const text = String(cell)
    const fits = text.length <= MOST_CELL_UNITS
    if (!fits) cut += 1
    xml += textCell(fits ? text : fitCell(text, table.name, row).text, place, lookOf(column, text, lead))
  }
  return { xml: `${xml}</row>`, cut }
}

/** Always text: never a formula, a number or a link, whatever it looks like. */
function textCell(text: string, place: string, look: Look): string {
  return `<c r="${place}" ${TEXT[look]}${sheetText(text)}</t></is></c>`
}

const TEXT = Object.fromEntries(
  looks.map((look, index) => [look, `s="${index}" t="inlineStr"><is><t xml:space="preserve">`]),
)
const NUMBER = looks.indexOf('number')
const verdictLooks: ReadonlySet<string> = new Set(['verdict', 'wrap', 'label'])
const words: readonly Look[] = ['verified', 'failed', 'not-verifiable', 'not-offered']

function lookOf({ look = 'text' }: Column, text: string, lead: boolean): Look {
  if (lead) return 'lead'
  const word = verdictLooks.has(look) ? words.find((one) => one === text) : undefined
  if (word) return word
  return look === 'verdict' || look === 'number' ? 'text' : look
}
