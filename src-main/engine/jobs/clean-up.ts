import type { JobResult } from '../../contract/events.ts'
import { removeIncomplete } from '../store/remove-incomplete.ts'
import type { WritingContext } from './job.ts'

/** Takes out what a cancelled import had written, before the next writing job. */
export async function cleanUp({ db, tell }: WritingContext): Promise<JobResult<'clean-up'>> {
  const records = await removeIncomplete(db, (done, total) => tell({ phase: 'removing', done, total, unit: 'records' }))
  return { records }
}
