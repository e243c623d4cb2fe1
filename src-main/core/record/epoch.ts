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
