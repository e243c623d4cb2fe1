import { z } from 'zod'
import type { Reply } from './fault.ts'
import * as s from './shapes.ts'

const nothing = z.object({})
const job = z.object({ job: z.int() })
const page = { offset: z.int().min(0), limit: z.int().min(1).max(500) }
const order = z.enum(['time', '-time']).default('time')
const field = z.string().max(40)

/**
 * Every call of the engine. A call ending in `.start` begins long work and answers its job id at once; progress and result
 * come as events (`events.ts`). `place.add` is answered to the control door only: the window never names a path.
 */
export const calls = {
  /** Control door only. Gives a path an opaque name. */
  'place.add': {
    input: z.object({
      path: z.string().min(1).max(4096),
      kind: z.enum(['input', 'case', 'output', 'key']),
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
          refused: s.Refused.optional(),
        }),
      ),
    }),
  },
  'import.start': {
    input: z.object({
      places: z.array(s.Place).min(1).max(10_000),
      format: z.string().max(60).optional(),
      sourceName: z.string().max(200).optional(),
      sourceZone: z.string().max(60).optional(),
      environment: z.string().max(100).optional(),
      again: z.boolean().default(false),
    }),
    output: job,
  },
  'inspect.start': { input: z.object({ places: z.array(s.Place).min(1).max(1000) }), output: job },
  /** All checks over the open case, or one bundle of it. `trust`: key files that count for this run only. */
  'verify.start': {
    input: z.object({ bundle: z.int().optional(), trust: z.array(s.Place).max(100).default([]) }),
    output: job,
  },
  'seal.start': {
    input: z.object({
      out: s.Place,
      reason: z.string().min(1).max(4000),
      key: s.Place,
      passphrase: z.string().max(1024).optional(),
      where: z.string().max(4096).default(''),
      from: z.string().max(64).optional(),
      to: z.string().max(64).optional(),
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

  /** The last verification of each bundle that is still true of the case; bundles never checked carry no checks. */
  'verify.state': {
    input: nothing,
    output: s.VerifyResult.extend({
      checkedAt: z.string().optional(),
      unchecked: z.array(z.int()),
    }),
  },
  /** The chain of one log of an open bundle around one line: what the side file says and what the line gives. */
  'verify.links': {
    input: z.object({
      bundle: z.int(),
      file: z.string(),
      line: z.int().min(1),
      around: z.int().min(0).max(15).default(7),
    }),
    output: z.object({
      total: z.int(),
      links: z.array(
        z.object({
          entry: z.int(),
          line: z.int().optional(),
          lineHash: z.string().optional(),
          expectedLineHash: z.string().optional(),
          link: z.string().optional(),
          state: z.enum(['proven', 'edited', 'removed', 'inserted', 'reordered', 'unproven']),
          record: z.int().optional(),
          time: z.string().optional(),
          actor: z.string().optional(),
          target: z.string().optional(),
        }),
      ),
    }),
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
          what: z.enum(['import', 'verify', 'read-break', 'add-key', 'see-rejected', 'seal']),
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

  'trust.list': { input: nothing, output: z.object({ keys: z.array(s.TrustedKey) }) },
  'trust.add': {
    input: z.object({
      place: s.Place,
      who: z.string().min(1).max(200),
      how: z.string().min(1).max(400),
    }),
    output: z.object({ keys: z.array(s.TrustedKey) }),
  },
  'trust.remove': {
    input: z.object({ id: z.int() }),
    output: z.object({ keys: z.array(s.TrustedKey) }),
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

  'key.new': {
    input: z.object({
      place: s.Place,
      name: z.string().min(1).max(200),
      passphrase: z.string().max(1024).optional(),
    }),
    output: s.KeyShown,
  },
  /** Without passphrase: what the certificate says. With it: the key was opened too. */
  'key.show': {
    input: z.object({ place: s.Place, passphrase: z.string().max(1024).optional() }),
    output: s.KeyShown.extend({ locked: z.boolean() }),
  },

  /** What a pack of this scope would hold; counted, nothing written. */
  'seal.preview': {
    input: s.Scope,
    output: z.object({
      suggestedName: z.string(),
      records: z.int(),
      population: z.int(),
      sheets: z.array(z.object({ sheet: z.string(), table: z.string(), rows: z.int(), holds: z.string() })),
      warnings: z.array(z.object({ verdict: s.VerdictWord.or(z.literal('unchecked')), message: z.string() })),
      masked: z.int(),
      custodyEntries: z.int(),
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

export type CallName = keyof typeof calls
/** What the caller may write (defaults not yet filled in). */
export type AskInput<N extends CallName> = z.input<(typeof calls)[N]['input']>
/** What the engine works with. */
export type Ask<N extends CallName> = z.output<(typeof calls)[N]['input']>
export type Answer<N extends CallName> = z.output<(typeof calls)[N]['output']>

/** The engine must answer every call, and nothing else: the compiler checks both. */
export type Handlers = {
  readonly [N in CallName]: (ask: Ask<N>) => Answer<N> | Promise<Answer<N>>
}
export type Call = <N extends CallName>(name: N, ask: AskInput<N>) => Promise<Reply<Answer<N>>>
