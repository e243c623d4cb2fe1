import type { Database, Statement } from 'better-sqlite3'

/** Terms kept in memory while writing; past it the cache begins anew, the table stays the truth. */
const MOST_CACHED = 400_000

/** Global ids of terms, in order of first appearance: one bounded cache over the `term` table, one id map a parser thread. */
export class TermWriter {
  readonly #find: Statement<[string], { id: number }>
  readonly #add: Statement<[number, string]>
  readonly #cache = new Map<string, number>()
  readonly #byThread: number[][] = []
  #next: number

  constructor(db: Database) {
    this.#find = db.prepare('SELECT id FROM term WHERE text = ?')
    this.#add = db.prepare('INSERT INTO term (id, text) VALUES (?, ?)')
    const last = db.prepare<[], { id: number | null }>('SELECT max(id) AS id FROM term').get()
    this.#next = (last?.id ?? 0) + 1
  }

  /** Takes a block's new strings; answers the thread's map from local to global id (0 stays 0 = absent). */
  take(thread: number, newTerms: readonly string[], reset: boolean): readonly number[] {
    const map = reset ? [0] : (this.#byThread[thread] ?? [0])
    this.#byThread[thread] = map
    for (const text of newTerms) map.push(this.idOf(text))
    return map
  }

  idOf(text: string): number {
    const cached = this.#cache.get(text)
    if (cached !== undefined) return cached
    const id = this.#find.get(text)?.id ?? this.#insert(text)
    if (this.#cache.size >= MOST_CACHED) this.#cache.clear()
    this.#cache.set(text, id)
    return id
  }

  #insert(text: string): number {
    this.#add.run(this.#next, text)
    return this.#next++
  }
}
