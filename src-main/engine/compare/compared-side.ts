import type { Database } from 'better-sqlite3'
import { hash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { DIGEST_BYTES } from '../../core/compare/match-digests.ts'
import { type TimeRange, compareMoments } from '../../core/record/zone.ts'
import { FaultError } from '../../contract/fault.ts'
import { stopIfCancelled } from '../intake/faults.ts'
import { indexedEntries } from '../query/original-place.ts'

/** A complete bundle, as far as a comparison needs it. */
export interface ComparedBundle {
  readonly id: number
  readonly name: string
  readonly format: string
  readonly environment: string | null
  readonly zone: string | null
  readonly records: number
  readonly rejected: number
  readonly duplicates: number
  readonly first_record: number
  readonly first_us: number | null
  readonly last_us: number | null
  readonly first_time: string | null
  readonly last_time: string | null
}

/** The records of one side within the period, in order of arrival: ids, times in µs, and the SHA-256 of what each was read from. */
export interface Side {
  readonly bundle: ComparedBundle
  readonly count: number
  readonly ids: Float64Array
  readonly times: Float64Array
  readonly digests: Uint8Array
  /** Records earlier and later than the period. */
  readonly before: number
  readonly after: number
}

export interface SideAsk {
  readonly bundle: ComparedBundle
  readonly range: TimeRange
  readonly signal: AbortSignal
  readonly tell: (done: number) => void
}

/** 8 Mi records of 48 bytes a side; a comparison that needs more is asked for in parts. */
const MOST_RECORDS = 8 * 1024 * 1024
/** Records read between two looks at the signal. */
const PAGE = 8192

type Row = readonly [
  id: number,
  file: number,
  offset: number,
  pairedFile: number | null,
  pairedOffset: number | null,
  us: number,
  ns: number,
]
const ROWS = `SELECT id, file, offset, paired_file, paired_offset, time_us, time_ns FROM record
               WHERE id > ? AND bundle = ? ORDER BY id LIMIT ${PAGE}`

/** Reads a side: the digests are those taken at import, so no original is read. */
export async function readSide(db: Database, { bundle, range, signal, tell }: SideAsk): Promise<Side> {
  const capacity = Math.min(bundle.records, MOST_RECORDS)
  const ids = new Float64Array(capacity)
  const times = new Float64Array(capacity)
  const digests = new Uint8Array(capacity * DIGEST_BYTES)
  const digestInto = contentDigests(db)
  const page = db.prepare<[number, number], Row>(ROWS).raw()
  let [count, before, after, read] = [0, 0, 0, 0]
  const take = (row: Row): void => {
    const place = placeIn(range, row)
    if (place < 0) before++
    else if (place > 0) after++
    else if (count === capacity) throw tooMany(bundle)
    else {
      ids[count] = row[0]
      times[count] = row[5]
      digestInto(row, digests, count++ * DIGEST_BYTES)
    }
  }
  for (let last = bundle.first_record - 1; read < bundle.records;) {
    const rows = page.all(last, bundle.id)
    if (rows.length === 0) break
    for (const row of rows) take(row)
    last = rows.at(-1)?.[0] ?? last
    read += rows.length
    tell(read)
    await setImmediate()
    stopIfCancelled(signal)
  }
  return { bundle, count, ids, times, digests, before, after }
}

/** Below 0: before the range; above: after it; 0: in it. */
function placeIn({ from, to }: TimeRange, row: Row): number {
  const at = { us: row[5], ns: row[6] }
  if (from && compareMoments(at, from) < 0) return -1
  return to && compareMoments(at, to) >= 0 ? 1 : 0
}

/** Writes the digest of a record's own bytes; of one that was folded from two lines that of both digests in a row. */
function contentDigests(db: Database): (row: Row, into: Uint8Array, at: number) => void {
  const entryOf = indexedEntries(db)
  const both = new Uint8Array(2 * DIGEST_BYTES)
  const lineDigest = (file: number, offset: number): Uint8Array => {
    const { index, at } = entryOf(file, offset)
    return index.sha256.subarray(at * DIGEST_BYTES, (at + 1) * DIGEST_BYTES)
  }
  return ([, file, offset, pairedFile, pairedOffset], into, at) => {
    const own = lineDigest(file, offset)
    if (pairedFile === null || pairedOffset === null) {
      into.set(own, at)
      return
    }
    both.set(own)
    both.set(lineDigest(pairedFile, pairedOffset), DIGEST_BYTES)
    into.set(hash('sha256', both, 'buffer'), at)
  }
}

const tooMany = ({ name }: ComparedBundle): FaultError =>
  new FaultError('limit', {
    message: `One comparison holds ${MOST_RECORDS} records a side; ${name} has more in this period.`,
    remedy: 'Compare a shorter period with --from and --to, one after the other.',
  })
