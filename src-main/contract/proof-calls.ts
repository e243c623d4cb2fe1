import { z } from 'zod'
import * as s from './shapes.ts'

const nothing = z.object({})

/** What is proved, by which keys, and what would be sealed. */
export const proofCalls = {
  /** The last verification of each bundle that is still true of the case; bundles never checked carry no checks. */
  'verify.state': {
    input: nothing,
    output: s.VerifyResult.extend({
      checkedAt: z.string().optional(),
      unchecked: z.array(z.int()),
    }),
  },
  /**
   * The chains of a bundle along time: lines of logs, or digest files hour by hour. A stretch is `proven` (tied to a signed head),
   * `apart` (its links hold, nothing signed says that they are the first made), `unproven` or `broken`; where none is, nothing is
   * known. At most 600 stretches, and every break: `check` is its place among the checks of `verify.state`. Times in µs since 1970 UTC.
   */
  'verify.strip': {
    input: z.object({ bundle: z.int() }),
    output: z.object({
      fromUs: z.int().optional(),
      toUs: z.int().optional(),
      chains: z.array(z.object({ file: z.string(), kind: z.enum(['beside', 'within', 'digests']), places: z.int() })),
      stretches: z.array(
        z.object({
          chain: z.int(),
          first: z.int(),
          count: z.int(),
          state: z.enum(['proven', 'apart', 'unproven', 'broken']),
          fromUs: z.int(),
          toUs: z.int(),
        }),
      ),
      breaks: z.array(
        z.object({ chain: z.int(), place: z.int(), us: z.int(), check: z.int(), verdict: s.VerdictWord }),
      ),
      /** Times in which nothing was written for much longer than is the habit of the source. */
      silences: z.array(z.object({ fromUs: z.int(), toUs: z.int() })),
    }),
  },
  /** The links of one chain around a place of it, or around what stands there at a moment. */
  'verify.links': {
    input: z.object({
      bundle: z.int(),
      file: z.string(),
      place: z.int().min(1).optional(),
      atUs: z.int().optional(),
      around: z.int().min(0).max(15).default(7),
    }),
    output: z.object({
      total: z.int(),
      place: z.int(),
      links: z.array(
        z.object({
          place: z.int(),
          /** Its number in the chain; none of a line that was added. */
          entry: z.int().optional(),
          /** Its line in the log; none of one that is missing. */
          line: z.int().optional(),
          lineHash: z.string().optional(),
          expectedLineHash: z.string().optional(),
          link: z.string().optional(),
          state: z.enum(['proven', 'apart', 'unproven', 'edited', 'removed', 'inserted', 'reordered', 'absent']),
          record: z.int().optional(),
          time: z.string().optional(),
          type: z.string().optional(),
          actor: z.string().optional(),
          target: z.string().optional(),
        }),
      ),
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
} as const
