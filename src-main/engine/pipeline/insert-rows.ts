import type { Database, Statement } from 'better-sqlite3'
import { ID_FORM } from './block.ts'
import { COL, COLS, columnNames } from './row.ts'
import type { Cell, Rows } from './rows.ts'

/** Rows of one statement: more make it no faster. */
const MANY = 32
/** Statements kept: a source needs a handful, each file of a folder may bring some. */
const MOST_STATEMENTS = 64

/** How a run of rows fills the columns: those that differ are bound for each row, those that agree stand in the statement. */
interface Pattern {
  readonly bound: readonly number[]
  readonly fixed: readonly (readonly [column: number, value: number])[]
}

/** Writes rows into the table `record`. Binding is what costs, so as little as possible is bound. */
export class RowInserter {
  readonly #db: Database
  readonly #statements = new Map<string, Statement<unknown[]>>()
  readonly #cells: Cell[] = []
  /** One buffer for each row of a statement, since making one for each record costs more than copying 16 bytes. */
  readonly #uuidWords = new Uint32Array(MANY * 4)
  readonly #uuids = Array.from({ length: MANY }, (_, at) => Buffer.from(this.#uuidWords.buffer, at * 16, 16))

  constructor(db: Database) {
    this.#db = db
  }

  /** Inserts the rows at the places `first` to `first + count`. */
  insert(rows: Rows, first: number, count: number): void {
    const many = count - (count % MANY)
    if (many > 0) this.#run(rows, first, many, MANY)
    if (many < count) this.#run(rows, first + many, count - many, 1)
  }

  #run(rows: Rows, first: number, count: number, aStatement: number): void {
    const pattern = patternOf(rows, first, count, aStatement > 1)
    const insert = this.#statementOf(pattern, aStatement)
    this.#cells.length = aStatement * pattern.bound.length
    for (let at = first; at < first + count; at += aStatement) {
      this.#fill(rows, at, aStatement, pattern.bound)
      insert.run(...this.#cells)
    }
  }

  #fill(rows: Rows, first: number, count: number, bound: readonly number[]): void {
    const into = this.#cells
    const { cells } = rows
    let next = 0
    for (let at = 0; at < count; at++) {
      const base = (first + at) * COLS
      for (let i = 0; i < bound.length; i++) {
        const column = bound[i] ?? 0
        const cell = cells[base + column] ?? Number.NaN
        if (Number.isNaN(cell)) into[next++] = null
        else into[next++] = column < COL.requestId ? cell : this.#idCell(rows, first + at, column, at)
      }
    }
  }

  #idCell(rows: Rows, place: number, column: number, slot: number): Cell {
    if (column === COL.traceId) return rows.text(place, 'traceId') ?? null
    if (rows.number(place, column) !== ID_FORM.uuid) return rows.text(place, 'requestId') ?? null
    for (let word = 0; word < 4; word++) this.#uuidWords[slot * 4 + word] = rows.uuids[place * 4 + word] ?? 0
    return this.#uuids[slot] ?? null
  }

  #statementOf({ bound, fixed }: Pattern, rows: number): Statement<unknown[]> {
    const names = [...bound, ...fixed.map(([column]) => column)].map((column) => columnNames[column]).join()
    const row = `(${[...bound.map(() => '?'), ...fixed.map(([, value]) => String(value))].join()})`
    const sql = `INSERT INTO record (${names}) VALUES ${Array<string>(rows).fill(row).join()}`
    const held = this.#statements.get(sql)
    if (held) return held
    if (this.#statements.size >= MOST_STATEMENTS) this.#statements.clear()
    const made = this.#db.prepare(sql)
    this.#statements.set(sql, made)
    return made
  }
}

/** Of most sources a third of the columns is absent, and some say the same in all rows (bundle, file, system). */
function patternOf(rows: Rows, first: number, count: number, mayFix: boolean): Pattern {
  const bound: number[] = []
  const fixed: [number, number][] = []
  for (let column = 0; column < COLS; column++) {
    const value = rows.number(first, column)
    const same = isSame(rows, column, first, count)
    if (same && Number.isNaN(value)) continue
    if (same && mayFix && column < COL.requestId && Number.isSafeInteger(value)) fixed.push([column, value])
    else bound.push(column)
  }
  return { bound, fixed }
}

function isSame(rows: Rows, column: number, first: number, count: number): boolean {
  const value = rows.number(first, column)
  for (let at = first + 1; at < first + count; at++) if (!Object.is(rows.number(at, column), value)) return false
  return true
}
