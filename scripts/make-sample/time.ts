/** Nanoseconds since 1970-01-01T00:00:00Z. */
export type EpochNs = bigint

export const SECOND = 1_000_000_000n
export const MINUTE = 60n * SECOND
export const HOUR = 60n * MINUTE
export const DAY = 24n * HOUR

const FORM = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:[.](\d{1,9}))?Z$/

/** Reads RFC 3339 in UTC with up to nine digits. */
export function instant(text: string): EpochNs {
  const [, seconds, fraction = ''] = FORM.exec(text) ?? []
  if (seconds === undefined) throw new Error(`not a time in UTC: ${text}`)
  return BigInt(Date.parse(`${seconds}Z`)) * 1_000_000n + BigInt(fraction.padEnd(9, '0'))
}

/** Writes it as Go's RFC3339Nano does: trailing zeros of the fraction are left out, and the point with them. */
export function written(time: EpochNs): string {
  const seconds = new Date(Number(time / 1_000_000n)).toISOString().slice(0, 19)
  const fraction = (time % SECOND).toString().padStart(9, '0').replace(/0+$/, '')
  return fraction === '' ? `${seconds}Z` : `${seconds}.${fraction}Z`
}

/** 0 is Monday. */
export const weekday = (time: EpochNs): number => (new Date(Number(time / 1_000_000n)).getUTCDay() + 6) % 7
