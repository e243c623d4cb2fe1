import { z } from 'zod'
import { ClockResult } from './clock-shapes.ts'
import { CompareResult } from './compare-shapes.ts'
import {
  BundleMade,
  ImportResult,
  InspectInput,
  ScrubResult,
  SealResult,
  VerifyPackResult,
  VerifyResult,
} from './shapes.ts'

/** What each kind of job answers when it is done. */
export const jobResults = {
  import: ImportResult,
  inspect: z.object({ inputs: z.array(InspectInput) }),
  verify: VerifyResult,
  compare: CompareResult,
  clock: ClockResult,
  seal: SealResult,
  scrub: ScrubResult,
  'pack-verify': VerifyPackResult,
  'bundle-make': BundleMade,
  /** Removing what an interrupted or cancelled import had written. */
  'clean-up': z.object({ records: z.int() }),
} as const

export type JobKind = keyof typeof jobResults
export type JobResult<K extends JobKind> = z.output<(typeof jobResults)[K]>

const head = { job: z.int(), kind: z.enum(Object.keys(jobResults) as [JobKind, ...JobKind[]]) }

/** Every event the engine pushes. Progress comes at most ten times a second. */
export const events = {
  /** `total` 0: not known. `rate` in units a second; `leftS` seconds left, absent where it cannot be told. */
  'job.progress': z.object({
    ...head,
    phase: z.string(),
    done: z.number(),
    total: z.number(),
    unit: z.enum(['bytes', 'records', 'lines', 'files']),
    rate: z.number(),
    leftS: z.number().optional(),
    file: z.string().optional(),
    files: z.object({ done: z.int(), total: z.int() }).optional(),
    records: z.int().optional(),
    rejected: z.int().optional(),
  }),
  'job.done': z.object({ ...head, result: z.unknown() }),
  /** `code` is a `FaultCode`; a cancelled job fails with `cancelled`. */
  'job.failed': z.object({
    ...head,
    code: z.string(),
    message: z.string(),
    file: z.string().optional(),
    line: z.int().optional(),
    remedy: z.string().optional(),
    at: z.int().optional(),
  }),
  /** Something of the case changed: views ask again. */
  'case.changed': z.object({
    what: z.enum(['records', 'checks', 'trust', 'custody', 'packs', 'head']),
  }),
} as const

export type EventName = keyof typeof events
export type Event<N extends EventName> = z.output<(typeof events)[N]>
