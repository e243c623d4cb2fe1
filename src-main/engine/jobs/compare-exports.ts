import type { JobResult } from '../../contract/events.ts'
import { compareBundles } from '../compare/compare-bundles.ts'
import { comparedPeriod } from '../compare/compared-period.ts'
import { findTwo } from '../compare/find-bundle.ts'
import { appendCustody } from '../store/custody-log.ts'
import type { WritingContext } from './job.ts'

export interface CompareAsk {
  /** Id or name. */
  readonly first: number | string
  readonly second: number | string
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** Differences listed of each kind. */
  readonly limit: number
}

/** Compares two bundles record by record and enters that in the chain of acts; an observation, so no verdict changes. */
export async function compareExports(
  { db, signal, tell }: WritingContext,
  { first, second, from, to, limit }: CompareAsk,
): Promise<JobResult<'compare'>> {
  const started = performance.now()
  const bundles = findTwo(db, first, second)
  const period = comparedPeriod(db, { from, to }, bundles)
  const compared = await compareBundles(db, bundles, period, {
    limit,
    signal,
    tell: (phase, done, total) => tell({ phase, done, total, unit: 'records' }),
  })
  // a case that may only be read is compared all the same
  if (!db.readonly) enter(db, compared)
  return { ...compared, seconds: Math.round(performance.now() - started) / 1000 }
}

function enter(
  db: WritingContext['db'],
  { first, second, period, counts, conclusion }: Omit<JobResult<'compare'>, 'seconds'>,
): void {
  db.transaction(() =>
    appendCustody(db, 'exports-compared', {
      name: `${first.name} against ${second.name}`,
      result: conclusion,
      first: { bundle: first.id, name: first.name, records: first.records, outside: first.before + first.after },
      second: { bundle: second.id, name: second.name, records: second.records, outside: second.before + second.after },
      period,
      counts,
    }),
  )()
}
