import { z } from 'zod'
import { isKnownZone, timeReader } from './time-pattern.ts'
import { actorKinds, kinds, outcomes, termFields, textFields } from '../record/record.ts'

/** A name of a column or member, or names parted by dots from the top to a member inside others. */
const Name = z.string().min(1).max(200)

/**
 * Where a text comes from: the first of `from` that is there, or a text with names in braces (`{Entity}/{Entity name}`), else `constant`.
 * `map` turns the source's words into ours, whatever their case; a word that it lacks becomes `otherwise`.
 */
const TextSource = z.strictObject({
  from: z.array(Name).max(40).optional(),
  template: z.string().max(500).optional(),
  constant: z.string().max(500).optional(),
  map: z.record(z.string(), z.string().max(500)).optional(),
  otherwise: z.string().max(500).optional(),
})
export type TextSource = z.infer<typeof TextSource>

const wordSource = <T extends readonly [string, ...string[]]>(words: T) =>
  z.strictObject({
    from: z.array(Name).max(40).optional(),
    constant: z.enum(words).optional(),
    map: z.record(z.string(), z.enum(words)).optional(),
    otherwise: z.enum(words).optional(),
  })

/**
 * How a time is written: `rfc3339`, `epoch` (a count since 1970 whose size tells its unit), `epoch-s`, `epoch-ms`, `epoch-us`, or a pattern of yyyy MM MMM dd d HH H hh h mm ss SSS (any number of S: up
 * to that many fraction digits) a (AM, PM) XXX (offset), other characters as they stand. Where forms with the day first and with the month first stand side by side,
 * the dates of the file's first part decide between them, never the order of the list. The zone of times without offset: an IANA
 * name where the source always writes in it, else `ask`.
 */
const TimeSource = z.strictObject({
  from: z.array(Name).min(1).max(40),
  /** Where the time of day stands apart from the day: it is put behind what is in `from`, with a blank. */
  clock: z.array(Name).min(1).max(40).optional(),
  /** Those of the names whose dates have the day first wherever it could be either: captions in a language that writes so. */
  dayFirst: z.array(Name).max(40).optional(),
  formats: z
    .array(
      z
        .string()
        .min(1)
        .max(80)
        .refine((form) => timeReader(form) !== undefined, 'it is no form of time'),
    )
    .min(1)
    .max(20)
    .default(['rfc3339']),
  zone: z.string().max(60).refine(isKnownZone, 'there is no time zone of this name').default('ask'),
})
export type TimeSource = z.infer<typeof TimeSource>

const texts = Object.fromEntries(
  [...termFields.filter((field) => field !== 'system' && field !== 'collector'), ...textFields].map((field) => [
    field,
    TextSource.optional(),
  ]),
) as {
  [F in Exclude<(typeof termFields)[number], 'system' | 'collector'> | (typeof textFields)[number]]: z.ZodOptional<
    typeof TextSource
  >
}

/** A format without code: which tables or objects it reads, and where each field of a record stands in them. */
export const Profile = z.strictObject({
  /** Stored with every bundle and record as `system`; never reused for another source. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{1,40}$/),
  title: z.string().min(1).max(200),
  /** How an entry is written: `json` objects, `table` rows, or either (`auto`); `cef` is the Common Event Format. */
  syntax: z.enum(['auto', 'json', 'table', 'cef']).default('auto'),
  integrity: z.array(z.string().max(500)).default([]),
  blindSpots: z.array(z.string().max(500)).default([]),
  /** What makes an entry one of this source: of each list at least one name is there, and named members hold one of the values. */
  recognise: z.strictObject({
    names: z.array(z.array(Name).min(1).max(40)).max(40).default([]),
    values: z.record(z.string(), z.array(z.string().max(200)).min(1).max(100)).default({}),
    /** Most confidence that may be claimed: lower for one that reads what others read better. */
    most: z.number().min(0).max(1).default(0.95),
  }),
  time: TimeSource,
  received: TimeSource.optional(),
  sequence: z.array(Name).max(10).optional(),
  /** Columns or members whose text is itself JSON: what is in it is named behind a dot. */
  json: z.array(Name).max(40).default([]),
  actorKind: wordSource(actorKinds).optional(),
  kind: wordSource(kinds).optional(),
  outcome: wordSource(outcomes).optional(),
  fields: z.strictObject(texts),
  /** Columns or members that may hold a secret: masked wherever they are shown. */
  mask: z.array(Name).max(100).default([]),
  /** Names of harmless columns that only look like those of secrets. */
  harmless: z.array(Name).max(100).default([]),
  /** What makes two rows the same one, delivered twice. */
  unique: z.array(Name).max(10).default([]),
  /** A relation report: each row tells of a last use, not of one event. */
  relation: z.boolean().default(false),
  /** Rule of the hash chain between the records, where the source has one (docs/verification.md). */
  chain: z.unknown().optional(),
})
export type Profile = z.infer<typeof Profile>

/** A profile out of its JSON, or the sentence that says what is wrong with it and where. */
export function readProfile(
  text: string,
): { readonly ok: true; readonly profile: Profile } | { readonly ok: false; readonly reason: string } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { ok: false, reason: 'it is not valid JSON' }
  }
  const read = Profile.safeParse(value)
  if (read.success) return { ok: true, profile: read.data }
  const [reason = ''] = read.error.issues.map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`)
  return { ok: false, reason }
}
