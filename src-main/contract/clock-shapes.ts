import { z } from 'zod'
import { clockRules } from '../core/clocks/clock-rules.ts'

/** A bound, and the records of the pair that sets it. */
const ClockBoundShape = z.object({ us: z.number(), firstRecord: z.int(), secondRecord: z.int() })

/** How far the clock `second` is ahead of the clock `first`, in µs (below zero: behind). */
export const ClockOffsetShape = z.object({
  first: z.string(),
  second: z.string(),
  pairs: z.int(),
  /** Of which kinds the pairs are, and on what each kind rests. */
  by: z.array(z.object({ rule: z.enum(clockRules), pairs: z.int(), rests: z.string() })),
  minUs: z.number(),
  medianUs: z.number(),
  maxUs: z.number(),
  atLeast: ClockBoundShape.optional(),
  atMost: ClockBoundShape.optional(),
  contradicts: z.boolean(),
  message: z.string(),
  settles: z.string(),
})

/** The answer of `clock`; `offsets` in the order of names. */
export const ClockResult = z.object({ offsets: z.array(ClockOffsetShape), seconds: z.number() })
