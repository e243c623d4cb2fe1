import type { JobKind } from '../../contract/events.ts'
import { cleanUp } from './clean-up.ts'
import { type ImportAsk, importFiles } from './import-files.ts'
import { type InspectAsk, inspectFiles } from './inspect-files.ts'
import type { JobContext, WritingContext } from './job.ts'
import { type BundleAsk, bundleFiles } from './bundle-files.ts'
import { type SealAsk, sealCase } from './seal-case.ts'
import { type VerifyAsk, verifyCase } from './verify-case.ts'
import { type VerifyPackFileAsk, verifyPackFile } from './verify-pack-file.ts'

/** Jobs that write the open case: one at a time, the others wait. The handlers made each ask, so its shape is known. */
export const caseJobs: Partial<Record<JobKind, (context: WritingContext, ask: unknown) => Promise<unknown>>> = {
  import: (context, ask) => importFiles(context, ask as ImportAsk),
  verify: (context, ask) => verifyCase(context, ask as VerifyAsk),
  seal: (context, ask) => sealCase(context, ask as SealAsk),
  'clean-up': (context) => cleanUp(context),
}

/** Jobs that need no case. */
export const freeJobs: Partial<Record<JobKind, (context: JobContext, ask: unknown) => Promise<unknown>>> = {
  inspect: (context, ask) => inspectFiles(context, ask as InspectAsk),
  'pack-verify': (context, ask) => verifyPackFile(context, ask as VerifyPackFileAsk),
  'bundle-make': (context, ask) => bundleFiles(context, ask as BundleAsk),
}
