import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { csvRow, MOST_SHEET_ROWS, type Cell } from '../../core/pack/cells.ts'
import type { PackContent, PackTotals } from '../../core/pack/content.ts'
import { sheetEnd, sheetRow, sheetStart } from '../../core/pack/sheet.ts'
import { completenessRows } from '../../core/pack/completeness-sheet.ts'
import { coverRows, custodyRows, guideRows, ipeRows, sourceRows, verificationRows } from '../../core/pack/sheets.ts'
import { recordCells, recordsTable, tables, type Table } from '../../core/pack/tables.ts'
import { sheetPath, workbookParts } from '../../core/pack/workbook.ts'
import { stopIfCancelled } from '../intake/faults.ts'
import { openZip, type ZipOut } from './zip-out.ts'

/** Rows gathered before they are handed on; bounds memory, and how late a cancel is seen. */
const BATCH_ROWS = 500

/** A table as written: rows without heading, and where its CSV file lies for now. */
export interface WrittenTable {
  readonly name: string
  readonly rows: number
  readonly csv: string
}

/** What writing the tables gave. */
export interface WrittenTables {
  readonly workbook: string
  readonly tables: readonly WrittenTable[]
  readonly totals: PackTotals
}

/** What is written from, and where; `most` is the rows of a sheet, heading included. */
export interface TablesAsk {
  readonly content: PackContent
  readonly totals: Omit<PackTotals, 'records' | 'cutCells'>
  readonly folder: string
  readonly most?: number
  readonly progress?: (records: number) => void
  readonly signal?: AbortSignal | undefined
}

/**
 * Writes the workbook and a CSV file of each sheet in one pass over the records; memory does not grow with them.
 * Records come first in the file, since the cover counts them; the sheets' order is that of the workbook.
 */
export async function writeTables(ask: TablesAsk): Promise<WrittenTables> {
  const workbook = join(ask.folder, 'evidence.xlsx')
  const zip = openZip(workbook, ask.content.sealedAt, ask.signal)
  const sheets: Sheet[] = []
  const { cover, guide, ipe, sources, verification, completeness } = tables
  const before = [cover, guide, ipe, sources, verification, completeness]
  const records = await writeRecords(ask, zip, before.length, sheets)
  const counts = { records, cutCells: cutIn(sheets) }
  const { content } = ask
  const rest: readonly (readonly [Table, readonly (readonly Cell[])[], number])[] = [
    [sources, sourceRows(content.bundles), 4],
    [verification, verificationRows(content.verification), 5],
    [completeness, completenessRows(content.completeness), 6],
    [tables.custody, custodyRows(content.custody), before.length + sheets.length + 1],
  ]
  for (const [table, rows, number] of rest) sheets.push(await writeSheet({ ask, zip, table, rows, number }))
  const totals = { ...ask.totals, ...counts, cutCells: cutIn(sheets) }
  const told: typeof rest = [
    [cover, coverRows(content, totals), 1],
    [guide, guideRows, 2],
    [ipe, ipeRows(content, totals), 3],
  ]
  for (const [table, rows, number] of told) sheets.push(await writeSheet({ ask, zip, table, rows, number }))
  const ordered = sheets.toSorted((a, b) => a.number - b.number)
  const about = { title: content.case.title || content.case.name, sealedAt: content.sealedAt, tool: content.tool }
  const parts = workbookParts(
    ordered.map(({ table }) => table.title),
    about,
  )
  for (const { path, text } of parts) zip.add(path, text)
  await zip.end()
  const written = ordered.map(({ table, rows, csv }) => ({ name: table.name, rows, csv }))
  return { workbook, tables: written, totals }
}

interface Sheet {
  readonly table: Table
  readonly number: number
  rows: number
  cut: number
  readonly csv: string
}

function cutIn(sheets: readonly Sheet[]): number {
  return sheets.reduce((sum, { cut }) => sum + cut, 0)
}

/** As many sheets as the records need; the first stands even without a record. */
async function writeRecords(ask: TablesAsk, zip: ZipOut, before: number, sheets: Sheet[]): Promise<number> {
  const { most = MOST_SHEET_ROWS } = ask
  const rows = cellsOf(ask)[Symbol.asyncIterator]()
  let next = await rows.next()
  let total = 0
  do {
    const part = sheets.length + 1
    const sheet = newSheet(ask.folder, recordsTable(part), before + part)
    const some = (async function* () {
      for (let row = 1; row < most && !next.done; row += 1) {
        yield next.value
        next = await rows.next()
      }
    })()
    await zip.addStream(sheetPath(sheet.number), () => sheetChunks(sheet, some))
    sheets.push(sheet)
    total += sheet.rows
  } while (!next.done)
  return total
}

async function* cellsOf({ content, progress, signal }: TablesAsk): AsyncGenerator<readonly Cell[]> {
  let count = 0
  for await (const record of content.records) {
    count += 1
    if (count % BATCH_ROWS === 0) {
      stopIfCancelled(signal)
      progress?.(count)
    }
    yield recordCells(record)
  }
  stopIfCancelled(signal)
  progress?.(count)
}

interface SheetAsk {
  readonly ask: TablesAsk
  readonly zip: ZipOut
  readonly table: Table
  readonly rows: readonly (readonly Cell[])[]
  readonly number: number
}

async function writeSheet({ ask, zip, table, rows, number }: SheetAsk): Promise<Sheet> {
  stopIfCancelled(ask.signal)
  const sheet = newSheet(ask.folder, table, number)
  await zip.addStream(sheetPath(number), () => sheetChunks(sheet, rows))
  return sheet
}

function newSheet(folder: string, table: Table, number: number): Sheet {
  return { table, number, rows: 0, cut: 0, csv: join(folder, `${table.name}.csv`) }
}

/** The sheet's XML; each row goes to the CSV file on the way. */
async function* sheetChunks(
  sheet: Sheet,
  rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>,
): AsyncGenerator<Uint8Array> {
  const { table } = sheet
  const csv = await open(sheet.csv, 'wx', 0o600)
  try {
    let xml = sheetStart(table)
    let text = csvRow(table.columns.map(({ name }) => name))
    for await (const cells of rows) {
      sheet.rows += 1
      const row = sheetRow(table, cells, sheet.rows + 1)
      sheet.cut += row.cut
      xml += row.xml
      text += csvRow(cells)
      if (sheet.rows % BATCH_ROWS !== 0) continue
      await csv.appendFile(text)
      yield Buffer.from(xml)
      xml = ''
      text = ''
    }
    await csv.appendFile(text)
    yield Buffer.from(xml + sheetEnd(table, sheet.rows + 1))
  } finally {
    await csv.close()
  }
}
