import type { Check, FailureKind } from '../../core/verify/check.ts'

interface Place {
  readonly file?: string
  readonly line?: number
  readonly kind: FailureKind
  readonly expected?: string | undefined
  readonly found?: string | undefined
}

/** Something contradicts. */
export const broken = (check: string, message: string, place: Place): Check => ({
  check,
  level: 'proof',
  verdict: 'failed',
  state: 'broken',
  ...place,
  message,
})

/** A file that is spoken of and not there. */
export const missing = (file: string, message: string, expected?: string): Check =>
  broken('file.missing', message, { file, kind: 'missing', ...(expected === undefined ? {} : { expected }) })

/** Something needed is not there. */
export const open = (check: string, message: string, settles: string): Check => ({
  check,
  level: 'proof',
  verdict: 'not-verifiable',
  state: 'unverifiable',
  message,
  settles,
})

/** So many units held. */
export const held = (check: string, covered: number, message: string): Check => ({
  check,
  level: 'proof',
  verdict: 'verified',
  state: 'verified',
  covered,
  message,
})

/** Told beside a proof; it never counts. */
export const seen = (check: string, message: string, file?: string): Check => ({
  check,
  level: 'observation',
  verdict: 'not-verifiable',
  ...(file === undefined ? {} : { file }),
  message,
})

/** So many of something, in words: `1 file`, `8 files`. */
export const counted = (many: number, one: string): string => `${many} ${one}${many === 1 ? '' : 's'}`
