import { z } from 'zod'
import * as s from './shapes.ts'

const page = { offset: z.int().min(0), limit: z.int().min(1).max(500) }
const order = z.enum(['time', '-time']).default('time')
const field = z.string().max(40)

/** Questions over the records. */
export const recordCalls = {
  /** One page of the records that match, by rank in the order asked. */
  'records.page': {
    input: s.Scope.extend({ order, ...page }),
    output: z.object({
      total: z.int(),
      population: z.int(),
      range: s.Range,
      notes: s.Notes,
      rows: z.array(s.RowShape),
    }),
  },
  /** The same as whole records, for exports. */
  'records.whole': {
    input: s.Scope.extend({ order, ...page }),
    output: z.object({ total: z.int(), range: s.Range, notes: s.Notes, records: z.array(s.RecordShape) }),
  },
  /** The rank of a record in a result, or null where it does not match. */
  'records.rank': {
    input: s.Scope.extend({ order, id: z.int() }),
    output: z.object({ rank: z.int().nullable() }),
  },
  'record.get': {
    input: z.object({ id: z.int() }),
    output: z.object({
      record: s.RecordShape,
      bundleName: z.string(),
      format: z.string(),
      /** The lines the record was read from, masked; where `length` is over 256 KiB the text is cut and `cut` is set. */
      originals: z.array(
        z.object({
          line: z.int(),
          offset: z.int(),
          length: z.int(),
          sha256: z.string(),
          text: z.string(),
          masked: z.array(z.string()),
          cut: z.boolean(),
          scrubbed: s.ScrubShown.optional(),
        }),
      ),
      proof: z.object({
        verdict: s.VerdictWord.or(z.literal('unchecked')),
        because: z.string(),
        chain: z.object({ entry: z.int(), of: z.int(), link: z.string() }).optional(),
        signer: z.string().optional(),
      }),
      /** First time this address was seen with this actor in the case, for "never before". */
      seenBefore: z.object({ actorFromIp: z.int(), actorOnTarget: z.int() }),
    }),
  },
  histogram: {
    input: s.Scope.extend({
      bucket: z
        .string()
        .regex(/^(auto|[1-9][0-9]{0,4}[smhd])$/)
        .default('auto'),
      by: field.optional(),
    }),
    output: z.object({
      from: z.string().optional(),
      to: z.string().optional(),
      bucket: z.string(),
      buckets: z.array(
        z.object({
          start: z.string(),
          count: z.int(),
          by: z.record(z.string(), z.int()).optional(),
        }),
      ),
      notes: s.Notes,
      total: z.int(),
    }),
  },
  facets: {
    input: s.Scope.extend({
      fields: z.array(field).min(1).max(20),
      limit: z.int().min(1).max(1000).default(10),
      rareFirst: z.boolean().default(false),
    }),
    output: z.object({
      total: z.int(),
      notes: s.Notes,
      range: s.Range,
      facets: z.record(
        z.string(),
        z.object({
          values: z.array(z.object({ value: z.string(), count: z.int() })),
          distinct: z.int(),
          absent: z.int(),
        }),
      ),
    }),
  },
  /** Values of a field that contain the text, with counts in the present result and in the case. */
  'values.complete': {
    input: s.Scope.extend({
      field,
      text: z.string().max(200),
      limit: z.int().min(1).max(50).default(12),
    }),
    output: z.object({
      values: z.array(z.object({ value: z.string(), here: z.int(), inCase: z.int() })),
    }),
  },
} as const
