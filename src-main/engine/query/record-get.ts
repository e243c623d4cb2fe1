import type { Database } from 'better-sqlite3'
import type { Answer } from '../../contract/calls.ts'
import { FaultError } from '../../contract/fault.ts'
import { showEntry } from '../../core/entry/entry-reader.ts'
import type { Mask, Reading, Shown } from '../../core/formats/format.ts'
import { type Query, joined } from '../../core/filter/query.ts'
import { spareFill } from '../../core/scrub/spare-fill.ts'
import { select } from '../columns/select.ts'
import { maskWith } from '../crypto/digest.ts'
import type { Asking } from './result.ts'
import { formatOfBundle } from '../known-formats.ts'
import { readReading } from '../store/reading.ts'
import { maskKeyOf } from '../store/meta.ts'
import { originalAt } from '../store/originals.ts'
import { recordProof } from './record-proof.ts'
import { scrubShown } from './scrub-shown.ts'
import { wholeRecords } from './whole-records.ts'

type Got = Answer<'record.get'>
type Place = {
  readonly file: number
  readonly offset: number
  readonly paired_file: number | null
  readonly paired_offset: number | null
  readonly bundle: number
  readonly bundleName: string
  readonly format: string
}

/** What is shown of one original; the case holds all of it. */
const LONGEST = 256 * 1024

const PLACE = `SELECT r.file, r.offset, r.paired_file, r.paired_offset, r.bundle, b.name AS bundleName, b.format
                 FROM record r JOIN bundle b ON b.id = r.bundle WHERE r.id = ? AND b.state = 'complete'`

/** One record whole: normalised, beside the originals it was read from (masked again) and what proves them. */
export function recordGet(asking: Asking, id: number): Got {
  const { db } = asking
  const place = db.prepare<[number], Place>(PLACE).get(id)
  const [record] = wholeRecords(db, [id])
  if (!place || !record) throw new FaultError('not-found', `The case holds no record ${id}.`)
  const shownAt = shower(db, place.bundle)
  const originals = [shownAt(place.file, place.offset)]
  if (place.paired_file !== null && place.paired_offset !== null)
    originals.push(shownAt(place.paired_file, place.paired_offset))
  return {
    record,
    bundleName: place.bundleName,
    format: place.format,
    originals,
    proof: recordProof(db, record),
    seenBefore: seenBefore(asking, record),
  }
}

/** How an original of a format is shown: masked whole, then cut, so that a secret across the cut stays hidden. */
function shower(db: Database, bundle: number): (file: number, offset: number) => Got['originals'][number] {
  const adapter = formatOfBundle(db, bundle)
  const readings = new Map(readingsOf(db, bundle))
  const mask = maskWith(maskKeyOf(db))
  return (file, offset) => {
    const { bytes, ...at } = originalAt(db, file, offset)
    const cut = bytes.byteLength > LONGEST
    const reading = readings.get(file)
    const scrubbed = scrubShown(db, file, offset)
    const shownBy = (own: Mask): Shown =>
      adapter && reading
        ? showEntry(adapter, reading, { text: bytes.toString('utf8'), mask: own })
        : { text: '', masked: [] }
    const shown = scrubbed ? spareFill(mask, shownBy) : shownBy(mask)
    const text = cut ? shown.text.slice(0, LONGEST).toWellFormed() : shown.text
    return { ...at, text, masked: [...shown.masked], cut, ...(scrubbed && { scrubbed }) }
  }
}

const READINGS = 'SELECT id, reading FROM bundle_file WHERE bundle = ? AND reading IS NOT NULL'

const readingsOf = (db: Database, bundle: number): [number, Reading][] =>
  db
    .prepare<[number], { id: number; reading: string }>(READINGS)
    .all(bundle)
    .map(({ id, reading }) => [id, readReading(reading)])

/** How often before this record its actor came from this address, and used this target: 0 is "never before". */
function seenBefore(asking: Asking, record: Got['record']): Got['seenBefore'] {
  const { actor, ip, target, timeUs, timeNs } = record
  if (actor === undefined) return { actorFromIp: 0, actorOnTarget: 0 }
  const before = (field: 'ip' | 'target', value: string | undefined): number => {
    if (value === undefined) return 0
    const query = joined('and', [exactly('actor', actor), exactly(field, value)])
    return select(asking.columns, query, { to: { us: timeUs, ns: timeNs } }, asking).total
  }
  return { actorFromIp: before('ip', ip), actorOnTarget: before('target', target) }
}

const exactly = (field: 'actor' | 'ip' | 'target', value: string): Query => ({
  is: 'match',
  field,
  parts: [value],
  exact: true,
})
