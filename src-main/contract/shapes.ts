import { z } from 'zod'
import { actorKinds, flagNames, kinds, outcomes, termFields, textFields } from '../core/record/record.ts'
import { failureKinds, states, verdicts } from '../core/verify/check.ts'

/** An opaque name for a path; only the shell and the command line can make one (`place.add`). */
export const Place = z.string().regex(/^p[0-9]{1,9}$/)

/** Files of chain rules (docs/verification.md, "Chain rules"), for one run. */
export const ChainRules = z.array(Place).max(20).default([])

/** A format profile as JSON (docs/formats/profiles.md). */
export const ProfileText = z.string().min(2).max(1_048_576)

/** What people see of a place: its last name, never more of the path than the program needs to say. */
export const Named = z.object({ place: Place, name: z.string() })

export const VerdictWord = z.enum(verdicts)

/** Shape of one check in `verify --json`; see `core/verify/check.ts`. */
export const CheckShape = z.object({
  check: z.string(),
  level: z.enum(['proof', 'observation']),
  verdict: VerdictWord,
  state: z.enum(states).optional(),
  file: z.string().optional(),
  line: z.int().optional(),
  seq: z.int().optional(),
  expected: z.string().optional(),
  found: z.string().optional(),
  kind: z.enum(failureKinds).optional(),
  covered: z.int().optional(),
  count: z.int().optional(),
  follows: z.array(z.string()).readonly().optional(),
  message: z.string(),
  settles: z.string().optional(),
})

export const BundleChecks = z.object({
  id: z.int().optional(),
  name: z.string(),
  format: z.string(),
  verdict: VerdictWord,
  checks: z.array(CheckShape),
})

/** The answer of `verify`, in the window, on the command line and in a pack. */
export const VerifyResult = z.object({
  verdict: VerdictWord,
  bundles: z.array(BundleChecks),
  seconds: z.number(),
})

/** The ledger of one file: lines = records + paired + duplicates + rejected, exact. */
export const LedgerFile = z.object({
  path: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  lines: z.int(),
  records: z.int(),
  paired: z.int(),
  duplicates: z.int(),
  rejected: z.int(),
  already: z.int().optional(),
})

/** Who scrubbed an original, when and why; the number of the custody entry. */
export const ScrubShown = z.object({
  custody: z.int(),
  who: z.string(),
  when: z.string(),
  why: z.string(),
  whole: z.boolean(),
})

export const Rejection = z.object({
  file: z.string(),
  line: z.int(),
  offset: z.int(),
  reason: z.string(),
  /** The original, masked; only where it was asked for. */
  text: z.string().optional(),
  /** Set where it is no longer as it was received. */
  scrubbed: ScrubShown.optional(),
})

export const ImportedBundle = z.object({
  id: z.int(),
  name: z.string(),
  format: z.string(),
  confidence: z.number(),
  files: z.array(LedgerFile),
  records: z.int(),
  paired: z.int(),
  duplicates: z.int(),
  rejected: z.int(),
  first: z.string().optional(),
  last: z.string().optional(),
  /** At most 1,000; the count above is exact. */
  rejections: z.array(Rejection),
  /** Records whose local time the clock of the zone showed twice, so that the earlier was taken; the first of them. */
  doubledHour: z.object({ records: z.int(), file: z.string(), line: z.int() }).optional(),
  /** Entries whose result stands in a word that the profile does not map, so that it is unknown; the first five words, masked. */
  unmappedResults: z.object({ count: z.int(), words: z.array(z.string()) }).optional(),
})

export const Refused = z.object({
  path: z.string(),
  code: z.string(),
  message: z.string(),
  remedy: z.string().optional(),
})

export const ImportResult = z.object({
  case: z.string(),
  bundles: z.array(ImportedBundle),
  /** Files not imported, each with the reason; also those the case already holds (`already` names the bundle). */
  refused: z.array(Refused),
  already: z.array(z.object({ path: z.string(), sha256: z.string(), bundle: z.int() })),
  seconds: z.number(),
})

const optionalTexts = Object.fromEntries([...termFields, ...textFields].map((field) => [field, z.string().optional()]))

/** One record as `core/record/record.ts` says, without the original. */
export const RecordShape = z.object({
  id: z.int(),
  bundle: z.int(),
  file: z.string(),
  line: z.int(),
  offset: z.int(),
  length: z.int(),
  sha256: z.string(),
  pairedLine: z.int().optional(),
  seq: z.int().optional(),
  time: z.string(),
  timeUs: z.int(),
  timeNs: z.int(),
  timeDigits: z.int(),
  received: z.string().optional(),
  actorKind: z.enum(actorKinds),
  kind: z.enum(kinds),
  outcome: z.enum(outcomes),
  port: z.int().optional(),
  flags: z.array(z.enum(flagNames)),
  ...(optionalTexts as {
    [F in (typeof termFields)[number] | (typeof textFields)[number]]: z.ZodOptional<z.ZodString>
  }),
  system: z.string(),
})

/** A row of the timeline: what the grid draws. `proof` is the verdict that stands behind the record's line. */
export const RowShape = z.object({
  rank: z.int(),
  id: z.int(),
  time: z.string(),
  timeUs: z.int(),
  system: z.string(),
  actor: z.string().optional(),
  actorKind: z.enum(actorKinds),
  action: z.string().optional(),
  kind: z.enum(kinds),
  target: z.string().optional(),
  outcome: z.enum(outcomes),
  ip: z.string().optional(),
  proof: VerdictWord.or(z.literal('unchecked')),
  flags: z.array(z.enum(flagNames)),
})

/** A question over the records: a query text and a half-open time range as the user wrote it. */
export const Scope = z.object({
  where: z.string().max(65_536).default(''),
  from: z.string().max(64).optional(),
  to: z.string().max(64).optional(),
})

/** The range really asked, in UTC, as echoed by every answer. */
export const Range = z.object({ from: z.string().optional(), to: z.string().optional() })

/** Sentences about how times in the question were read: an hour the clock skipped or showed twice. */
export const Notes = z.array(z.string())

export const CustodyEntry = z.object({
  seq: z.int(),
  time: z.string(),
  actor: z.string(),
  event: z.string(),
  detail: z.record(z.string(), z.unknown()),
  tool: z.string(),
  prev_hash: z.string(),
  hash: z.string(),
})

export const TrustedKey = z.object({
  id: z.int(),
  kind: z.enum([
    'x509',
    'spki',
    'ssh',
    'openpgp',
    'minisign',
    'jwk',
    'note',
    'sigstore-root',
    'sigstore-identity',
    'cloudtrail',
  ]),
  name: z.string(),
  fingerprint: z.string(),
  who: z.string(),
  how: z.string(),
  added: z.string(),
})

export const PackProblem = z.object({
  code: z.string(),
  verdict: VerdictWord,
  path: z.string().optional(),
  message: z.string(),
})

export const VerifyPackResult = z.object({
  verdict: VerdictWord,
  signer: z.object({ name: z.string(), fingerprint: z.string(), trusted: z.boolean() }).optional(),
  sealedAt: z.string().optional(),
  reason: z.string().optional(),
  files: z.array(z.object({ path: z.string(), sha256: z.string(), verdict: VerdictWord })),
  custody: z.object({ entries: z.int(), verdict: VerdictWord }),
  problems: z.array(PackProblem),
})

export const KeyShown = z.object({
  name: z.string(),
  algorithm: z.string(),
  fingerprint: z.string(),
  validFrom: z.string(),
  validTo: z.string(),
})

/** What a scrub of originals did, or would do. */
export const ScrubResult = z.object({
  /** False where it was only looked at, or there was nothing to do. */
  done: z.boolean(),
  /** Done, but the old bytes may still stand in the file until the case is opened next: somebody was reading it. */
  pending: z.boolean(),
  /** Lines of which something is overwritten. */
  lines: z.int(),
  values: z.int(),
  /** Lines overwritten whole; `unplaced` of them because a masked value could not be found in their bytes. */
  whole: z.int(),
  unplaced: z.int(),
  /** Chosen lines that hold nothing to overwrite, and those that were scrubbed before. */
  clean: z.int(),
  already: z.int(),
  blocks: z.int(),
  /** Duplicate lines in the bundles touched, which belong to no record and are not reached by a query. */
  duplicates: z.int(),
  files: z.array(z.object({ bundle: z.int(), path: z.string(), lines: z.int() })),
  custody: z.int().optional(),
})

export const SealResult = z.object({
  pack: z.string(),
  sha256: z.string(),
  bytes: z.int(),
  fingerprint: z.string(),
  records: z.int(),
  files: z.int(),
  custodyHead: z.string(),
})

export const InspectInput = z.object({
  path: z.string(),
  format: z.string().optional(),
  confidence: z.number(),
  reasons: z.array(z.string()),
  records: z.int(),
  rejected: z.int(),
  first: z.string().optional(),
  last: z.string().optional(),
  integrity: z.array(z.string()),
})

export const BundleMade = z.object({
  bundle: z.string(),
  sha256: z.string(),
  files: z.int(),
  signature: z.enum(['cms', 'sshsig', 'none']),
})

export const CaseHead = z.object({
  name: z.string(),
  title: z.string(),
  auditor: z.string(),
  organisation: z.string(),
  period: Range,
  zone: z.string(),
  readOnly: z.boolean(),
  created: z.string(),
  records: z.int(),
  bundles: z.int(),
  sizeBytes: z.int(),
  first: z.string().optional(),
  last: z.string().optional(),
  custody: z.object({ entries: z.int(), head: z.string() }),
  /** Sentences about what opening found and did: an interrupted import removed, columns rebuilt, ... */
  notes: z.array(z.string()),
})
