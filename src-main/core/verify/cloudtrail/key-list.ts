import { z } from 'zod'
import { microseconds } from './names.ts'

/** One entry of `aws cloudtrail list-public-keys`. */
export interface ListedKey {
  /** Base64 of the PKCS#1 RSAPublicKey DER. */
  readonly value: string
  /** Hex MD5 of that DER, as stated; absent where it is not stated. */
  readonly fingerprint?: string | undefined
  /** µs since 1970 UTC; absent where not stated. */
  readonly fromUs?: number | undefined
  readonly toUs?: number | undefined
}

/** Keys of one list: AWS changes keys every few weeks, and a list holds those of the asked time in one region. Provisional. */
const MOST_KEYS = 1000

/** The command line writes seconds since 1970 or RFC 3339, by its version and settings. */
const Moment = z.union([
  z
    .number()
    .min(0)
    .max(9e9)
    .transform((seconds) => Math.round(seconds * 1e6)),
  z
    .string()
    .max(40)
    .transform((text, context) => {
      const us = microseconds(text)
      if (us !== undefined) return us
      context.addIssue({ code: 'custom', message: 'is no time' })
      return z.NEVER
    }),
])

const List = z.object({
  PublicKeyList: z
    .array(
      z.object({
        Value: z
          .string()
          .min(1)
          .max(8192)
          .regex(/^[A-Za-z0-9+/]+={0,2}$/),
        Fingerprint: z
          .string()
          .regex(/^[0-9a-f]{32}$/i)
          .optional(),
        ValidityStartTime: Moment.optional(),
        ValidityEndTime: Moment.optional(),
      }),
    )
    .min(1)
    .max(MOST_KEYS),
})

/** Whether a parsed JSON value means to be the answer of `list-public-keys`. */
export const isKeyList = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, 'PublicKeyList')

/** The keys of a `list-public-keys` answer; undefined where it has another shape. */
export function readKeyList(value: unknown): readonly ListedKey[] | undefined {
  const parsed = List.safeParse(value)
  return parsed.data?.PublicKeyList.map((key) => ({
    value: key.Value,
    fingerprint: key.Fingerprint?.toLowerCase(),
    fromUs: key.ValidityStartTime,
    toUs: key.ValidityEndTime,
  }))
}
