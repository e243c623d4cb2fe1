import { termFields } from '../../core/record/record.ts'
import { ID_FORM } from './block.ts'
import { COL, COLS } from './row.ts'

/** A cell as SQLite takes and gives it. */
export type Cell = number | string | Uint8Array | null

const termAt = (field: (typeof termFields)[number]): number => COL.terms + termFields.indexOf(field)
const ACTION = termAt('action')
const TARGET = termAt('target')
const REASON = termAt('reason')
/** Columns of an event that are not simply those of its request, or else its response. */
const FOLDED = [
  COL.id,
  COL.pairedFile,
  COL.pairedLine,
  COL.pairedOffset,
  COL.actorKind,
  COL.kind,
  COL.outcome,
  REASON,
  COL.flags,
] as const
/** Columns that say what happened, and not where the line stands, what was noted of it or how a collector handed it on. */
const CONTENT: readonly number[] = Array.from({ length: COLS }, (_, column) => column).filter(
  (column) =>
    column > COL.pairedOffset && column !== COL.receivedUs && column !== COL.flags && column !== termAt('collector'),
)
/** Words of a UUID. */
const WORDS = 4

/**
 * Rows of the table `record` in memory, each named by its place. They are numbers in one typed array, because an array of
 * cells for each of millions of rows costs more than all else that is done with them. NaN = absent; the column of the request
 * id holds its form, that of the trace id a 1, and what they say stands beside.
 */
export class Rows {
  readonly cells: Float64Array<ArrayBuffer>
  /** The bytes of request ids that are UUIDs, as they stand, four words a place. */
  readonly uuids: Uint32Array<ArrayBuffer>
  /** Request ids that are no UUIDs, and trace ids, by place: few sources have them. */
  readonly #requestIds = new Map<number, string>()
  readonly #traceIds = new Map<number, string>()
  readonly #folded = new Float64Array(FOLDED.length)

  constructor(places: number) {
    this.cells = new Float64Array(places * COLS).fill(Number.NaN)
    this.uuids = new Uint32Array(places * WORDS)
  }

  clear(place: number): void {
    this.cells.fill(Number.NaN, place * COLS, place * COLS + COLS)
    if (this.#requestIds.size > 0) this.#requestIds.delete(place)
    if (this.#traceIds.size > 0) this.#traceIds.delete(place)
  }

  number(place: number, column: number): number {
    return this.cells[place * COLS + column] ?? Number.NaN
  }

  put(place: number, column: number, value: number): void {
    this.cells[place * COLS + column] = value
  }

  /** `words` holds a UUID's bytes from word `at` on. */
  putUuid(place: number, words: Uint32Array, at: number): void {
    this.put(place, COL.requestId, ID_FORM.uuid)
    for (let word = 0; word < WORDS; word++) this.uuids[place * WORDS + word] = words[at + word] ?? 0
  }

  putText(place: number, field: 'requestId' | 'traceId', text: string): void {
    this.put(place, COL[field], field === 'requestId' ? ID_FORM.text : 1)
    if (field === 'requestId') this.#requestIds.set(place, text)
    else this.#traceIds.set(place, text)
  }

  /** The text of a trace id or of a request id that is no UUID. */
  text(place: number, field: 'requestId' | 'traceId'): string | undefined {
    return field === 'requestId' ? this.#requestIds.get(place) : this.#traceIds.get(place)
  }

  /** Takes a row over as the table gives it, or gave it. */
  load(place: number, row: readonly unknown[]): void {
    this.clear(place)
    for (let column = 0; column < COLS; column++) {
      const cell = row[column]
      if (typeof cell === 'number') this.put(place, column, cell)
      else if (typeof cell === 'string') this.putText(place, column === COL.requestId ? 'requestId' : 'traceId', cell)
      else if (cell instanceof Uint8Array) this.putUuid(place, new Uint32Array(new Uint8Array(cell).buffer), 0)
    }
  }

  /** Two lines tell of one event only if they name the same action and target. */
  sameEvent(a: number, b: number): boolean {
    return this.#agree(a, b, ACTION) && this.#agree(a, b, TARGET)
  }

  /** A completion may name what its request could not yet. */
  completes(request: number, completion: number): boolean {
    return (
      this.#agree(request, completion, ACTION) &&
      (this.#agree(request, completion, TARGET) || this.#lacks(request, TARGET))
    )
  }

  /** Whether two records say the same, wherever they stand and however they arrived. */
  sameContent(a: number, b: number): boolean {
    if (!CONTENT.every((column) => this.#agree(a, b, column))) return false
    return this.sameId(a, b) && this.text(a, 'traceId') === this.text(b, 'traceId')
  }

  /** Request ids are compared whole: a UUID by its 16 bytes, anything else by its text. */
  sameId(a: number, b: number): boolean {
    if (!this.#agree(a, b, COL.requestId)) return false
    if (this.number(a, COL.requestId) !== ID_FORM.uuid) return this.text(a, 'requestId') === this.text(b, 'requestId')
    for (let word = 0; word < WORDS; word++)
      if (this.uuids[a * WORDS + word] !== this.uuids[b * WORDS + word]) return false
    return true
  }

  #lacks(place: number, column: number): boolean {
    return Number.isNaN(this.number(place, column))
  }

  #agree(a: number, b: number, column: number): boolean {
    return Object.is(this.number(a, column), this.number(b, column))
  }

  /**
   * One event from its two halves, which have the same request id: place and time of the request, outcome and reason of the response,
   * everything else the request's, or where it has none the response's. It replaces the half `held` and keeps its id; flags
   * add up, the caller sets those of the pair.
   */
  fold(request: number, response: number, held: number): void {
    const traceId = this.text(request, 'traceId') ?? this.text(response, 'traceId')
    // worked out before the first cell is written: `held` is one of the two
    const folded = this.#foldedCells(request, response, held)
    const { cells } = this
    const [own, other, into] = [request * COLS, response * COLS, held * COLS]
    for (let column = 0; column < COLS; column++)
      cells[into + column] = present(cells[own + column], cells[other + column])
    for (let at = 0; at < FOLDED.length; at++) this.put(held, FOLDED[at] ?? 0, folded[at] ?? Number.NaN)
    if (traceId !== undefined) this.putText(held, 'traceId', traceId)
  }

  /** What stands in the columns of `FOLDED`; the array is reused. */
  #foldedCells(request: number, response: number, held: number): Float64Array {
    const folded = this.#folded
    folded[0] = this.number(held, COL.id)
    folded[1] = this.number(response, COL.file)
    folded[2] = this.number(response, COL.line)
    folded[3] = this.number(response, COL.offset)
    folded[4] = this.number(request, COL.actorKind) || this.number(response, COL.actorKind)
    folded[5] = this.number(request, COL.kind) || this.number(response, COL.kind)
    folded[6] = this.number(response, COL.outcome)
    folded[7] = this.number(response, REASON)
    folded[8] = this.number(request, COL.flags) | this.number(response, COL.flags)
    return folded
  }
}

const present = (cell = Number.NaN, other = Number.NaN): number => (Number.isNaN(cell) ? other : cell)
