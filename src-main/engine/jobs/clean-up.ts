import type { JobResult } from '../../contract/events.ts'
import { openColumns, rebuildColumns } from '../columns/case-columns.ts'
import { finishScrubs } from '../scrub/write-scrub.ts'
import { removeIncomplete } from '../store/remove-incomplete.ts'
import type { WritingContext } from './job.ts'

/**
 * Takes out what a cancelled import had written, before the next writing job, finishes a scrub that was interrupted, and writes columns
 * again that differ from their records.
 */
export async function cleanUp({ db, tell, signal }: WritingContext): Promise<JobResult<'clean-up'>> {
  // what an import wrote may hold secrets too, and a scrub later would not reach it in pages that are free
  db.pragma('secure_delete = ON')
  const records = await removeIncomplete(db, (done, total) => tell({ phase: 'removing', done, total, unit: 'records' }))
  await rebuildColumns(db, openColumns(db).stale, signal)
  finishScrubs(db)
  return { records }
}
