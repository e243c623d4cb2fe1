import type { Database } from 'better-sqlite3'
import { setImmediate } from 'node:timers/promises'
import { FaultError } from '../../contract/fault.ts'
import { CHUNK_ROWS, decodeChunk, encodeChunk } from './chunk.ts'
import { type ChunkStore, storeInCase } from './chunk-store.ts'
import { occurringName, storedColumns, storedHash } from './column-names.ts'
import { type Times, mergedOrder, stretches } from './run-order.ts'
import { TermMarks } from './term-marks.ts'

/** Rows read at a time; between two readings a cancel is seen. */
const BATCH = 8192

const ROWS = `SELECT ${storedColumns.map(({ sql }) => sql).join(', ')} FROM record
  WHERE id >= :from AND id < :to AND bundle = :bundle ORDER BY id`

/** Writes the columns of one bundle from its records, in (time, nanoseconds, id) order; what stood there is replaced. */
export async function writeRun(
  db: Database,
  bundle: number,
  onProgress?: (rows: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  for (const done of runSteps(db, bundle, storeInCase(db, bundle))) {
    onProgress?.(done)
    await setImmediate()
    if (signal?.aborted) throw new FaultError('cancelled', { message: 'Cancelled while the columns were written.' })
  }
}

/**
 * Gives the values of one stored column (by its place in `storedColumns`; 0 = absent) for the rows of a batch from row `from` on, as
 * many as `into` takes.
 */
export type FillColumn = (column: number, from: number, into: Float64Array) => void

/**
 * Builds the columns of a bundle beside its import, from the rows as they are written; a row that is replaced later makes them
 * wrong, and then `writeRun` does it from the table.
 */
export class RunBuilder {
  readonly #store: ChunkStore
  readonly #writer: ChunkWriter

  constructor(db: Database, bundle: number) {
    this.#store = storeInCase(db, bundle)
    this.#writer = new ChunkWriter(this.#store, CHUNK_ROWS)
  }

  /** The next `rows` rows, in the order of ids, as the table's query would give them. */
  add(rows: number, fill: FillColumn): void {
    this.#writer.add(rows, fill)
  }

  async finish(signal?: AbortSignal): Promise<void> {
    this.#writer.finish()
    for (const rows of ordered(this.#store, this.#writer)) {
      await setImmediate()
      if (signal?.aborted) throw new FaultError('cancelled', { message: `Cancelled while ${rows} rows were ordered.` })
    }
  }
}

/** The same in steps; yields how many rows have been read. Memory: two chunks of every column, then two columns. */
export function* runSteps(db: Database, bundle: number, store: ChunkStore): Generator<number> {
  const { first, end } = idRange(db, bundle)
  const writer = new ChunkWriter(store, Math.max(1, Math.min(CHUNK_ROWS, end - first)))
  store.step(() => store.clear())
  const rows = db.prepare<[{ from: number; to: number; bundle: number }], unknown[]>(ROWS).raw()
  for (let from = first; from < end; from += BATCH) {
    const batch = rows.all({ from, to: Math.min(end, from + BATCH), bundle })
    writer.add(batch.length, fillFromTable(batch))
    yield writer.rows
  }
  writer.finish()
  yield* ordered(store, writer)
}

const hashed = storedColumns.map(({ sort }) => sort === 'hash')

const fillFromTable =
  (rows: readonly (readonly unknown[])[]): FillColumn =>
  (column, from, into) => {
    for (let at = 0; at < into.length; at++) {
      const cell = rows[from + at]?.[column]
      into[at] = hashed[column] ? storedHash(cell) : Number(cell ?? 0)
    }
  }

function* ordered(store: ChunkStore, writer: ChunkWriter): Generator<number> {
  const order = writer.ascending ? undefined : orderOf(store, writer.rows)
  if (!order) return
  for (const { name } of storedColumns) {
    store.step(() => reorder(store, name, order))
    yield writer.rows
  }
}

/** Records of a bundle have ids without gaps; those of an import that is running are the highest. */
function idRange(db: Database, bundle: number): { first: number; end: number } {
  const held = db
    .prepare<[number], { first: number; records: number; state: string }>(
      'SELECT first_record AS first, records, state FROM bundle WHERE id = ?',
    )
    .get(bundle)
  if (!held) throw new Error(`bundle ${bundle} is not in the case`)
  if (held.state === 'complete') return { first: held.first, end: held.first + held.records }
  const last = db.prepare<[], { id: number | null }>('SELECT max(id) AS id FROM record').get()?.id
  return { first: held.first, end: (last ?? 0) + 1 }
}

class ChunkWriter {
  readonly #store: ChunkStore
  readonly #room: number
  readonly #buffers: readonly Float64Array[]
  readonly #marks = storedColumns.map(({ sort }) => (sort === 'term' ? new TermMarks() : undefined))
  #lastUs = -Infinity
  #lastNs = 0
  #filled = 0
  #chunk = 0
  rows = 0
  ascending = true

  /** `room`: rows of a chunk, less for a bundle that does not fill one. */
  constructor(store: ChunkStore, room: number) {
    this.#store = store
    this.#room = room
    this.#buffers = storedColumns.map(() => new Float64Array(room))
  }

  add(rows: number, fill: FillColumn): void {
    for (let from = 0; from < rows;) {
      const until = Math.min(this.#room, this.#filled + rows - from)
      this.#buffers.forEach((buffer, column) => fill(column, from, buffer.subarray(this.#filled, until)))
      this.#compareTimes(until)
      from += until - this.#filled
      this.rows += until - this.#filled
      this.#filled = until
      if (until === this.#room) this.#flush()
    }
  }

  #compareTimes(until: number): void {
    // the first two columns are time and timeNs
    const [times, fractions] = this.#buffers
    for (let at = this.#filled; at < until; at++) {
      const us = times?.[at] ?? 0
      const ns = fractions?.[at] ?? 0
      if (us < this.#lastUs || (us === this.#lastUs && ns < this.#lastNs)) this.ascending = false
      this.#lastUs = us
      this.#lastNs = ns
    }
  }

  finish(): void {
    if (this.#filled > 0) this.#flush()
    this.#store.step(() => {
      storedColumns.forEach((column, i) => {
        if (column.sort === 'term') putValues(this.#store, occurringName(column.name), this.#marks[i]?.ids() ?? [])
      })
    })
  }

  #flush(): void {
    this.#store.step(() => {
      storedColumns.forEach(({ name }, i) => {
        const values = this.#buffers[i]
        if (!values) return
        this.#marks[i]?.add(values, this.#filled)
        this.#store.put(name, this.#chunk, { rows: this.#filled, body: encodeChunk(values, this.#filled) })
      })
    })
    this.#chunk++
    this.#filled = 0
  }
}

function putValues(store: ChunkStore, name: string, values: ArrayLike<number>): void {
  const buffer = new Float64Array(Math.min(CHUNK_ROWS, values.length))
  for (let from = 0, chunk = 0; from < values.length; from += CHUNK_ROWS, chunk++) {
    const rows = Math.min(CHUNK_ROWS, values.length - from)
    for (let i = 0; i < rows; i++) buffer[i] = values[from + i] ?? 0
    store.put(name, chunk, { rows, body: encodeChunk(buffer, rows) })
  }
}

function wholeColumn(store: ChunkStore, name: string, rows: number): Float64Array {
  const column = new Float64Array(rows)
  let at = 0
  for (const chunk of store.chunks(name)) {
    decodeChunk(chunk, column, at)
    at += chunk.rows
  }
  return column
}

function orderOf(store: ChunkStore, rows: number): Uint32Array | undefined {
  const times: Times = {
    us: wholeColumn(store, 'time', rows),
    ns: Uint16Array.from(wholeColumn(store, 'timeNs', rows)),
  }
  return mergedOrder(times, stretches(times))
}

function reorder(store: ChunkStore, name: string, order: Uint32Array): void {
  const arrived = wholeColumn(store, name, order.length)
  const buffer = new Float64Array(Math.min(CHUNK_ROWS, order.length))
  for (let from = 0, chunk = 0; from < order.length; from += CHUNK_ROWS, chunk++) {
    const rows = Math.min(CHUNK_ROWS, order.length - from)
    for (let i = 0; i < rows; i++) buffer[i] = arrived[order[from + i] ?? 0] ?? 0
    store.put(name, chunk, { rows, body: encodeChunk(buffer, rows) })
  }
}
