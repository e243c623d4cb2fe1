import { z } from 'zod'
import * as s from './shapes.ts'

/** A time without a record; `explained` says why there is none, never that nothing was done. Absent: open. */
const Gap = z.object({
  from: z.string(),
  to: z.string(),
  seconds: z.number(),
  where: z.enum(['before', 'within', 'after', 'all']),
  explained: z.enum(['switched-off', 'habit']).optional(),
  because: z.string(),
  /** Records that other bundles of the same system have of this time. */
  elsewhere: z.array(z.object({ bundle: z.int(), name: z.string(), records: z.int() })).optional(),
})

/** What is said of one source: what is there, what is missing, what it never records, and what of it is proved. No verdict. */
const Source = z.object({
  bundle: z.int(),
  name: z.string(),
  format: z.string(),
  title: z.string(),
  /** Records of the period, and others of this source outside it. */
  records: z.int(),
  outside: z.int(),
  rejected: z.int(),
  first: z.string().optional(),
  last: z.string().optional(),
  /** Days of the period in the zone of the case, and those with a record; absent where the period has too many to count. */
  days: z.object({ of: z.int(), with: z.int() }).optional(),
  gaps: z.array(Gap),
  /** Gaps shorter than those listed. */
  furtherGaps: z.int(),
  /** Whether this source was ever verified: else there are no signs because nobody looked. */
  checked: z.boolean(),
  signs: z.array(
    z.object({
      check: z.string(),
      message: z.string(),
      file: z.string().optional(),
      line: z.int().optional(),
      settles: z.string().optional(),
      more: z.int(),
    }),
  ),
  blindSpots: z.array(z.string()),
  trust: z.string(),
})

/** The completeness of a period, source by source. */
export const completenessCalls = {
  completeness: {
    input: s.Range,
    output: z.object({
      /** Absent where the case has no record and nobody names a period. `by` says whose period it is. */
      period: z
        .object({ from: z.string(), to: z.string(), by: z.enum(['asked', 'case', 'records']), zone: z.string() })
        .optional(),
      notes: s.Notes,
      sources: z.array(Source),
    }),
  },
} as const
