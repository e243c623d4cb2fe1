import { type FlagName, flagBit, termFields, textFields } from '../record/record.ts'

/**
 * The members of a record that say what happened. Left out are those that say how it was handed on (`received`, `collector`), where it
 * stands in the case (id, bundle, file, line, offset), which format read it (`system`), and flags that follow from the lines around it.
 */
export const comparedFields = [
  'time',
  'seq',
  'actorKind',
  'kind',
  'outcome',
  'port',
  'flags',
  ...termFields.filter((field) => field !== 'system' && field !== 'collector'),
  ...textFields,
] as const
export type ComparedField = (typeof comparedFields)[number]

const tellingFlags: readonly FlagName[] = ['paired', 'no-response', 'no-request', 'masked', 'cut', 'relation']

/** The bits of flags that a record's own lines decide: a response that is missing on one side shows here. */
export const TELLING_FLAGS = tellingFlags.reduce((bits, name) => bits | flagBit(name), 0)

/** A value that a Vault audit device hashed under its own salt: two devices write the same value differently. */
const HASHED = /hmac-sha256:[0-9a-f]{64}/g

/** Whether a whole value is such a hash. */
export const isHashed = (text: string): boolean => text.replace(HASHED, '') === '' && text !== ''

/** The text with every hashed value replaced by one word: texts equal then differ in hashed values alone. */
export const withoutHashes = (text: string): string => text.replace(HASHED, 'hmac-sha256')

/** In what two records of one event differ. */
export const differences = ['changed', 'hashed', 'bytes'] as const
export type Difference = (typeof differences)[number]

/** What is known of two originals whose bytes differ. */
export interface Compared {
  /** Fields that differ. */
  readonly fields: readonly ComparedField[]
  /** Every field that differs holds a hashed value on both sides. */
  readonly onlyHashed: boolean
  /** The originals are equal but for hashed values. */
  readonly equalWithoutHashes: boolean
}

/**
 * changed: a field says something else. hashed: the originals are equal but for values that each audit device hashes under its own salt.
 * bytes: the same fields, written otherwise, or different in what no field holds.
 */
export function differenceOf({ fields, onlyHashed, equalWithoutHashes }: Compared): Difference {
  if (onlyHashed && equalWithoutHashes) return 'hashed'
  return fields.length > 0 ? 'changed' : 'bytes'
}
