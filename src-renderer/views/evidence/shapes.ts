import type { JobResult } from '../../../src-main/contract/events.ts'

export type PackCheck = JobResult<'pack-verify'>
