import Sqlite, { type Database } from 'better-sqlite3'
import { FaultError } from '../../contract/fault.ts'
import { steps } from './migrate.ts'

type Statement = { readonly type: string; readonly name: string; readonly sql: string | null }

const EVERY_STATEMENT = `SELECT type, name, sql FROM sqlite_schema ORDER BY type, name`
const known = new Map<number, ReadonlyMap<string, string>>()

/** The statements of a schema version, made once in memory from the steps themselves. */
function schemaOf(version: number): ReadonlyMap<string, string> {
  const made = known.get(version)
  if (made) return made
  const db = new Sqlite(':memory:')
  for (const step of steps.slice(0, version)) db.exec(step)
  const statements = new Map(listed(db))
  db.close()
  known.set(version, statements)
  return statements
}

const listed = (db: Database): [string, string][] =>
  db
    .prepare<[], Statement>(EVERY_STATEMENT)
    .all()
    .map(({ type, name, sql }) => [`${type} ${name}`, sql ?? ''])

/**
 * A case from somebody else is hostile input: its schema must be ours, statement by statement, before the first query.
 * A foreign trigger, view, table or changed statement refuses it.
 */
export function checkSchema(db: Database): void {
  const version = Number(db.pragma('user_version', { simple: true }))
  const ours = schemaOf(version)
  const theirs = new Map(listed(db))
  const foreign = [...theirs].find(([name, sql]) => ours.get(name) !== sql)?.[0]
  const missing = [...ours.keys()].find((name) => !theirs.has(name))
  if (!foreign && !missing) return
  throw new FaultError('case-tampered', {
    message: foreign
      ? `This case holds a ${foreign} that Proofline did not write.`
      : `This case lacks the ${missing ?? ''} that Proofline wrote.`,
    remedy:
      'It was changed by another program. Ask for the case as it was sealed, or import the originals into a new case.',
  })
}
