import type { Database, Statement } from 'better-sqlite3'
import { randomFillSync } from 'node:crypto'
import { flagBit } from '../../core/record/record.ts'
import { type Fate, fates, newLineIndex } from '../store/line-index.ts'
import { FLOAT, FLOATS, type Frame, ID_FORM, INT, INTS, PART, type ParsedBlock } from './block.ts'
import type { PairKey, RecordWriter } from './record-writer.ts'
import { COL } from './row.ts'
import type { Rows } from './rows.ts'
import type { TermWriter } from './term-writer.ts'
import { termFields } from '../../core/record/record.ts'

/** A line this much earlier than the one before it is more than write order: a clock was set back. Provisional: no standard names a number. */
const CLOCK_STEP_US = 60_000_000
const OUT_OF_ORDER = flagBit('out-of-order')
const CLOCK_STEP = flagBit('clock-step')

/** Counts of one file; lines = records + paired + duplicates + rejected. */
export interface Ledger {
  lines: number
  records: number
  paired: number
  duplicates: number
  rejected: number
}

export const newLedger = (): Ledger => ({ lines: 0, records: 0, paired: 0, duplicates: 0, rejected: 0 })

const countOf: Readonly<Record<Fate, keyof Ledger>> = {
  record: 'records',
  paired: 'paired',
  duplicate: 'duplicates',
  rejected: 'rejected',
}
const NONE: ReadonlyMap<string, string> = new Map()
const fateNumber = new Map(fates.map((fate, at) => [fate, at]))

/** Where the statements of an import come from. */
export interface Writers {
  readonly db: Database
  readonly terms: TermWriter
  readonly records: RecordWriter
}

/** Writes the parsed blocks of one file, in order: records, originals, rejected lines, ledger. */
export class FileWriter {
  readonly ledger = newLedger()
  readonly #bundle: number
  readonly #file: number
  readonly #writers: Writers
  readonly #addBlock: Statement<unknown[]>
  readonly #addRejected: Statement<unknown[]>
  #line = 1
  #lastUs = Number.NEGATIVE_INFINITY

  constructor(writers: Writers, bundle: number, file: number) {
    this.#writers = writers
    this.#bundle = bundle
    this.#file = file
    this.#addBlock = writers.db.prepare(
      'INSERT INTO raw_block (file, offset, bytes, first_line, count, entries, body) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    this.#addRejected = writers.db.prepare(
      'INSERT INTO rejected_line (file, line, offset, length, reason) VALUES (?, ?, ?, ?, ?)',
    )
  }

  write(block: ParsedBlock, thread: number): void {
    const terms = this.#writers.terms.take(thread, block.newTerms, block.reset)
    const fate = new Uint8Array(block.count)
    const texts =
      block.texts.length === 0 ? NONE : new Map(block.texts.map(([at, field, text]) => [`${field} ${at}`, text]))
    const reasons = new Map(block.rejected)
    const offset = block.frames[0]?.offset ?? 0
    const words = new Uint32Array(block.ids.buffer, block.ids.byteOffset, block.count * 4)
    for (let at = 0; at < block.count; at++) {
      const line = this.#line + (block.lineDelta[at] ?? 0)
      const start = offset + (block.offsetDelta[at] ?? 0)
      const became = this.#takeEntry(block, at, { line, start, terms, texts, words, reasons })
      fate[at] = fateNumber.get(became) ?? 0
      this.ledger.lines++
      this.ledger[countOf[became]]++
    }
    for (const frame of block.frames) this.#writeFrame(block, frame, fate)
    this.#line += block.lineEnds
  }

  #takeEntry(block: ParsedBlock, at: number, entry: Entry): Fate {
    const part = block.ints[at * INTS + INT.part] ?? 0
    if (part === PART.rejected) {
      this.#addRejected.run(this.#file, entry.line, entry.start, block.length[at], entry.reasons.get(at) ?? '')
      return 'rejected'
    }
    const { records } = this.#writers
    this.#fill(records.rows, records.place(), { block, at, entry })
    if (part === PART.whole) return records.takeWhole(uniqueOf(block, at))
    const hasId = block.ints[at * INTS + INT.idForm] !== ID_FORM.none
    return records.take(part, hasId ? keyOf(entry.words, at) : undefined)
  }

  #fill(rows: Rows, place: number, { block, at, entry }: Source): void {
    rows.put(place, COL.bundle, this.#bundle)
    rows.put(place, COL.file, this.#file)
    rows.put(place, COL.line, entry.line)
    rows.put(place, COL.offset, entry.start)
    fillNumbers(rows, place, block, at)
    const order = this.#order(rows.number(place, COL.timeUs))
    rows.put(place, COL.flags, rows.number(place, COL.flags) | order)
    fillTerms(rows, place, { block, at, entry })
    fillIds(rows, place, { block, at, entry })
  }

  #order(timeUs: number): number {
    const stepUs = this.#lastUs - timeUs
    this.#lastUs = timeUs
    if (stepUs <= 0) return 0
    return stepUs > CLOCK_STEP_US ? OUT_OF_ORDER | CLOCK_STEP : OUT_OF_ORDER
  }

  #writeFrame(block: ParsedBlock, frame: Frame, fate: Uint8Array): void {
    const { index, blob } = newLineIndex(frame.count)
    const from = frame.first
    const to = from + frame.count
    const blockOffset = block.frames[0]?.offset ?? 0
    const shift = frame.offset - blockOffset
    for (let at = from; at < to; at++) {
      index.lineDelta[at - from] = (block.lineDelta[at] ?? 0) - frame.lineDelta
      index.offsetDelta[at - from] = (block.offsetDelta[at] ?? 0) - shift
    }
    index.length.set(block.length.subarray(from, to))
    index.fate.set(fate.subarray(from, to))
    index.sha256.set(block.sha256.subarray(from * 32, to * 32))
    const { offset, bytes, count, body } = frame
    this.#addBlock.run(this.#file, offset, bytes, this.#line + frame.lineDelta, count, blob, body)
  }
}

/** The key of what is unique of a whole record; undefined where nothing is. */
function uniqueOf({ keys }: ParsedBlock, at: number): PairKey | undefined {
  const high = keys?.[at * 2] ?? 0
  return high === 0 ? undefined : { high, low: keys?.[at * 2 + 1] ?? 0 }
}

type Entry = {
  readonly line: number
  readonly start: number
  readonly terms: readonly number[]
  readonly texts: ReadonlyMap<string, string>
  /** The ids of the block as words, four an entry. */
  readonly words: Uint32Array
  readonly reasons: ReadonlyMap<number, string>
}

type Source = { readonly block: ParsedBlock; readonly at: number; readonly entry: Entry }

function fillNumbers(rows: Rows, place: number, { ints, floats }: ParsedBlock, at: number): void {
  const base = at * INTS
  const float = at * FLOATS
  rows.put(place, COL.timeUs, floats[float + FLOAT.timeUs] ?? 0)
  putUnlessNegative(rows, place, COL.receivedUs, floats[float + FLOAT.receivedUs])
  putUnlessNegative(rows, place, COL.seq, floats[float + FLOAT.seq])
  for (const [column, int] of sameNumbers) rows.put(place, column, ints[base + int] ?? 0)
  putUnlessNegative(rows, place, COL.port, ints[base + INT.port])
}

/** Columns that hold a number of the block as it stands. */
const sameNumbers = (['timeNs', 'timeDigits', 'actorKind', 'kind', 'outcome', 'flags'] as const).map(
  (name) => [COL[name], INT[name]] as const,
)

function putUnlessNegative(rows: Rows, place: number, column: number, value = -1): void {
  if (value >= 0) rows.put(place, column, value)
}

function fillTerms(rows: Rows, place: number, { block: { ints }, at, entry: { terms } }: Source): void {
  const from = at * INTS + INT.terms
  for (let field = 0; field < termFields.length; field++) {
    const local = ints[from + field] ?? 0
    if (local > 0) rows.put(place, COL.terms + field, terms[local] ?? Number.NaN)
  }
}

function fillIds(rows: Rows, place: number, { block: { ints }, at, entry: { words, texts } }: Source): void {
  const form = ints[at * INTS + INT.idForm]
  if (form === ID_FORM.uuid) rows.putUuid(place, words, at * 4)
  if (texts.size === 0) return
  const requestId = texts.get(`requestId ${at}`)
  const traceId = texts.get(`traceId ${at}`)
  if (requestId !== undefined) rows.putText(place, 'requestId', requestId)
  if (traceId !== undefined) rows.putText(place, 'traceId', traceId)
}

/** Random for each run of the program: a log made to collide cannot know them. What is found never depends on them. */
const SEEDS = randomFillSync(new Uint32Array(8)).map((seed) => seed | 1)

/** 64 bits that depend on all 16 bytes of the request id. */
function keyOf(words: Uint32Array, at: number): PairKey {
  let high = 0
  let low = 0
  for (let word = 0; word < 4; word++) {
    const value = words[at * 4 + word] ?? 0
    high = mixed(high ^ value, SEEDS[word] ?? 1)
    low = mixed(low ^ value, SEEDS[word + 4] ?? 1)
  }
  return { high: high >>> 0, low: low >>> 0 }
}

/** A multiply and two shifts, as the finishing step of MurmurHash3 has them. */
function mixed(value: number, seed: number): number {
  const once = Math.imul(value ^ (value >>> 16), seed)
  return Math.imul(once ^ (once >>> 13), 0xc2b2ae35)
}
