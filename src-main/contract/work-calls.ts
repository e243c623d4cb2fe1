import { z } from 'zod'
import * as s from './shapes.ts'

const nothing = z.object({})
const job = z.object({ job: z.int() })
const Which = z.int().or(z.string().min(1).max(1000))

/** Long work, its cancel, and the look at inputs before it. */
export const workCalls = {
  /** Recognises inputs from their first part, with the first records as normalised; quick, no case needed. */
  'input.recognise': {
    input: z.object({
      places: z.array(s.Place).min(1).max(200),
      preview: z.int().min(0).max(50).default(8),
    }),
    output: z.object({
      inputs: z.array(
        z.object({
          place: s.Place,
          name: z.string(),
          sizeBytes: z.int(),
          files: z.int(),
          format: z.string().optional(),
          title: z.string().optional(),
          confidence: z.number(),
          reasons: z.array(z.string()),
          integrity: z.array(z.string()),
          preview: z.array(s.RowShape.omit({ rank: true, id: true, proof: true })),
          rejectedInPreview: z.int(),
          /** Nothing recognises it, but it has columns or members that a person can map. */
          mappable: z.boolean(),
          /** Files of the input that will not be imported; the others are. */
          refusedFiles: z.array(s.Refused),
          /** Why nothing of the input can be imported. */
          refused: s.Refused.optional(),
        }),
      ),
    }),
  },
  'import.start': {
    input: z.object({
      places: z.array(s.Place).min(1).max(10_000),
      format: z.string().max(60).optional(),
      /** A file that holds a format profile: the files are read by it. */
      profile: s.Place.optional(),
      /** The same as its JSON, where there is no file. */
      profileText: s.ProfileText.optional(),
      sourceName: z.string().max(200).optional(),
      sourceZone: z.string().max(60).optional(),
      environment: z.string().max(100).optional(),
      again: z.boolean().default(false),
      /** To be verified and not kept: where no log can be read, files and the proofs among them are taken as files. */
      asFiles: z.boolean().default(false),
      /** With `asFiles`: chain rules by which a log that no format reads may be chained. */
      chainRules: s.ChainRules,
    }),
    output: job,
  },
  'inspect.start': { input: z.object({ places: z.array(s.Place).min(1).max(1000) }), output: job },
  /**
   * All checks over the open case, or one bundle of it. `trust`: key files that count for this run only; so do `secrets`, files of
   * the secrets of HMAC chains, which are kept nowhere, and `chainRules`, files of chain rules.
   */
  'verify.start': {
    input: z.object({
      bundle: z.int().optional(),
      trust: z.array(s.Place).max(100).default([]),
      secrets: z.array(s.Place).max(20).default([]),
      chainRules: s.ChainRules,
    }),
    output: job,
  },
  /** Two bundles of the open case, by id or name, record by record; without a period where both have records. */
  'compare.start': {
    input: z.object({
      first: Which,
      second: Which,
      from: z.string().max(64).optional(),
      to: z.string().max(64).optional(),
      /** Differences listed of each kind; the counts are exact. */
      limit: z.int().min(0).max(10_000).default(1000),
    }),
    output: job,
  },
  /** How far the clocks of sources stand apart, from events that two of them tell of. */
  'clock.start': { input: nothing, output: job },
  'seal.start': {
    input: z.object({
      out: s.Place,
      reason: z.string().min(1).max(4000),
      key: s.Place,
      passphrase: z.string().max(1024).optional(),
      where: z.string().max(65_536).default(''),
      from: z.string().max(64).optional(),
      to: z.string().max(64).optional(),
    }),
    output: job,
  },
  /**
   * Overwrites values in stored originals, under a custody entry; what is named is added up, `masked` (every line
   * that holds a masked value) stands alone. `whole`: every byte of the lines, not
   * only the values that are masked. `dryRun` answers what would be done.
   */
  'scrub.start': {
    input: z.object({
      where: z.string().max(65_536).optional(),
      from: z.string().max(64).optional(),
      to: z.string().max(64).optional(),
      records: z.array(z.int()).max(10_000).default([]),
      lines: z
        .array(z.object({ file: z.string().max(4096), line: z.int().min(1) }))
        .max(10_000)
        .default([]),
      rejected: z.boolean().default(false),
      masked: z.boolean().default(false),
      whole: z.boolean().default(false),
      dryRun: z.boolean().default(false),
      reason: z.string().trim().max(4000),
    }),
    output: job,
  },
  'pack.verify.start': {
    input: z.object({ place: s.Place, trust: z.array(s.Place).max(100).default([]) }),
    output: job,
  },
  'bundle.make.start': {
    input: z.object({
      places: z.array(s.Place).min(1).max(10_000),
      out: s.Place,
      reason: z.string().min(1).max(4000),
      key: s.Place.optional(),
      passphrase: z.string().max(1024).optional(),
      exporter: z.string().max(200).optional(),
      period: s.Range.optional(),
    }),
    output: job,
  },
  'job.cancel': { input: job, output: nothing },
} as const
