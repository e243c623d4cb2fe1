import type { Database, Statement } from 'better-sqlite3'
import { randomFillSync } from 'node:crypto'
import { flagBit } from '../../core/record/record.ts'
import { type Fate, fates, newLineIndex } from '../store/line-index.ts'
import { FLOAT, FLOATS, type Frame, ID_FORM, INT, INTS, PART, type ParsedBlock } from './block.ts'
import type { PairKey, RecordWriter } from './record-writer.ts'
import { COL, COLS, type Row } from './row.ts'
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
    for (let at = 0; at < block.count; at++) {
      const line = this.#line + (block.lineDelta[at] ?? 0)
      const start = offset + (block.offsetDelta[at] ?? 0)
      const became = this.#takeEntry(block, at, { line, start, terms, texts, reason: reasons.get(at) })
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
      this.#addRejected.run(this.#file, entry.line, entry.start, block.length[at], entry.reason ?? '')
      return 'rejected'
    }
    const row = this.#rowOf(block, at, entry)
    return this.#writers.records.take(row, part, keyOf(block, at))
  }

  #rowOf(block: ParsedBlock, at: number, { line, start, terms, texts }: Entry): Row {
    const row = Array<Row[number]>(COLS).fill(null)
    row[COL.bundle] = this.#bundle
    row[COL.file] = this.#file
    row[COL.line] = line
    row[COL.offset] = start
    fillNumbers(row, block, at)
    row[COL.flags] = Number(row[COL.flags]) | this.#order(Number(row[COL.timeUs]))
    fillTerms(row, block, at, terms)
    fillIds(row, block, at, texts)
    return row
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

type Entry = {
  readonly line: number
  readonly start: number
  readonly terms: readonly number[]
  readonly texts: ReadonlyMap<string, string>
  readonly reason: string | undefined
}

function fillNumbers(row: Row, { ints, floats }: ParsedBlock, at: number): void {
  const base = at * INTS
  const float = at * FLOATS
  row[COL.timeUs] = floats[float + FLOAT.timeUs] ?? 0
  row[COL.receivedUs] = absentIfNegative(floats[float + FLOAT.receivedUs])
  row[COL.seq] = absentIfNegative(floats[float + FLOAT.seq])
  for (const [column, int] of sameNumbers) row[column] = ints[base + int] ?? 0
  row[COL.port] = absentIfNegative(ints[base + INT.port])
}

/** Columns that hold a number of the block as it stands. */
const sameNumbers = (['timeNs', 'timeDigits', 'actorKind', 'kind', 'outcome', 'flags'] as const).map(
  (name) => [COL[name], INT[name]] as const,
)

function fillTerms(row: Row, { ints }: ParsedBlock, at: number, terms: readonly number[]): void {
  const from = at * INTS + INT.terms
  for (let field = 0; field < termFields.length; field++) {
    const local = ints[from + field] ?? 0
    if (local > 0) row[COL.terms + field] = terms[local] ?? null
  }
}

function fillIds(row: Row, { ints, ids }: ParsedBlock, at: number, texts: ReadonlyMap<string, string>): void {
  const form = ints[at * INTS + INT.idForm]
  if (form === ID_FORM.uuid) row[COL.requestId] = Buffer.from(ids.buffer, ids.byteOffset + at * 16, 16)
  if (texts.size === 0) return
  if (form === ID_FORM.text) row[COL.requestId] = texts.get(`requestId ${at}`) ?? null
  row[COL.traceId] = texts.get(`traceId ${at}`) ?? null
}

const absentIfNegative = (value: number | undefined): number | null => (value === undefined || value < 0 ? null : value)

/** Random for each run of the program: a log made to collide cannot know them. What is found never depends on them. */
const SEEDS = randomFillSync(new Uint32Array(8)).map((seed) => seed | 1)

/** 64 bits that depend on all 16 bytes of the request id. */
function keyOf(block: ParsedBlock, at: number): PairKey | undefined {
  if (block.ints[at * INTS + INT.idForm] === ID_FORM.none) return undefined
  let high = 0
  let low = 0
  for (let word = 0; word < 4; word++) {
    const value = wordAt(block.ids, at * 16 + word * 4)
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

const wordAt = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
