import type { Database } from 'better-sqlite3'
import { CheckShape } from '../../contract/shapes.ts'
import type { Answer } from '../../contract/calls.ts'

/** A check as it is kept, at the place it has in the answer of `verify.state`. */
export type KeptCheck = Answer<'verify.state'>['bundles'][number]['checks'][number]

/** The last checks of a bundle in their order; undefined where it was never checked. */
export function bundleChecks(db: Database, bundle: number): readonly KeptCheck[] | undefined {
  const ran = db.prepare<[number], number>('SELECT 1 FROM check_run WHERE bundle = ?').pluck().get(bundle)
  if (ran === undefined) return undefined
  const bodies = db.prepare<[number], string>('SELECT body FROM check_result WHERE bundle = ? ORDER BY ordinal').pluck()
  return bodies.all(bundle).map((body) => CheckShape.parse(JSON.parse(body)))
}
