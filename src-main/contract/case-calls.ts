import { z } from 'zod'
import * as s from './shapes.ts'

const nothing = z.object({})
const page = { offset: z.int().min(0), limit: z.int().min(1).max(500) }

/** The case and what it holds. */
export const caseCalls = {
  /** Control door only. Gives a path an opaque name. */
  'place.add': {
    input: z.object({
      path: z.string().min(1).max(4096),
      kind: z.enum(['input', 'case', 'output', 'key']),
      /** Its name in an engine before this one, which is given to it again. */
      place: s.Place.optional(),
    }),
    output: s.Named,
  },

  'case.create': {
    input: z.object({
      place: s.Place,
      title: z.string().max(200).default(''),
      auditor: z.string().max(200).default(''),
      organisation: z.string().max(200).default(''),
      period: s.Range.default({}),
      zone: z.string().max(60).default('UTC'),
    }),
    output: s.CaseHead,
  },
  /** Opens; where `make` is set and the file is absent, makes it. An open case is closed first. */
  'case.open': {
    input: z.object({
      place: s.Place,
      make: z.boolean().default(false),
      readOnly: z.boolean().default(false),
    }),
    output: s.CaseHead,
  },
  'case.close': { input: nothing, output: nothing },
  'case.head': { input: nothing, output: s.CaseHead.nullable() },
  /** Changes what people wrote about the case; each change is a custody entry. */
  'case.describe': {
    input: z.object({
      title: z.string().max(200).optional(),
      auditor: z.string().max(200).optional(),
      organisation: z.string().max(200).optional(),
      period: s.Range.optional(),
      zone: z.string().max(60).optional(),
    }),
    output: s.CaseHead,
  },

  overview: {
    input: nothing,
    output: z.object({
      head: s.CaseHead,
      bundles: z.array(
        z.object({
          id: z.int(),
          name: z.string(),
          format: z.string(),
          title: z.string(),
          records: z.int(),
          lines: z.int(),
          rejected: z.int(),
          first: z.string().optional(),
          last: z.string().optional(),
          verdict: s.VerdictWord.or(z.literal('unchecked')),
          /** Proof checks that held, of all proof checks. */
          held: z.int(),
          checks: z.int(),
          because: z.string(),
        }),
      ),
      /** One row a bundle, one number a day of the case's zone from `from` on; null: before the first or after the last record. */
      coverage: z.object({
        from: z.string().optional(),
        days: z.int(),
        rows: z.array(z.object({ bundle: z.int(), name: z.string(), counts: z.array(z.int().nullable()) })),
      }),
      shares: z.array(
        z.object({
          what: z.enum(['identity', 'target', 'time', 'result', 'origin', 'reason']),
          n: z.int(),
          of: z.int(),
        }),
      ),
      next: z.array(
        z.object({
          what: z.enum(['import', 'verify', 'read-break', 'add-key', 'see-open', 'see-rejected', 'seal']),
          view: z.string(),
          n: z.int(),
          name: z.string().optional(),
        }),
      ),
      packs: z.int(),
    }),
  },
  'bundle.ledger': {
    input: z.object({ bundle: z.int() }),
    output: z.object({
      id: z.int(),
      name: z.string(),
      format: z.string(),
      confidence: z.number(),
      reasons: z.array(z.string()),
      files: z.array(s.LedgerFile),
    }),
  },
  'rejections.page': {
    input: z.object({ bundle: z.int().optional(), ...page }),
    output: z.object({ total: z.int(), rows: z.array(s.Rejection) }),
  },
  /** Writes the rejected lines as they are kept, in clear, to a new file: to be mended and imported again. `scrubbed` of them are no longer as received. */
  'rejections.export': {
    input: z.object({ bundle: z.int().optional(), place: s.Place }),
    output: z.object({ lines: z.int(), scrubbed: z.int() }),
  },

  'custody.page': {
    input: z.object({ text: z.string().max(200).default(''), ...page }),
    output: z.object({
      verdict: s.VerdictWord,
      head: z.string(),
      total: z.int(),
      matching: z.int(),
      problems: z.array(z.object({ seq: z.int(), message: z.string() })),
      entries: z.array(s.CustodyEntry),
    }),
  },

  'packs.list': {
    input: nothing,
    output: z.object({
      packs: z.array(
        z.object({
          name: z.string(),
          sha256: z.string(),
          bytes: z.int(),
          reason: z.string(),
          where: z.string(),
          records: z.int(),
          sealed: z.string(),
          signer: z.string(),
          fingerprint: z.string(),
        }),
      ),
    }),
  },
  'formats.list': {
    input: nothing,
    output: z.object({
      formats: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          kind: z.enum(['code', 'profile']),
          integrity: z.array(z.string()),
          blindSpots: z.array(z.string()),
        }),
      ),
    }),
  },
} as const
