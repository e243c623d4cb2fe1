import type { Database } from 'better-sqlite3'
import { hash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { DIGEST_BYTES, type Digests } from '../../core/compare/match-digests.ts'
import { type ReadEntry, entryReader } from '../../core/entry/entry-reader.ts'
import { type Draft, newDraft } from '../../core/formats/format.ts'
import { flagBit } from '../../core/record/record.ts'
import { idText } from '../columns/column-names.ts'
import { maskWith } from '../crypto/digest.ts'
import { stopIfCancelled } from '../intake/faults.ts'
import { formatOfBundle } from '../known-formats.ts'
import { maskKeyOf } from '../store/meta.ts'
import { originalsOf } from '../store/originals.ts'
import { readReading } from '../store/reading.ts'
import type { Side } from './compared-side.ts'

/** What tells the events of some records apart, one digest each; `byFields` had no id of their own. */
export interface Identities extends Digests {
  readonly byFields: number
}

export interface IdentitiesAsk {
  readonly side: Side
  /** Places in the side, ascending. */
  readonly places: Uint32Array
  readonly signal: AbortSignal
  readonly tell: (done: number) => void
}

const PAIR_HALVES = flagBit('paired') | flagBit('no-response') | flagBit('no-request')
const PAGE = 4096

interface Row {
  readonly file: number
  readonly offset: number
  readonly flags: number
  readonly request_id: unknown
  readonly time_us: number
  readonly time_ns: number
  readonly actor: number | null
  readonly action: number | null
  readonly target: number | null
}
const ROW = `SELECT file, offset, flags, request_id, time_us, time_ns, actor, action, target FROM record WHERE id = ?`

/** Reads originals again for the id of each event, as its format tells duplicates; where there is none, time, actor, action and target stand for it. */
export async function eventIdentities(
  db: Database,
  { side, places, signal, tell }: IdentitiesAsk,
): Promise<Identities> {
  const bytes = new Uint8Array(places.length * DIGEST_BYTES)
  const idOf = eventIds(db, side)
  const row = db.prepare<[number], Row>(ROW)
  let byFields = 0
  for (const [n, place] of places.entries()) {
    const record = row.get(side.ids[place] ?? 0)
    if (!record) throw new Error(`record ${side.ids[place]} is gone while it is compared`)
    const id = idOf(record)
    if (id === '') byFields++
    bytes.set(hash('sha256', id === '' ? fieldsOf(record) : `id ${id}`, 'buffer'), n * DIGEST_BYTES)
    if (n % PAGE !== 0) continue
    tell(n)
    await setImmediate()
    stopIfCancelled(signal)
  }
  return { count: places.length, bytes, byFields }
}

/** Both sides stand in one case, so equal terms have equal numbers. */
const fieldsOf = ({ time_us, time_ns, actor, action, target }: Row): string =>
  `fields ${time_us} ${time_ns} ${actor} ${action} ${target}`

/** The id of a record's event, '' where its source gives none. */
function eventIds(db: Database, { bundle }: Side): (row: Row) => string {
  const readerOf = readers(db, bundle.id)
  const originalAt = originalsOf(db)
  const mask = maskWith(maskKeyOf(db))
  const draft: Draft = { ...newDraft(), zone: bundle.zone ?? '' }
  return ({ file, offset, flags, request_id }) => {
    // halves of an event are joined by the request id, which stands in the row
    if ((flags & PAIR_HALVES) !== 0) return lowered(idText(request_id) ?? '')
    const reason = readerOf(file)(originalAt(file, offset).bytes.toString('utf8'), draft, mask)
    if (reason !== undefined) return ''
    return draft.part === 'whole' ? draft.duplicateKey : lowered(draft.requestId)
  }
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
/** A UUID is one however its digits are written. */
const lowered = (id: string): string => (UUID.test(id) ? id.toLowerCase() : id)

const READINGS = 'SELECT id, reading FROM bundle_file WHERE bundle = ? AND reading IS NOT NULL'

function readers(db: Database, bundle: number): (file: number) => ReadEntry {
  const format = formatOfBundle(db, bundle)
  const files = db.prepare<[number], { id: number; reading: string }>(READINGS).all(bundle)
  const made = new Map(
    format ? files.map(({ id, reading }) => [id, entryReader(format, readReading(reading))] as const) : [],
  )
  return (file) => made.get(file) ?? unread
}

/** A format that this version does not know. */
const unread: ReadEntry = () => 'unknown format'
