import { z } from 'zod'
import { comparedFields, differences } from '../core/compare/differing-fields.ts'
import { conclusions } from '../core/compare/conclusion.ts'
import { outcomes } from '../core/record/record.ts'

/** One of the two exports, as far as it was compared. */
const ComparedExport = z.object({
  id: z.int(),
  name: z.string(),
  format: z.string(),
  /** Within the period. */
  records: z.int(),
  /** Earlier and later than the period: not compared. */
  before: z.int(),
  after: z.int(),
  rejected: z.int(),
  duplicates: z.int(),
})

/** A record on one side of a difference. */
const ComparedRecord = z.object({
  id: z.int(),
  file: z.string(),
  line: z.int(),
  length: z.int(),
  sha256: z.string(),
  time: z.string(),
  timeUs: z.int(),
  actor: z.string().optional(),
  action: z.string().optional(),
  target: z.string().optional(),
  outcome: z.enum(outcomes),
})

/** One record that is only on one side, or one event that the two sides tell differently. */
export const DifferenceShape = z.object({
  difference: z.enum(['only-first', 'only-second', ...differences]),
  first: ComparedRecord.optional(),
  second: ComparedRecord.optional(),
  fields: z.array(
    z.object({ field: z.enum(comparedFields), first: z.string().optional(), second: z.string().optional() }),
  ),
})

/** The answer of `compare`. Counts are exact; `differences` are the first of each kind by time, as many as were asked for. */
export const CompareResult = z.object({
  conclusion: z.enum(conclusions),
  message: z.string(),
  settles: z.string().optional(),
  first: ComparedExport,
  second: ComparedExport,
  /** given: as asked, half-open. overlap: from the later beginning to the earlier end, that record included. */
  period: z.object({ from: z.string().optional(), to: z.string().optional(), is: z.enum(['given', 'overlap']) }),
  counts: z.object({
    same: z.int(),
    onlyFirst: z.int(),
    onlySecond: z.int(),
    changed: z.int(),
    hashed: z.int(),
    bytes: z.int(),
  }),
  identity: z.object({ eventId: z.int(), fields: z.int() }),
  differences: z.array(DifferenceShape),
  /** What this comparison cannot tell, as sentences. */
  limits: z.array(z.string()),
  notes: z.array(z.string()),
  seconds: z.number(),
})
