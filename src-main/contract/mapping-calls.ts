import { z } from 'zod'
import { mappedFields } from '../core/profiles/mapping.ts'
import { kinds, outcomes } from '../core/record/record.ts'
import * as s from './shapes.ts'

const count = z.object({ word: z.string(), count: z.int() })

/** Mapping the columns of an input that nothing recognises; what is answered is of its first part (256 KiB, 200 entries). */
export const mappingCalls = {
  'mapping.open': {
    input: z.object({ place: s.Place }),
    output: z.object({
      place: s.Place,
      name: z.string(),
      sizeBytes: z.int(),
      /** Rows of a table; else JSON objects. */
      table: z.boolean(),
      delimiter: z.string().optional(),
      /** Entries in the first part; `whole`: there are no others. */
      entries: z.int(),
      whole: z.boolean(),
      columns: z.array(
        z.object({
          name: z.string(),
          /** What it may be, by its name and by what stands in it. */
          field: z.enum(mappedFields).optional(),
          filled: z.int(),
          forms: z.array(z.object({ form: z.string(), read: z.int(), of: z.int(), needsZone: z.boolean() })),
          /** The forms read the same texts as different times. */
          ambiguous: z.boolean(),
          /** The forms are of days without a time of day, or of times of day without a day. */
          half: z.enum(['day', 'clock']).optional(),
          distinct: z.int(),
          /** Fewer than `distinct`: too many or too long to be words, or some may not be shown. */
          words: z.array(count.extend({ outcome: z.enum(outcomes).optional(), kind: z.enum(kinds).optional() })),
        }),
      ),
      /** Columns that are not offered: beyond the limit, or their names cannot stand in a profile. */
      leftOut: z.int(),
      /** At most 50, cells in the order of the columns, masked. */
      rows: z.array(z.array(z.string())),
      /** Ids of formats that a profile cannot take. */
      taken: z.array(z.string()),
    }),
  },
  'mapping.preview': {
    input: z.object({ place: s.Place, profile: s.ProfileText, zone: z.string().max(60).default('') }),
    output: z.object({
      rows: z.array(s.RowShape.omit({ rank: true, id: true, proof: true }).extend({ entry: z.int() })),
      rejections: z.array(z.object({ entry: z.int(), reason: z.string() })),
      entries: z.int(),
      records: z.int(),
      rejected: z.int(),
      duplicates: z.int(),
      /** Records in an hour that the clock of the zone showed twice; the earlier reading is taken. */
      doubledHour: z.int(),
      /** Some times carry no offset, and no zone was given. */
      needsZone: z.boolean(),
      first: z.string().optional(),
      last: z.string().optional(),
      /** Words of the source that the profile does not know. */
      unmapped: z.object({ outcome: z.array(count), kind: z.array(count) }),
    }),
  },
  /** The profile in a file, to begin from: checked, as JSON with every member written out. */
  'profile.read': { input: z.object({ place: s.Place }), output: z.object({ text: z.string() }) },
  /** Writes a new file; one that is there is not overwritten. */
  'profile.save': {
    input: z.object({ place: s.Place, text: s.ProfileText }),
    output: z.object({ name: z.string() }),
  },
} as const
