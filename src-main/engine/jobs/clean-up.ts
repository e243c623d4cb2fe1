import type { JobResult } from '../../contract/events.ts'
import { openColumns, rebuildColumns } from '../columns/case-columns.ts'
import { removeIncomplete } from '../store/remove-incomplete.ts'
import type { WritingContext } from './job.ts'

/** Takes out what a cancelled import had written, before the next writing job, and writes columns again that differ from their records. */
export async function cleanUp({ db, tell, signal }: WritingContext): Promise<JobResult<'clean-up'>> {
  const records = await removeIncomplete(db, (done, total) => tell({ phase: 'removing', done, total, unit: 'records' }))
  await rebuildColumns(db, openColumns(db).stale, signal)
  return { records }
}
