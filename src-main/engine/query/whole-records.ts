import type { Database } from 'better-sqlite3'
import type { Answer } from '../../contract/calls.ts'
import { originalPlaces } from './original-place.ts'
import { fetchRows } from './rows.ts'

type WholeRecord = Answer<'records.whole'>['records'][number]

/** Records by id, in the order of the ids, with path, length and SHA-256 of their originals. */
export function wholeRecords(db: Database, ids: readonly number[]): WholeRecord[] {
  const rows = fetchRows(db, ids)
  const placeOf = placesIn(db)
  const paths = pathsOf(db, new Set(rows.map(({ file }) => file)))
  return rows.map(({ record, file }) => ({
    ...record,
    flags: [...record.flags],
    file: paths.get(file) ?? '',
    ...placeOf(file, record.offset),
  }))
}

const places = new WeakMap<Database, ReturnType<typeof originalPlaces>>()

/** One cache of line indices a connection, so that the next page finds its blocks decoded. */
function placesIn(db: Database): ReturnType<typeof originalPlaces> {
  const held = places.get(db) ?? originalPlaces(db)
  places.set(db, held)
  return held
}

function pathsOf(db: Database, files: ReadonlySet<number>): Map<number, string> {
  const rows = db
    .prepare<[string], { id: number; path: string }>(
      'SELECT id, path FROM bundle_file WHERE id IN (SELECT value FROM json_each(?))',
    )
    .all(JSON.stringify([...files]))
  return new Map(rows.map(({ id, path }) => [id, path]))
}
