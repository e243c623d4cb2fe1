import type { Database } from 'better-sqlite3'
import type { CustodyEntry } from '../../core/custody/custody.ts'
import { type HeldResults, type KeptResult, holdResults } from '../../core/custody/hold-results.ts'
import type { Check } from '../../core/verify/check.ts'
import { sha256 } from '../crypto/digest.ts'
import { broken, counted, seen } from './findings.ts'

/** The results of verification that the case keeps, against its chain of acts. A bundle that was scrubbed since has none, and is told as unchecked. */
export const heldResults = (db: Database, entries: Iterable<CustodyEntry>): HeldResults =>
  holdResults(keptResults(db), entries, sha256)

/** The same as checks of `case.custody`. */
export function* checkResults(db: Database, entries: Iterable<CustodyEntry>): Generator<Check> {
  const { faults, undigested } = heldResults(db, entries)
  for (const { bundle: _bundle, message, kind, ...place } of faults)
    yield { ...broken('case.custody', message, { kind }), ...place }
  if (undigested.length > 0) yield seen('case.custody', heldByVerdict(undigested.length))
}

const heldByVerdict = (count: number): string =>
  `${counted(count, 'bundle')} ${count === 1 ? 'was' : 'were'} verified before custody kept a digest of the checks: the verdict kept is held against custody, the checks below it against nothing`

function* keptResults(db: Database): Generator<KeptResult> {
  const bodies = db.prepare<[number], string>('SELECT body FROM check_result WHERE bundle = ? ORDER BY ordinal').pluck()
  const runs = db.prepare<[], Omit<KeptResult, 'checks'>>('SELECT bundle, verdict FROM check_run ORDER BY bundle').all()
  for (const run of runs) yield { ...run, checks: bodies.all(run.bundle).map(objectIn) }
}

/** A hostile case may hold anything here; what is no object is kept as text, and then the digest tells. */
function objectIn(body: string): object {
  try {
    const value: unknown = JSON.parse(body)
    if (typeof value === 'object' && value !== null) return value
  } catch {
    // falls through to the text itself
  }
  return { unreadable: body }
}
