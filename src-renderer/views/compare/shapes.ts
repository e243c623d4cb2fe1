import type { JobResult } from '../../../src-main/contract/events.ts'

export type Comparison = JobResult<'compare'>
export type Difference = Comparison['differences'][number]
