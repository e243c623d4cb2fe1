import type { Database } from 'better-sqlite3'
import { kinds } from '../../core/record/record.ts'
import { flagBit } from '../../core/record/record.ts'
import { writeTime } from '../../core/record/time.ts'

/** The earliest and the latest time of some records, µs since 1970 UTC. */
export interface TimeSpan {
  readonly fromUs: number
  readonly toUs: number
}

/** What is told of the record that a line was read into. */
export interface RecordOfLine {
  readonly record: number
  /** RFC 3339; absent for a response that was folded into its request, whose own time is not kept. */
  readonly time?: string
  readonly type: string
  readonly actor?: string
  readonly target?: string
}

interface Row {
  readonly record: number
  readonly line: number
  readonly file: number
  readonly us: number
  readonly ns: number
  readonly digits: number
  readonly kind: number
  readonly flags: number
  readonly actor: string | null
  readonly target: string | null
  readonly action: string | null
}

const RECORD = `SELECT r.id AS record, r.file, r.line, r.time_us AS us, r.time_ns AS ns, r.time_digits AS digits, r.kind, r.flags,
                       a.text AS actor, t.text AS target, c.text AS action
                  FROM record r LEFT JOIN term a ON a.id = r.actor LEFT JOIN term t ON t.id = r.target LEFT JOIN term c ON c.id = r.action
                 WHERE r.id BETWEEN :low AND :high
                   AND ((r.file = :file AND r.line = :line) OR (r.paired_file = :file AND r.paired_line = :line)) LIMIT 1`
const IDS = `SELECT b.first_record AS low, b.first_record + b.records - 1 AS high
               FROM bundle b JOIN bundle_file f ON f.bundle = b.id WHERE f.id = ?`
const PLACE = 'SELECT file, line, time_us AS us FROM record WHERE id = ?'
const SPAN = 'SELECT min(time_us) AS fromUs, max(time_us) AS toUs FROM record WHERE id BETWEEN ? AND ?'

/** A response may stand this many records behind its request and still be found here; provisional. */
const REACH = 2000

/** Finds records by the lines of a file: ids ascend with the place of a record's first line, so a place is found by halving. */
export class RecordPlaces {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** The record of a line, by its own line or by that of its response. */
  ofLine(file: number, line: number): RecordOfLine | undefined {
    const at = this.#lastAtOrBefore(file, line)
    const row = this.#db.prepare<[object], Row>(RECORD).get({ low: at - REACH, high: at + REACH, file, line })
    return row && told(row, row.file === file && row.line === line)
  }

  /** The times of the records whose first line is one of these; undefined where there is none. */
  span(file: number, first: number, last: number): TimeSpan | undefined {
    const [low, high] = [this.#lastAtOrBefore(file, first - 1) + 1, this.#lastAtOrBefore(file, last)]
    const span = this.#db.prepare<[number, number], { [K in keyof TimeSpan]: number | null }>(SPAN).get(low, high)
    return span?.fromUs == null || span.toUs == null ? undefined : { fromUs: span.fromUs, toUs: span.toUs }
  }

  /** The time at a line, or at the nearest line before it (else after it) that is a record of this file. */
  timeAt(file: number, line: number): number | undefined {
    const id = this.#lastAtOrBefore(file, line)
    const near = [id, id + 1].map((one) => this.#at(one)).find((place) => place?.file === file)
    return near?.us
  }

  /** The line of the last record of a file whose time is not after a moment, if its times ascend; else some line near it. */
  lineAt(file: number, us: number): number {
    const [low, high] = [this.#lastAtOrBefore(file, 0) + 1, this.#lastAtOrBefore(file, Number.MAX_SAFE_INTEGER)]
    const id = lastWhere(low, high, (one) => (this.#at(one)?.us ?? 0) <= us)
    return this.#at(Math.max(low, id))?.line ?? 1
  }

  /** The time of the record before that of a line, in the order of the bundle's records. */
  timeBefore(file: number, line: number): number | undefined {
    const place = this.#at(this.#lastAtOrBefore(file, line) - 1)
    return place?.us
  }

  #at(id: number): { readonly file: number; readonly line: number; readonly us: number } | undefined {
    return this.#db.prepare<[number], { file: number; line: number; us: number }>(PLACE).get(id)
  }

  /** The id before the first of the file's bundle where none stands there. */
  #lastAtOrBefore(file: number, line: number): number {
    const ids = this.#db.prepare<[number], { low: number; high: number }>(IDS).get(file)
    const { low, high } = ids ?? { low: 1, high: 0 }
    return lastWhere(low, high, (id) => {
      const at = this.#at(id)
      return at !== undefined && (at.file < file || (at.file === file && at.line <= line))
    })
  }
}

/** The last number from low to high of which something holds that holds of none after the first it does not; low - 1 if of none. */
function lastWhere(low: number, high: number, holds: (n: number) => boolean): number {
  let [before, last] = [low - 1, high]
  while (before < last) {
    const middle = Math.ceil((before + last) / 2)
    if (holds(middle)) before = middle
    else last = middle - 1
  }
  return before
}

function told({ record, us, ns, digits, kind, flags, actor, target, action }: Row, own: boolean): RecordOfLine {
  return {
    record,
    type: typeOf(flags, own) ?? action ?? kinds[kind] ?? 'other',
    ...(own && { time: writeTime(us, ns, digits) }),
    ...(actor !== null && { actor }),
    ...(target !== null && { target }),
  }
}

const REQUEST = flagBit('paired') | flagBit('no-response')
const RESPONSE = flagBit('no-request')

/** Which of the two accounts of one event a line gives, where its source gives two. */
function typeOf(flags: number, own: boolean): string | undefined {
  if (!own || (flags & RESPONSE) !== 0) return 'response'
  return (flags & REQUEST) !== 0 ? 'request' : undefined
}
