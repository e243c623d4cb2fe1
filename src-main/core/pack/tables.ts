import type { PackRecord } from './content.ts'
import type { Cell } from './cells.ts'

/** A column: heading, width in characters, and how its cells look. */
export interface Column {
  readonly name: string
  readonly width: number
  readonly look?: 'text' | 'wrap' | 'number' | 'code' | 'verdict' | 'label'
}

/** A sheet of the workbook and, with the same rows, a CSV file `tables/NAME.csv`. */
export interface Table {
  readonly name: string
  readonly title: string
  readonly columns: readonly Column[]
  /** The first row is set large, as a title. */
  readonly lead?: boolean
}

const text = (name: string, width: number): Column => ({ name, width })
const number = (name: string, width = 10): Column => ({ name, width, look: 'number' })
const code = (name: string, width = 20): Column => ({ name, width, look: 'code' })

/** Columns of the records, in the order of the command line's `events`; a field outside this list stands in `more`. */
export const recordColumns: readonly Column[] = [
  number('id'),
  text('time', 31),
  text('system', 10),
  text('actor', 28),
  text('actorKind', 11),
  text('actorDisplay', 24),
  text('credential', 22),
  text('onBehalfOf', 20),
  text('application', 18),
  text('action', 12),
  text('kind', 12),
  text('target', 44),
  text('targetType', 11),
  text('targetVersion', 8),
  text('environment', 13),
  text('outcome', 10),
  text('reason', 30),
  text('ip', 18),
  number('port', 8),
  text('userAgent', 24),
  text('region', 12),
  text('requestId', 38),
  text('traceId', 20),
  text('session', 20),
  text('reasonGiven', 24),
  text('ticket', 14),
  text('collector', 24),
  text('received', 31),
  number('seq'),
  text('flags', 20),
  number('bundle', 8),
  text('file', 34),
  number('line'),
  number('pairedLine'),
  number('offset', 12),
  number('length'),
  code('sha256', 66),
  text('more', 20),
]

const known = new Set(recordColumns.map(({ name }) => name))
const ownNames = recordColumns.slice(0, -1).map(({ name }) => name)

/** The cells of one record; nothing is dropped: fields without a column of their own stand as JSON in `more`. */
export function recordCells(record: PackRecord): Cell[] {
  const cells = ownNames.map((name) => plain(record[name]))
  cells.push(moreOf(record))
  return cells
}

function moreOf(record: PackRecord): string | undefined {
  const names = Object.keys(record).filter((name) => !known.has(name) && record[name] !== undefined)
  return names.length === 0 ? undefined : JSON.stringify(record, names)
}

function plain(value: PackRecord[string]): Cell {
  return typeof value === 'string' || typeof value === 'number' || value === undefined ? value : value.join(' ')
}

/** The tables of every pack, in the order of the sheets; more sheets of records follow the first where rows overflow. */
export const tables = {
  cover: {
    name: 'cover',
    title: 'Cover',
    lead: true,
    columns: [
      { name: 'item', width: 26, look: 'label' },
      { name: 'value', width: 100, look: 'wrap' },
    ],
  },
  guide: {
    name: 'how-to-read',
    title: 'How to read',
    columns: [
      { name: 'topic', width: 26, look: 'label' },
      { name: 'text', width: 110, look: 'wrap' },
    ],
  },
  ipe: {
    name: 'ipe',
    title: 'IPE',
    columns: [
      { name: 'question', width: 40, look: 'label' },
      { name: 'answer', width: 80, look: 'wrap' },
      { name: 'where', width: 34 },
    ],
  },
  sources: {
    name: 'sources',
    title: 'Sources',
    columns: [
      number('bundle', 8),
      text('name', 30),
      text('format', 12),
      text('file', 44),
      number('bytes', 14),
      number('lines', 12),
      number('records', 12),
      number('paired', 12),
      number('duplicates', 12),
      number('rejected', 12),
      text('ledger', 10),
      code('sha256', 66),
    ],
  },
  verification: {
    name: 'verification',
    title: 'Verification',
    columns: [
      text('bundle', 28),
      text('check', 24),
      text('level', 12),
      { name: 'verdict', width: 16, look: 'verdict' },
      text('state', 14),
      text('kind', 12),
      { name: 'message', width: 80, look: 'wrap' },
      text('file', 34),
      number('line'),
      number('seq'),
      number('covered'),
      code('expected', 34),
      code('found', 34),
      { name: 'follows', width: 40, look: 'wrap' },
      { name: 'settles', width: 40, look: 'wrap' },
    ],
  },
  completeness: {
    name: 'completeness',
    title: 'Completeness',
    columns: [
      text('source', 28),
      text('what', 16),
      text('from', 31),
      text('to', 31),
      text('state', 14),
      { name: 'text', width: 100, look: 'wrap' },
    ],
  },
  records: { name: 'records', title: 'Records', columns: recordColumns },
  custody: {
    name: 'custody',
    title: 'Custody',
    columns: [
      number('seq', 8),
      text('time', 26),
      text('actor', 24),
      text('event', 20),
      { name: 'detail', width: 80, look: 'wrap' },
      text('tool', 18),
      code('prev_hash', 66),
      code('hash', 66),
    ],
  },
} as const satisfies Record<string, Table>

/** The table of the records from its second sheet on: `Records 2`, `tables/records-2.csv`. */
export function recordsTable(part: number): Table {
  return part === 1 ? tables.records : { ...tables.records, name: `records-${part}`, title: `Records ${part}` }
}
