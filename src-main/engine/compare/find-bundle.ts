import type { Database } from 'better-sqlite3'
import { FaultError } from '../../contract/fault.ts'
import type { ComparedBundle } from './compared-side.ts'

const BUNDLES = `SELECT id, name, format, environment, zone, records, rejected, duplicates, first_record,
                        first_us, last_us, first_time, last_time
                   FROM bundle WHERE state = 'complete' ORDER BY id`

/** The bundle of an id, or of a name that only one has. */
export function findBundle(db: Database, wanted: number | string): ComparedBundle {
  const all = db.prepare<[], ComparedBundle>(BUNDLES).all()
  const number = typeof wanted === 'number' ? wanted : /^[0-9]{1,9}$/.test(wanted) ? Number(wanted) : undefined
  const named = all.filter(({ name }) => name === wanted)
  const [found = all.find(({ id }) => id === number)] = named
  if (found && named.length < 2) return found
  throw new FaultError('not-found', {
    message: found ? `${named.length} bundles are called ${wanted}.` : `The case holds no bundle ${wanted}.`,
    remedy: `Name one by its number: ${all.map(({ id, name }) => `${id} ${name}`).join(', ') || 'the case is empty'}.`,
  })
}
