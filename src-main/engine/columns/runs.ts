import type { Database } from 'better-sqlite3'
import { type Chunk, HEAD_BYTES, decodeChunk, readHead } from './chunk.ts'
import { type ChunkOutline, type ChunkStore, storeInCase } from './chunk-store.ts'
import { storedColumns } from './column-names.ts'

/** The columns of one complete bundle. */
export interface Run {
  readonly bundle: number
  readonly rows: number
  readonly store: ChunkStore
}

interface Bundle {
  readonly id: number
  readonly records: number
}

/** The runs of all complete bundles, by id; one that does not agree with its records is built anew and named. */
export function openRuns(
  db: Database,
  build: (db: Database, bundle: number) => ChunkStore,
): { runs: Run[]; stale: number[] } {
  const bundles = db
    .prepare<[], Bundle>("SELECT id, records FROM bundle WHERE state = 'complete' AND records > 0 ORDER BY id")
    .all()
  const stale: number[] = []
  const runs = bundles.map(({ id, records }) => {
    const store = storeInCase(db, id)
    if (agrees(db, { id, records }, store)) return { bundle: id, rows: records, store }
    stale.push(id)
    return { bundle: id, rows: records, store: build(db, id) }
  })
  return { runs, stale }
}

/** Row counts and shape of every column, and that the first and the last row are the records they name. */
function agrees(db: Database, { id, records }: Bundle, store: ChunkStore): boolean {
  const whole = storedColumns.every(({ name }) => {
    const outlines = store.outlines(name)
    return outlines.every(isSound) && outlines.reduce((sum, { rows }) => sum + rows, 0) === records
  })
  if (!whole) return false
  const row = db.prepare<[number, number, number, number]>(
    'SELECT 1 FROM record WHERE id = ? AND bundle = ? AND time_us = ? AND time_ns = ?',
  )
  const [ids, us, ns] = [ends(store, 'id'), ends(store, 'time'), ends(store, 'timeNs')]
  return ids.every((one, end) => row.get(one, id, us[end] ?? 0, ns[end] ?? 0) !== undefined)
}

function isSound({ rows, bytes, head }: ChunkOutline): boolean {
  const read = readHead(head)
  return read !== undefined && bytes === HEAD_BYTES + rows * read.width
}

/** The records that come first and last in the time of a bundle whose columns are written; undefined where it has none. */
export function endRecords(db: Database, bundle: number): readonly [first: number, last: number] | undefined {
  const store = storeInCase(db, bundle)
  return store.outlines('id').length === 0 ? undefined : ends(store, 'id')
}

/** The first and the last value of a column. */
function ends(store: ChunkStore, name: string): [number, number] {
  const last = store.outlines(name).length - 1
  return [values(store.chunk(name, 0)).at(0) ?? 0, values(store.chunk(name, last)).at(-1) ?? 0]
}

function values(chunk: Chunk | undefined): Float64Array {
  const column = new Float64Array(chunk?.rows ?? 0)
  if (chunk) decodeChunk(chunk, column, 0)
  return column
}
