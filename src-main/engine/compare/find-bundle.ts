import type { Database } from 'better-sqlite3'
import { FaultError } from '../../contract/fault.ts'
import type { ComparedBundle } from './compared-side.ts'

const BUNDLES = `SELECT id, name, format, environment, zone, records, rejected, duplicates, first_record,
                        first_us, last_us, first_time, last_time
                   FROM bundle WHERE state = 'complete' ORDER BY id`

/** The two bundles of a comparison, each by its id, or by a name that only one has. */
export function findTwo(
  db: Database,
  first: number | string,
  second: number | string,
): readonly [ComparedBundle, ComparedBundle] {
  const all = db.prepare<[], ComparedBundle>(BUNDLES).all()
  const two = [findBundle(all, first), findBundle(all, second)] as const
  if (two[0].id === two[1].id) throw sameBundle(two[0], all)
  return two
}

const listed = (bundles: readonly ComparedBundle[]): string => bundles.map(({ id, name }) => `${id} ${name}`).join(', ')

function sameBundle({ id, name }: ComparedBundle, all: readonly ComparedBundle[]): FaultError {
  const others = listed(all.filter((other) => other.id !== id))
  const remedy =
    others === ''
      ? 'The case holds no other bundle: import the second export; the same file comes in once more with "import --again".'
      : `Name another for one of them: ${others}.`
  return new FaultError('bad-request', {
    message: `Both sides are bundle ${id}, ${name}: a comparison needs two.`,
    remedy,
  })
}

function findBundle(all: readonly ComparedBundle[], wanted: number | string): ComparedBundle {
  const number = typeof wanted === 'number' ? wanted : /^[0-9]{1,9}$/.test(wanted) ? Number(wanted) : undefined
  const named = all.filter(({ name }) => name === wanted)
  const [found = all.find(({ id }) => id === number)] = named
  if (found && named.length < 2) return found
  throw new FaultError('not-found', {
    message: found ? `${named.length} bundles are called ${wanted}.` : `The case holds no bundle ${wanted}.`,
    remedy: `Name one by its number: ${listed(all) || 'the case is empty'}.`,
  })
}
