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
