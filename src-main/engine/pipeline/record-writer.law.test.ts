import { isDeepStrictEqual } from 'node:util'
import Sqlite, { type Database } from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { flagsOf } from '../../core/record/record.ts'
import { migrate } from '../store/migrate.ts'
import { ID_FORM, PART } from './block.ts'
import { type OnRows, RecordWriter, type Taken } from './record-writer.ts'
import { COL, COLS, columnNames } from './row.ts'
import type { Rows } from './rows.ts'

interface Entry {
  readonly id: string | undefined
  readonly part: 'request' | 'response' | 'whole'
  readonly action: number
  readonly target: number
  readonly outcome: number
}

type Told = {
  readonly line: number | null
  readonly pairedLine: number | null
  readonly outcome: number
  readonly flags: string[]
}

const FIRST_ID = 41
const ACTION = columnNames.indexOf('action')
const TARGET = columnNames.indexOf('target')

const entries = fc.array(
  fc.record({
    id: fc.oneof({ weight: 8, arbitrary: fc.constantFrom('a', 'b', 'c', 'd') }, fc.constant(undefined)),
    part: fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom('request' as const, 'response' as const) },
      fc.constant('whole' as const),
    ),
    action: fc.integer({ min: 1, max: 2 }),
    target: fc.integer({ min: 1, max: 2 }),
    outcome: fc.integer({ min: 0, max: 3 }),
  }),
  { maxLength: 60 },
)

function emptyCase(): Database {
  const db = new Sqlite(':memory:')
  migrate(db)
  db.exec(`INSERT INTO bundle (id, name, format, confidence, reasons, shape, state, started_us, first_record)
           VALUES (1, 'law', 'vault', 1, '[]', 'files', 'importing', 0, ${FIRST_ID})`)
  return db
}

function fill(rows: Rows, place: number, entry: Entry, line: number): void {
  for (const column of [COL.timeUs, COL.timeNs, COL.timeDigits, COL.actorKind, COL.kind, COL.flags])
    rows.put(place, column, 0)
  rows.put(place, COL.bundle, 1)
  rows.put(place, COL.file, 1)
  rows.put(place, COL.line, line)
  rows.put(place, COL.offset, line * 10)
  rows.put(place, COL.outcome, entry.outcome)
  rows.put(place, ACTION, entry.action)
  rows.put(place, TARGET, entry.target)
  if (entry.id !== undefined) fillId(rows, place, entry.id)
}

/** Ids of both forms: `c` and `d` stand for UUIDs that differ in their last byte alone. */
function fillId(rows: Rows, place: number, id: string): void {
  if (id < 'c') rows.putText(place, 'requestId', id)
  else rows.putUuid(place, new Uint32Array([1, 2, 3, id.charCodeAt(0) << 24]), 0)
}

/** A row as the table gives it. */
function rowAt(rows: Rows, place: number): unknown[] {
  return Array.from({ length: COLS }, (_, column) => {
    const cell = rows.number(place, column)
    if (Number.isNaN(cell)) return null
    if (column < COL.requestId) return cell
    if (column === COL.requestId && cell === ID_FORM.uuid)
      return Buffer.from(rows.uuids.slice(place * 4, place * 4 + 4).buffer)
    return rows.text(place, column === COL.requestId ? 'requestId' : 'traceId')
  })
}

/** Pairing as it is meant, over everything at once: first of each half, by request id, action and target. */
function naive(all: readonly Entry[]): { fates: Taken[]; records: Told[] } {
  const held: Held[] = []
  const fates = all.map((entry, line): Taken => {
    const { id, part } = entry
    const event = `${entry.action} ${entry.target}`
    const joins = id !== undefined && part !== 'whole'
    const sameId = joins ? held.filter((one) => one.id === id && one.whole === undefined) : []
    const same = sameId.find((one) => one.event === event)
    if (!same) held.push({ id, event, [part]: line, differs: sameId.length > 0 })
    if (!same || part === 'whole') return 'record'
    if (same[part] !== undefined) return 'duplicate'
    same[part] = line
    return 'paired'
  })
  return { fates, records: held.map((one) => told(all, one)) }
}

/** Line numbers of what became one record. */
type Held = {
  readonly id: string | undefined
  readonly event: string
  readonly differs: boolean
  readonly whole?: number
  request?: number
  response?: number
}

function told(all: readonly Entry[], held: Held): Told {
  const { whole, request, response, differs } = held
  const paired = request !== undefined && response !== undefined
  const alone = request === undefined ? 'no-request' : 'no-response'
  const halves = whole === undefined ? [paired ? 'paired' : alone] : []
  return {
    line: lineOf(held),
    pairedLine: paired ? response : null,
    outcome: all[response ?? lineOf(held)]?.outcome ?? -1,
    flags: differs ? [...halves, 'same-id-differs'] : halves,
  }
}

const lineOf = ({ whole, request, response }: Held): number => whole ?? request ?? response ?? -1

const READ = 'SELECT id, line, paired_line AS pairedLine, outcome, flags FROM record ORDER BY id'
type Read = Omit<Told, 'flags'> & { readonly id: number; readonly flags: number }

test('pairs and duplicates are those of a naive pairing, whatever the order and however small the window', () => {
  const property = fc.property(entries, fc.integer({ min: 1, max: 5 }), (all, window) => {
    const db = emptyCase()
    const rows: unknown[][] = []
    const onRows: OnRows = (from, first, count) => {
      for (let place = first; place < first + count; place++) rows.push(rowAt(from, place))
    }
    const writer = new RecordWriter(db, FIRST_ID, onRows, window)
    const fates = all.map((entry, line) => {
      const key = entry.id === undefined ? undefined : { high: entry.id.charCodeAt(0) % 2, low: 0 }
      fill(writer.rows, writer.place(), entry, line)
      return writer.take(PART[entry.part], key)
    })
    writer.finish()
    const read = db.prepare<[], Read>(READ).all()
    const want = naive(all)
    expect(fates).toEqual(want.fates)
    expect(
      read.map(({ line, pairedLine, outcome, flags }) => ({ line, pairedLine, outcome, flags: flagsOf(flags) })),
    ).toEqual(want.records)
    expect(read.map(({ id }) => id)).toEqual(want.records.map((_, at) => FIRST_ID + at))
    expect(writer.count).toBe(want.records.length)
    // what the columns are built from is what the table holds, or the writer says that it is not
    const stored = db.prepare('SELECT * FROM record ORDER BY id').raw().all()
    expect(writer.replacedLate || isDeepStrictEqual(rows, stored)).toBe(true)
    db.close()
  })
  fc.assert(property, { numRuns: 200 })
})
