import type { Answer } from '../contract/calls.ts'
import { csvRow } from '../core/pack/cells.ts'
import type { RecordField } from './record-fields.ts'
import { type Column, line, widthsOf } from './table.ts'
import { visibleJson } from './visible.ts'

export type WholeRecord = Answer<'records.whole'>['records'][number]

/** One way to write records: what stands before them, and each page of them. */
export interface RecordForm {
  readonly head: string
  page(records: readonly WholeRecord[]): string
}

const isAbsent = (value: unknown): boolean => value === undefined || (Array.isArray(value) && value.length === 0)

function textOf(value: unknown): string {
  if (isAbsent(value)) return ''
  return Array.isArray(value) ? value.join(' ') : String(value)
}

/** One JSON object a line; absent values are left out. */
export function ndjsonForm(fields: readonly RecordField[]): RecordForm {
  const document = (record: WholeRecord): unknown =>
    Object.fromEntries(fields.flatMap((field) => (isAbsent(record[field]) ? [] : [[field, record[field]]])))
  return { head: '', page: (records) => records.map((record) => `${visibleJson(document(record))}\n`).join('') }
}

/** RFC 4180 with a head row; no cell is a formula to a spreadsheet. */
export function csvForm(fields: readonly RecordField[]): RecordForm {
  return {
    head: csvRow(fields),
    page: (records) =>
      records.map((record) => csvRow(fields.map((field) => textOf(record[field]) || undefined))).join(''),
  }
}

const rightFields: ReadonlySet<RecordField> = new Set([
  'id',
  'port',
  'line',
  'offset',
  'length',
  'seq',
  'pairedLine',
  'bundle',
])
const leafFields: ReadonlySet<RecordField> = new Set(['target', 'file'])
/** The least columns that a cut cell keeps. */
const LEAST_CUT = 16

function tableColumns(fields: readonly RecordField[], columns: number | undefined): Column[] {
  // a share of the terminal each for what can be long; the rest has a natural width
  const most = columns === undefined ? undefined : Math.max(LEAST_CUT, Math.floor(columns / 3.5))
  return fields.map((field) => ({
    head: field,
    right: rightFields.has(field),
    ...(most === undefined || field === 'time' ? {} : { max: most }),
    keep: leafFields.has(field) ? 'end' : 'start',
  }))
}

/** Aligned for people: the widths are those of the first page. Cells are cut only on a terminal. */
export function tableForm(fields: readonly RecordField[], columns: number | undefined): RecordForm {
  const shape = tableColumns(fields, columns)
  let widths: number[] | undefined
  return {
    head: '',
    page: (records) => {
      const rows = records.map((record) => fields.map((field) => textOf(record[field]) || '–'))
      const heads = widths === undefined ? [fields] : []
      widths ??= widthsOf(shape, rows)
      const aligned = widths
      return [...heads, ...rows].map((row) => `${line(shape, aligned, row)}\n`).join('')
    },
  }
}
