import type { Database, Statement } from 'better-sqlite3'
import { flagBit } from '../../core/record/record.ts'
import type { Half, Retold } from '../../core/verify/observations/accounts.ts'
import { PART } from './block.ts'
import { RowInserter } from './insert-rows.ts'
import { PairTable, SEEN } from './pair-table.ts'
import { COL } from './row.ts'
import { Rows } from './rows.ts'

/** Records held back so that a response can join its request in memory; later ones are joined in the table. */
const WINDOW = 8192

const PAIRED = flagBit('paired')
const NO_RESPONSE = flagBit('no-response')
const NO_REQUEST = flagBit('no-request')
const SAME_ID_DIFFERS = flagBit('same-id-differs')

/** What a half without its other half is flagged as; a completion lacks nothing. */
const LONE: Readonly<Record<number, number>> = { [PART.request]: NO_RESPONSE, [PART.response]: NO_REQUEST }

/** What became of one entry that was read. */
export type Taken = 'record' | 'paired' | 'duplicate'

/** The key of an entry's request id, 64 bits; absent ids have no key. */
export type PairKey = { readonly high: number; readonly low: number }

/** Is told the rows at `count` places from `first` on. */
export type OnRows = (rows: Rows, first: number, count: number) => void

/**
 * Turns entries into record rows of one import: joins request and response, sets duplicates aside, hands out dense ids in
 * order of arrival. Exact over the whole import, with a bounded window of rows in memory.
 */
export class RecordWriter {
  /** The window, a ring of places; one more at its end is for a record that is read back from the table. */
  readonly rows: Rows
  readonly #pairs = new PairTable()
  readonly #inserter: RowInserter
  readonly #read: Statement<[number], unknown[]>
  readonly #drop: Statement<[number]>
  readonly #first: number
  readonly #heldBack: number
  /** Rows written; later ones stand in the window, record `#first + n` at place `n % #ring`. */
  #written = 0
  #next: number
  /** Where in `#pairs` the last record was added, -1 = nowhere yet: mostly the next entry belongs to it. */
  #lastAdded = -1
  readonly #onRows: OnRows
  /** A row was told to `onRows` and then replaced. */
  replacedLate = false
  /** Is told every entry that repeats what a record tells already, where somebody wants to know. */
  onRepeat: ((retold: Retold) => void) | undefined

  /** `onRows` is told every row as it is written, in the order of ids; `window` is how many rows are held back. */
  constructor(db: Database, firstId: number, onRows: OnRows = () => undefined, window = WINDOW) {
    this.#onRows = onRows
    this.#heldBack = window
    this.rows = new Rows(2 * window + 1)
    this.#inserter = new RowInserter(db)
    this.#read = db.prepare<[number], unknown[]>('SELECT * FROM record WHERE id = ?').raw()
    this.#drop = db.prepare('DELETE FROM record WHERE id = ?')
    this.#first = firstId
    this.#next = firstId
  }

  /** Records so far. */
  get count(): number {
    return this.#next - this.#first
  }

  /** The place in `rows` that the next entry is filled into; what stood there is cleared. */
  place(): number {
    const place = this.#placeOf(this.#next)
    this.rows.clear(place)
    return place
  }

  /** Takes the whole record that was filled into `place()`; one with the same key and the same content came before: counted once. */
  takeWhole(key: PairKey | undefined): Taken {
    const place = this.#placeOf(this.#next)
    if (!key) return this.#add(place, 0)
    let differs = false
    for (let pair = this.#pairs.find(key.high, key.low); pair >= 0; pair = this.#pairs.find(key.high, key.low, pair)) {
      if (this.#pairs.seen(pair) !== SEEN.whole) continue
      const id = this.#first + this.#pairs.record(pair)
      const held = this.#placeWith(id)
      if (this.rows.sameContent(held, place)) return this.#repeat(id, held, SEEN.whole)
      differs = true
    }
    this.#pairs.add(key.high, key.low, this.count, SEEN.whole)
    return this.#add(place, differs ? SAME_ID_DIFFERS : 0)
  }

  /** Takes what was filled into `place()`: half of an event, with the key of its request id, or all of one. */
  take(part: number, key: PairKey | undefined): Taken {
    const place = this.#placeOf(this.#next)
    if (part === PART.whole) return this.#add(place, 0)
    const seen = part === PART.request ? SEEN.request : SEEN.response
    const lone = LONE[part] ?? 0
    if (!key) return this.#add(place, lone)

    let differs = false
    for (let pair = this.#firstPair(key, place); pair >= 0; pair = this.#pairs.find(key.high, key.low, pair)) {
      const id = this.#first + this.#pairs.record(pair)
      const held = this.#placeWith(id)
      if (!this.rows.sameId(held, place)) continue
      if (!this.#areOne(held, place, part)) {
        differs = true
        continue
      }
      if (this.#pairs.seen(pair) & seen) return this.#repeat(id, held, seen)
      this.#pairs.markSeen(pair, seen)
      this.#join(id, held, part)
      return 'paired'
    }
    this.#lastAdded = this.#pairs.add(key.high, key.low, this.count, seen)
    return this.#add(place, differs ? lone | SAME_ID_DIFFERS : lone)
  }

  #areOne(held: number, place: number, part: number): boolean {
    return part === PART.completion ? this.rows.completes(held, place) : this.rows.sameEvent(held, place)
  }

  /** The entry under hand is set aside: half of the record that stands at `held`, or all of it, was told before. */
  #repeat(record: number, held: number, half: Half): Taken {
    if (this.onRepeat === undefined) return 'duplicate'
    const { rows } = this
    const place = this.#placeOf(this.#next)
    const paired = rows.number(held, COL.pairedFile)
    const owner = half === SEEN.response && paired > 0 ? paired : rows.number(held, COL.file)
    this.onRepeat({
      record,
      half,
      owner,
      file: rows.number(place, COL.file),
      timeUs: rows.number(place, COL.timeUs),
    })
    return 'duplicate'
  }

  /** Writes what the window still holds. */
  finish(): void {
    this.#write(this.count - this.#written)
  }

  get #ring(): number {
    return 2 * this.#heldBack
  }

  #placeOf(id: number): number {
    return (id - this.#first) % this.#ring
  }

  #isInWindow(id: number): boolean {
    return id - this.#first >= this.#written
  }

  /**
   * The first place of the pair table to look at. No two records agree in id and event, so where the last one added does with the
   * entry, no other needs to be looked for; searching costs a miss of the memory cache.
   */
  #firstPair({ high, low }: PairKey, place: number): number {
    const last = this.#lastAdded
    if (last >= 0 && this.#pairs.holds(last, high, low)) {
      const id = this.#first + this.#pairs.record(last)
      const held = this.#placeOf(id)
      if (this.#isInWindow(id) && this.rows.sameId(held, place) && this.rows.sameEvent(held, place)) return last
    }
    return this.#pairs.find(high, low)
  }

  #add(place: number, flags: number): Taken {
    this.rows.put(place, COL.flags, this.rows.number(place, COL.flags) | flags)
    this.rows.put(place, COL.id, this.#next++)
    if (this.count - this.#written >= this.#ring) this.#write(this.#heldBack)
    return 'record'
  }

  #write(count: number): void {
    for (let left = count; left > 0;) {
      const first = this.#written % this.#ring
      const part = Math.min(left, this.#ring - first)
      this.#onRows(this.rows, first, part)
      this.#inserter.insert(this.rows, first, part)
      this.#written += part
      left -= part
    }
  }

  /** The place of a record: in the window, or where it is read back to. */
  #placeWith(id: number): number {
    if (this.#isInWindow(id)) return this.#placeOf(id)
    const row = this.#read.get(id)
    if (!row) throw new Error(`record ${id} is gone while its import runs`)
    this.rows.load(this.#ring, row)
    return this.#ring
  }

  /** Joins the entry under hand to the record that stands at `held`. */
  #join(id: number, held: number, part: number): void {
    const place = this.#placeOf(this.#next)
    if (part === PART.request) this.rows.fold(place, held, held)
    else this.rows.fold(held, place, held)
    const flags = (this.rows.number(held, COL.flags) | PAIRED) & ~(NO_RESPONSE | NO_REQUEST)
    this.rows.put(held, COL.flags, flags)
    if (!this.#isInWindow(id)) this.#replace(id, held)
  }

  /** A row of the table never changes; of a bundle that is not complete it may be taken out and put back. */
  #replace(id: number, place: number): void {
    this.replacedLate = true
    this.#drop.run(id)
    this.#onRows(this.rows, place, 1)
    this.#inserter.insert(this.rows, place, 1)
  }
}
