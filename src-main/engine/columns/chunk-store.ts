import type { Database } from 'better-sqlite3'
import { type Chunk, HEAD_BYTES } from './chunk.ts'

/** A chunk without its values. */
export interface ChunkOutline {
  readonly rows: number
  readonly bytes: number
  readonly head: Uint8Array
}

/** Where the chunks of one run are kept: in the case, or in memory where the case may not or cannot be written. */
export interface ChunkStore {
  clear(): void
  put(name: string, chunk: number, held: Chunk): void
  chunks(name: string): Iterable<Chunk>
  chunk(name: string, chunk: number): Chunk | undefined
  outlines(name: string): readonly ChunkOutline[]
  /** Runs one step so that it is written as a whole. */
  step(work: () => void): void
}

/** The run of a bundle in the case file. */
export function storeInCase(db: Database, bundle: number): ChunkStore {
  const clear = db.prepare('DELETE FROM column_chunk WHERE bundle = ?')
  const put = db.prepare('INSERT OR REPLACE INTO column_chunk (bundle, name, chunk, rows, body) VALUES (?, ?, ?, ?, ?)')
  const which = 'WHERE bundle = ? AND name = ?'
  const all = db.prepare<[number, string], Chunk>(`SELECT rows, body FROM column_chunk ${which} ORDER BY chunk`)
  const one = db.prepare<[number, string, number], Chunk>(`SELECT rows, body FROM column_chunk ${which} AND chunk = ?`)
  const outlines = db.prepare<[number, number, string], ChunkOutline>(
    `SELECT rows, length(body) AS bytes, substr(body, 1, ?) AS head FROM column_chunk ${which} ORDER BY chunk`,
  )
  return {
    clear: () => void clear.run(bundle),
    put: (name, chunk, { rows, body }) => void put.run(bundle, name, chunk, rows, body),
    chunks: (name) => all.iterate(bundle, name),
    chunk: (name, chunk) => one.get(bundle, name, chunk),
    outlines: (name) => outlines.all(HEAD_BYTES, bundle, name),
    step: (work) => db.transaction(work)(),
  }
}

/** A run held in memory. */
export function storeInMemory(): ChunkStore {
  const held = new Map<string, Chunk[]>()
  return {
    clear: () => held.clear(),
    put: (name, chunk, one) => {
      const list = held.get(name) ?? []
      list[chunk] = one
      held.set(name, list)
    },
    chunks: (name) => held.get(name) ?? [],
    chunk: (name, chunk) => held.get(name)?.[chunk],
    outlines: (name) =>
      (held.get(name) ?? []).map(({ rows, body }) => ({
        rows,
        bytes: body.byteLength,
        head: body.subarray(0, HEAD_BYTES),
      })),
    step: (work) => work(),
  }
}
