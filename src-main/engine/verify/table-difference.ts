import type { Database } from 'better-sqlite3'
import { setImmediate } from 'node:timers/promises'
import { stopIfCancelled } from '../intake/faults.ts'

type Row = readonly unknown[]

/** Rows of one table, in the order of their key: the first columns. */
export interface KeyedTable {
  /** SQL of one page: the key of the row before it as `?`, one each, then the bundle. */
  readonly sql: string
  readonly firstKey: readonly (string | number)[]
  readonly bundle: number
}

/** A row that one side has otherwise than the other, or not at all. */
export interface Difference {
  readonly ours: Row | undefined
  readonly theirs: Row | undefined
}

/** Pages are small enough that a cancel is seen at once between two of them. */
const PAGE = 2048

/** Every difference between the same table in two databases, in the order of the key; and how many rows were compared. */
export async function* differences(
  ours: Database,
  theirs: Database,
  table: KeyedTable,
  signal: AbortSignal,
): AsyncGenerator<Difference, number> {
  const [left, right] = [new Pages(ours, table), new Pages(theirs, table)]
  let compared = 0
  for (; left.row !== undefined || right.row !== undefined; compared += 1) {
    const found = step(left, right, table.firstKey.length)
    if (found !== undefined) yield found
    if (compared % PAGE === 0) await setImmediate()
    stopIfCancelled(signal)
  }
  return compared
}

function step(left: Pages, right: Pages, keys: number): Difference | undefined {
  const [a, b] = [left.row, right.row]
  const order = orderOf(a, b, keys)
  if (order <= 0) left.next()
  if (order >= 0) right.next()
  if (order === 0 && sameRow(a, b)) return undefined
  return { ours: order > 0 ? undefined : a, theirs: order < 0 ? undefined : b }
}

/** Below 0: only `a` stands here; above: only `b`; 0: both. */
function orderOf(a: Row | undefined, b: Row | undefined, keys: number): number {
  if (a === undefined) return 1
  return b === undefined ? -1 : compareKeys(a, b, keys)
}

class Pages {
  readonly #next: (key: readonly unknown[]) => Row[]
  readonly #keys: number
  #page: Row[]
  #at = 0

  constructor(db: Database, { sql, firstKey, bundle }: KeyedTable) {
    const statement = db.prepare<unknown[], Row>(`${sql} LIMIT ${PAGE}`).raw()
    this.#next = (key) => statement.all(...key, bundle)
    this.#keys = firstKey.length
    this.#page = this.#next(firstKey)
  }

  get row(): Row | undefined {
    return this.#page[this.#at]
  }

  next(): void {
    const last = this.#page[this.#at]
    this.#at += 1
    if (this.#at < this.#page.length || last === undefined) return
    this.#page = this.#next(last.slice(0, this.#keys))
    this.#at = 0
  }
}

function compareKeys(a: Row, b: Row, keys: number): number {
  for (let at = 0; at < keys; at += 1) {
    const [left, right] = [a[at], b[at]]
    if (left === right) continue
    if (typeof left === 'number' && typeof right === 'number') return left < right ? -1 : 1
    return String(left) < String(right) ? -1 : 1
  }
  return 0
}

const sameRow = (a: Row | undefined, b: Row | undefined): boolean =>
  a !== undefined && b !== undefined && a.length === b.length && a.every((cell, at) => sameCell(cell, b[at]))

function sameCell(a: unknown, b: unknown): boolean {
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b) === 0
  return Object.is(a, b)
}
