import type { Database } from 'better-sqlite3'
import type { JobResult } from '../../contract/events.ts'
import { stopIfCancelled } from '../intake/faults.ts'
import { type ScrubChoice, chosenLines } from '../scrub/chosen-lines.ts'
import { planScrub } from '../scrub/plan-scrub.ts'
import { Planned } from '../scrub/planned.ts'
import { finishScrubs, writeScrub } from '../scrub/write-scrub.ts'
import { askingOf } from './asking.ts'
import type { WritingContext } from './job.ts'

export interface ScrubAsk extends ScrubChoice {
  readonly reason: string
  /** Every byte of the lines, whatever is recognised in them. */
  readonly whole: boolean
  /** Tell what would be done, and do nothing. */
  readonly dryRun: boolean
}

/** Overwrites values in the stored originals, or whole lines; what was received is then known by its hashes alone. */
export async function scrubOriginals(context: WritingContext, ask: ScrubAsk): Promise<JobResult<'scrub'>> {
  const { db, signal, tell } = context
  const chosen = chosenLines(db, ask, () => askingOf(context))
  using planned = new Planned(db)
  const counts = await planScrub(planned, {
    chosen,
    whole: ask.whole,
    signal,
    tell: (done, total, file) => tell({ phase: 'looking for what to scrub', done, total, unit: 'bytes', file }),
  })
  const files = planned.files().map(({ bundle, path, lines }) => ({ bundle, path, lines }))
  const plan = { ...counts, blocks: planned.blocks(), files, ...duplicatesBeside(db, ask, planned) }
  if (ask.dryRun || counts.lines === 0) return { ...plan, done: false, pending: false }
  stopIfCancelled(signal)
  const custody = writeScrub(planned, { reason: ask.reason, counts })
  return { ...plan, done: true, custody, pending: !finishScrubs(db) }
}

const DUPLICATES = `SELECT coalesce(sum(duplicates), 0) FROM bundle WHERE id IN (SELECT bundle FROM planned_file)`

/** Lines that were set aside as duplicates belong to no record, so a query does not reach them. */
function duplicatesBeside(db: Database, { where, records }: ScrubAsk, planned: Planned): { duplicates: number } {
  const byRecord = where !== undefined || records.length > 0
  if (!byRecord || planned.files().length === 0) return { duplicates: 0 }
  return { duplicates: db.prepare<[], number>(DUPLICATES).pluck().get() ?? 0 }
}
