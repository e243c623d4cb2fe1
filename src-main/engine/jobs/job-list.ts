import type { JobKind } from '../../contract/events.ts'
import { cleanUp } from './clean-up.ts'
import { type ImportAsk, importFiles } from './import-files.ts'
import { type InspectAsk, inspectFiles } from './inspect-files.ts'
import type { JobContext, WritingContext } from './job.ts'

/** Jobs that write the open case: one at a time, the others wait. */
export const caseJobs: Partial<Record<JobKind, (context: WritingContext, ask: unknown) => Promise<unknown>>> = {
  import: (context, ask) => importFiles(context, ask as ImportAsk),
  'clean-up': (context) => cleanUp(context),
}

/** Jobs that need no case. */
export const freeJobs: Partial<Record<JobKind, (context: JobContext, ask: unknown) => Promise<unknown>>> = {
  inspect: (context, ask) => inspectFiles(context, ask as InspectAsk),
}
