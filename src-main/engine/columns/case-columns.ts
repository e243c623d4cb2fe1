import type { Database } from 'better-sqlite3'
import type { TermField } from '../../core/record/record.ts'
import { type Moment } from '../../core/record/zone.ts'
import { type Column, decodeChunk, newColumn, readHead } from './chunk.ts'
import { type ChunkStore, storeInMemory } from './chunk-store.ts'
import { type ColumnName, type StoredColumn, occurringName } from './column-names.ts'
import { type Run, openRuns } from './runs.ts'
import { mergedOrder, placesOf } from './run-order.ts'
import { Shelf } from './shelf.ts'
import { runSteps, writeRun } from './write-run.ts'

/** Bytes of columns kept in memory unless the case asks otherwise; provisional: all columns of ten million records. */
const BUDGET_BYTES = 1_000_000_000
const SMALL_BYTES = 128_000_000

/** What the columns cost, and whether the budget made answers slower. */
export interface ColumnState {
  readonly rows: number
  readonly bytes: number
  readonly budgetBytes: number
  /** How often a column was read from the case again because the budget had pushed it out. */
  readonly reloads: number
  /** Bundles whose stored columns differ from their records; answers come from columns built in memory. */
  readonly stale: readonly number[]
}

/** The records of all complete bundles as columns in one order: a position is the place by (time, nanoseconds, id). */
export class CaseColumns {
  readonly db: Database
  readonly runs: readonly Run[]
  readonly rows: number
  /** Ids of bundles that `rebuildColumns` should write again. */
  readonly stale: readonly number[]
  /** What questions keep from one to the next: results, id sets, counts over the case. */
  readonly kept = new Shelf<object>(SMALL_BYTES)
  readonly #held: Shelf<Column>
  readonly #loaded = new Set<string>()
  readonly #greatest = new Map<ColumnName, number>()
  readonly #budgetBytes: number
  readonly #places: Uint32Array | undefined
  #reloads = 0

  constructor(db: Database, budgetBytes: number) {
    this.db = db
    this.#budgetBytes = budgetBytes
    this.#held = new Shelf(budgetBytes)
    const { runs, stale } = openRuns(db, buildInMemory)
    this.runs = runs
    this.stale = stale
    this.rows = runs.reduce((sum, run) => sum + run.rows, 0)
    this.#places = this.#merge()
  }

  /** The column in the order of positions. */
  column(name: ColumnName): Column {
    const held = this.#held.get(name)
    if (held) return held
    if (this.#loaded.has(name)) this.#reloads++
    this.#loaded.add(name)
    const column = name === 'bundle' ? this.#bundles() : this.#read(name, this.#places)
    this.#held.put(name, column, column.byteLength)
    return column
  }

  /** The greatest value of a column, without reading it. */
  greatest(name: ColumnName): number {
    const held = this.#greatest.get(name)
    if (held !== undefined) return held
    const greatest =
      name === 'bundle' ? Math.max(0, ...this.runs.map(({ bundle }) => bundle)) : greatestOf(this.runs, name)
    this.#greatest.set(name, greatest)
    return greatest
  }

  /** The term ids that occur in a field, ascending. */
  occurring(field: TermField): Uint32Array {
    const name = occurringName(field)
    return this.keep(name, () => {
      const marked = new Set<number>()
      for (const run of this.runs) for (const id of wholeList(run.store, name)) marked.add(id)
      const ids = Uint32Array.from(marked).toSorted()
      return { of: ids, bytes: ids.byteLength }
    })
  }

  /** Answers from what is kept under a key, else makes and keeps it. */
  keep<T extends object>(key: string, make: () => { of: T; bytes: number }): T {
    const kept = this.kept.get(key)
    // one key is always made by one maker, so what is kept under it is of that maker's type
    if (kept) return kept as T
    const { of, bytes } = make()
    this.kept.put(key, of, bytes)
    return of
  }

  /** The first position at or after a moment. */
  position({ us, ns }: Moment): number {
    const times = this.column('time')
    const nanos = ns > 0 ? this.column('timeNs') : undefined
    let low = 0
    let high = this.rows
    while (low < high) {
      const middle = (low + high) >>> 1
      const gap = (times[middle] ?? 0) - us
      if (gap < 0 || (gap === 0 && nanos !== undefined && (nanos[middle] ?? 0) < ns)) low = middle + 1
      else high = middle
    }
    return low
  }

  state(): ColumnState {
    const { rows, stale } = this
    return { rows, bytes: this.#held.bytes, budgetBytes: this.#budgetBytes, reloads: this.#reloads, stale }
  }

  #read(name: StoredColumn, places: Uint32Array | undefined): Column {
    // times may be negative, which only a double holds
    const column = name === 'time' ? new Float64Array(this.rows) : newColumn(this.rows, this.greatest(name))
    let at = 0
    for (const run of this.runs) {
      for (const chunk of run.store.chunks(name)) {
        decodeChunk(chunk, column, at, places)
        at += chunk.rows
      }
    }
    return column
  }

  #bundles(): Column {
    const column = newColumn(this.rows, this.greatest('bundle'))
    let at = 0
    for (const { bundle, rows } of this.runs) {
      const places = this.#places?.subarray(at, at + rows)
      if (places) for (const place of places) column[place] = bundle
      else column.fill(bundle, at, at + rows)
      at += rows
    }
    return column
  }

  #merge(): Uint32Array | undefined {
    if (this.runs.length < 2) return undefined
    const us = this.#read('time', undefined)
    const ns = this.greatest('timeNs') > 0 ? this.#read('timeNs', undefined) : undefined
    const bounds = [0]
    for (const { rows } of this.runs) bounds.push((bounds.at(-1) ?? 0) + rows)
    const order = mergedOrder({ us, ns }, bounds)
    return order && placesOf(order)
  }
}

/** Opens the columns of a case. Where stored columns are missing or differ, they are built in memory and named in `stale`. */
export const openColumns = (db: Database, budgetBytes = BUDGET_BYTES): CaseColumns => new CaseColumns(db, budgetBytes)

/** Writes the columns of these bundles again; needs a writing connection. */
export async function rebuildColumns(db: Database, bundles: readonly number[], signal?: AbortSignal): Promise<void> {
  for (const bundle of bundles) await writeRun(db, bundle, undefined, signal)
}

function buildInMemory(db: Database, bundle: number): ChunkStore {
  const store = storeInMemory()
  const steps = runSteps(db, bundle, store)
  while (!steps.next().done) continue
  return store
}

function greatestOf(runs: readonly Run[], name: string): number {
  let greatest = 0
  for (const { store } of runs) {
    for (const { head } of store.outlines(name)) greatest = Math.max(greatest, readHead(head)?.greatest ?? 0)
  }
  return greatest
}

function wholeList(store: ChunkStore, name: string): Column {
  const chunks = [...store.chunks(name)]
  const rows = chunks.reduce((sum, chunk) => sum + chunk.rows, 0)
  const list = new Float64Array(rows)
  let at = 0
  for (const chunk of chunks) {
    decodeChunk(chunk, list, at)
    at += chunk.rows
  }
  return list
}
