import type { Instant } from './time.ts'

export type EpochUnit = 's' | 'ms' | 'us'

const PER_UNIT: Readonly<Record<EpochUnit, number>> = { s: 1_000_000, ms: 1000, us: 1 }

/** Reads a count of units since 1970 UTC, digits with a fraction of at most nine, into `into`; false leaves it untouched. */
export function readEpoch(text: string, unit: EpochUnit, into: Instant): boolean {
  const parts = /^(-?\d{1,16})(?:\.(\d{1,9}))?$/.exec(text.trim())
  if (!parts) return false
  const perUnit = PER_UNIT[unit]
  const unitDigits = String(perUnit).length - 1
  const fraction = parts[2] ?? ''
  const nanos = Number(fraction.padEnd(9, '0')) * (perUnit / 1_000_000)
  const us = Number(parts[1]) * perUnit + Math.floor(nanos / 1000)
  if (!Number.isSafeInteger(us)) return false
  into.timeUs = us
  into.timeNs = Math.floor(nanos % 1000)
  into.timeDigits = Math.min(9, 6 - unitDigits + fraction.length)
  return true
}

/** 1990-01-01 and 2100-01-01 in µs: a bare number outside is no time but an id or a count. Provisional. */
export const EPOCH_FIRST_US = 631_152_000_000_000
export const EPOCH_LAST_US = 4_102_444_800_000_000

/**
 * Reads a count since 1970 UTC whose unit its size tells: between 1990 and 2100 seconds have 9 or 10 digits, milliseconds 12 or 13, microseconds 15
 * or 16 and nanoseconds 18 or 19, so no number is a time in two units. False (also for a time outside those years) leaves `into` untouched.
 */
export function readSizedEpoch(text: string, into: Instant): boolean {
  const at: Instant = { timeUs: 0, timeNs: 0, timeDigits: 0 }
  const [number, unit] = sized(text.trim())
  if (unit === undefined || !readEpoch(number, unit, at)) return false
  if (at.timeUs < EPOCH_FIRST_US || at.timeUs > EPOCH_LAST_US) return false
  into.timeUs = at.timeUs
  into.timeNs = at.timeNs
  into.timeDigits = at.timeDigits
  return true
}

const UNIT_OF_DIGITS: ReadonlyMap<number, EpochUnit> = new Map([
  [9, 's'],
  [10, 's'],
  [12, 'ms'],
  [13, 'ms'],
  [15, 'us'],
  [16, 'us'],
])

function sized(text: string): readonly [number: string, unit?: EpochUnit | undefined] {
  if (!/^\d{18,19}$/.test(text)) return [text, UNIT_OF_DIGITS.get(/^\d*/.exec(text)?.[0].length ?? 0)]
  const us = text.slice(0, -3)
  // reading JSON rounds a number of this size to 256 ns: what could be such a one is claimed to the microsecond only
  return [String(Number(text)) === text ? us : `${us}.${text.slice(-3)}`, 'us']
}
