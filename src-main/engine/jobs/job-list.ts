import type { JobKind } from '../../contract/events.ts'
import type { BundleAsk } from './bundle-files.ts'
import type { CompareAsk } from './compare-exports.ts'
import type { ImportAsk } from './import-files.ts'
import type { InspectAsk } from './inspect-files.ts'
import type { JobContext, WritingContext } from './job.ts'
import type { ScrubAsk } from './scrub-originals.ts'
import type { SealAsk } from './seal-case.ts'
import type { VerifyAsk } from './verify-case.ts'
import type { VerifyPackFileAsk } from './verify-pack-file.ts'

// each job is loaded when it is asked for: an import needs neither certificates nor workbooks

/** Jobs that write the open case: one at a time, the others wait. The handlers made each ask, so its shape is known. */
export const caseJobs: Partial<Record<JobKind, (context: WritingContext, ask: unknown) => Promise<unknown>>> = {
  import: async (context, ask) => (await import('./import-files.ts')).importFiles(context, ask as ImportAsk),
  verify: async (context, ask) => (await import('./verify-case.ts')).verifyCase(context, ask as VerifyAsk),
  compare: async (context, ask) => (await import('./compare-exports.ts')).compareExports(context, ask as CompareAsk),
  clock: async (context) => (await import('./measure-clocks.ts')).measureClocks(context),
  seal: async (context, ask) => (await import('./seal-case.ts')).sealCase(context, ask as SealAsk),
  scrub: async (context, ask) => (await import('./scrub-originals.ts')).scrubOriginals(context, ask as ScrubAsk),
  'clean-up': async (context) => (await import('./clean-up.ts')).cleanUp(context),
}

/** Jobs that need no case. */
export const freeJobs: Partial<Record<JobKind, (context: JobContext, ask: unknown) => Promise<unknown>>> = {
  inspect: async (context, ask) => (await import('./inspect-files.ts')).inspectFiles(context, ask as InspectAsk),
  'pack-verify': async (context, ask) =>
    (await import('./verify-pack-file.ts')).verifyPackFile(context, ask as VerifyPackFileAsk),
  'bundle-make': async (context, ask) => (await import('./bundle-files.ts')).bundleFiles(context, ask as BundleAsk),
}
