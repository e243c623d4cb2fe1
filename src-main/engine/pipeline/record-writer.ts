import type { Database, Statement } from 'better-sqlite3'
import { flagBit } from '../../core/record/record.ts'
import { PART } from './block.ts'
import { PairTable, SEEN } from './pair-table.ts'
import { COL, COLS, type Cell, type Row, columnNames, foldRows, sameEvent } from './row.ts'

/** Records held back so that a response can join its request in memory; later ones are joined in the table. */
const WINDOW = 8192
const ROWS_A_STATEMENT = 16

const PAIRED = flagBit('paired')
const NO_RESPONSE = flagBit('no-response')
const NO_REQUEST = flagBit('no-request')
const SAME_ID_DIFFERS = flagBit('same-id-differs')

/** What became of one entry that was read. */
export type Taken = 'record' | 'paired' | 'duplicate'

/** The key of an entry's request id, 64 bits; absent ids have no key. */
export type PairKey = { readonly high: number; readonly low: number }

/**
 * Turns entries into record rows of one import: joins request and response, sets duplicates aside, hands out dense ids in
 * order of arrival. Exact over the whole import, with a bounded window of rows in memory.
 */
export class RecordWriter {
  readonly #pairs = new PairTable()
  readonly #db: Database
  /** By the columns used and the rows a statement takes: of most sources a third of the columns is always absent. */
  readonly #inserts = new Map<string, Statement<unknown[]>>()
  readonly #read: Statement<[number], unknown[]>
  readonly #drop: Statement<[number]>
  readonly #first: number
  readonly #heldBack: number
  /** Rows not yet in the table: record `#first + #written + i` stands at i of the window. */
  #window: Row[] = []
  #written = 0
  #next: number
  readonly #onRow: (row: Row) => void
  /** A row was told to `onRow` and then replaced. */
  replacedLate = false

  /** `onRow` is told every row as it is written, in the order of ids; `window` is how many rows are held back. */
  constructor(db: Database, firstId: number, onRow: (row: Row) => void = () => undefined, window = WINDOW) {
    this.#onRow = onRow
    this.#heldBack = window
    this.#db = db
    this.#read = db.prepare<[number], unknown[]>('SELECT * FROM record WHERE id = ?').raw()
    this.#drop = db.prepare('DELETE FROM record WHERE id = ?')
    this.#first = firstId
    this.#next = firstId
  }

  /** Records so far. */
  get count(): number {
    return this.#next - this.#first
  }

  /** Takes one entry; `row` is kept. */
  take(row: Row, part: number, key: PairKey | undefined): Taken {
    if (part === PART.whole) return this.#add(row)
    const seen = part === PART.request ? SEEN.request : SEEN.response
    const lone = part === PART.request ? NO_RESPONSE : NO_REQUEST
    if (!key) return this.#add(flagged(row, lone))

    let differs = false
    for (
      let place = this.#pairs.find(key.high, key.low);
      place >= 0;
      place = this.#pairs.find(key.high, key.low, place)
    ) {
      const id = this.#first + this.#pairs.record(place)
      const held = this.#rowOf(id)
      if (!sameId(held, row)) continue
      if (!sameEvent(held, row)) {
        differs = true
        continue
      }
      if (this.#pairs.seen(place) & seen) return 'duplicate'
      this.#pairs.markSeen(place, seen)
      this.#replace(id, joined(held, row, part))
      return 'paired'
    }
    this.#pairs.add(key.high, key.low, this.count, seen)
    return this.#add(flagged(row, differs ? lone | SAME_ID_DIFFERS : lone))
  }

  /** Writes what the window still holds. */
  finish(): void {
    this.#write(this.#window.length)
  }

  #add(row: Row): Taken {
    row[COL.id] = this.#next++
    this.#window.push(row)
    if (this.#window.length >= 2 * this.#heldBack) this.#write(this.#heldBack)
    return 'record'
  }

  #write(count: number): void {
    this.#insert(this.#window.splice(0, count))
    this.#written += count
  }

  #insert(rows: readonly Row[]): void {
    for (const row of rows) this.#onRow(row)
    const used = usedColumns(rows)
    const many = rows.length - (rows.length % ROWS_A_STATEMENT)
    if (many > 0) {
      const insert = this.#insertOf(used, ROWS_A_STATEMENT)
      for (let at = 0; at < many; at += ROWS_A_STATEMENT) insert.run(...cellsOf(rows, at, ROWS_A_STATEMENT, used))
    }
    if (many === rows.length) return
    const insert = this.#insertOf(used, 1)
    for (let at = many; at < rows.length; at++) insert.run(...cellsOf(rows, at, 1, used))
  }

  #insertOf(used: readonly number[], rows: number): Statement<unknown[]> {
    const key = `${rows}:${used.join()}`
    const held = this.#inserts.get(key)
    if (held) return held
    const row = `(${used.map(() => '?').join()})`
    const names = used.map((column) => columnNames[column]).join()
    const made = this.#db.prepare(`INSERT INTO record (${names}) VALUES ${Array<string>(rows).fill(row).join()}`)
    this.#inserts.set(key, made)
    return made
  }

  #rowOf(id: number): Row {
    const held = this.#window[id - this.#first - this.#written] ?? (this.#read.get(id) as Row | undefined)
    if (!held) throw new Error(`record ${id} is gone while its import runs`)
    return held
  }

  /** A row of the table never changes; of a bundle that is not complete it may be taken out and put back. */
  #replace(id: number, row: Row): void {
    const at = id - this.#first - this.#written
    if (at >= 0) {
      this.#window[at] = row
      return
    }
    this.replacedLate = true
    this.#drop.run(id)
    this.#insert([row])
  }
}

function joined(held: Row, row: Row, part: number): Row {
  const id = Number(held[COL.id])
  const whole = part === PART.request ? foldRows(row, held, id) : foldRows(held, row, id)
  whole[COL.flags] = (Number(whole[COL.flags]) | PAIRED) & ~(NO_RESPONSE | NO_REQUEST)
  return whole
}

function flagged(row: Row, bits: number): Row {
  row[COL.flags] = Number(row[COL.flags]) | bits
  return row
}

/** Request ids are compared whole: a UUID by its 16 bytes, anything else by its text. */
function sameId(a: Row, b: Row): boolean {
  const [left, right] = [a[COL.requestId], b[COL.requestId]]
  if (left instanceof Uint8Array && right instanceof Uint8Array) return Buffer.compare(left, right) === 0
  return left === right
}

/** Columns that at least one of the rows fills. */
function usedColumns(rows: readonly Row[]): number[] {
  const used: number[] = []
  for (let column = 0; column < COLS; column++) if (rows.some((row) => row[column] !== null)) used.push(column)
  return used
}

function cellsOf(rows: readonly Row[], from: number, count: number, used: readonly number[]): Cell[] {
  const cells = Array<Cell>(count * used.length)
  let next = 0
  for (let at = from; at < from + count; at++) {
    const row = rows[at]
    for (const column of used) cells[next++] = row?.[column] ?? null
  }
  return cells
}
