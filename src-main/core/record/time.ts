/** A point in time as a record keeps it: µs since 1970 UTC, the 0-999 ns beyond, and the fraction digits its source gave. */
export interface Instant {
  timeUs: number
  timeNs: number
  timeDigits: number
}

const DAY_S = 86_400
const ZERO = 48
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/**
 * Reads RFC 3339 (section 5.6) with 0 to 9 fraction digits and `Z` or an offset into `into`; false leaves it untouched.
 * Refused: dates that do not exist, second 60 (microseconds since 1970 have no number for it), more than 9 digits, and
 * times whose microseconds are no safe integer (before 1684-05-28 or after 2255-06-05).
 */
export function readTime(text: string, into: Instant): boolean {
  if (text.length < 20 || text.length > 35) return false
  const dayS = readDate(text)
  const clockS = readClock(text)
  if (Number.isNaN(dayS) || clockS < 0) return false
  const end = fractionEnd(text)
  const eastS = end < 0 ? Number.NaN : readOffset(text, end)
  if (Number.isNaN(eastS)) return false
  const digits = end === 19 ? 0 : end - 20
  const fractionNs = readFraction(text, end)
  const fractionUs = Math.floor(fractionNs / 1000)
  const us = (dayS + clockS - eastS) * 1_000_000 + fractionUs
  if (!Number.isSafeInteger(us)) return false
  into.timeUs = us
  into.timeNs = fractionNs - fractionUs * 1000
  into.timeDigits = digits
  return true
}

/** RFC 3339 in UTC with exactly `timeDigits` (0-9) fraction digits, as the source gave them. */
export function writeTime(timeUs: number, timeNs: number, timeDigits: number): string {
  const seconds = Math.floor(timeUs / 1_000_000)
  const text = new Date(seconds * 1000).toISOString().slice(0, 19)
  if (timeDigits === 0) return `${text}Z`
  const fraction = String(timeUs - seconds * 1_000_000).padStart(6, '0') + String(timeNs).padStart(3, '0')
  return `${text}.${fraction.slice(0, timeDigits)}Z`
}

/** Two digits as a number; far below zero when one of them is no digit. */
function two(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO
  const ones = text.charCodeAt(at + 1) - ZERO
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1_000_000
}

/** Seconds from 1970-01-01 to the start of the day, or NaN. */
function readDate(text: string): number {
  const year = two(text, 0) * 100 + two(text, 2)
  const month = two(text, 5)
  const day = two(text, 8)
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45 || year < 0) return Number.NaN
  return day < 1 || day > daysIn(year, month) ? Number.NaN : daysBefore(year, month, day) * DAY_S
}

function daysIn(year: number, month: number): number {
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return leap ? 29 : (MONTH_DAYS[month - 1] ?? 0)
}

/** Days from 1970-01-01 in the proleptic Gregorian calendar, counted in years that begin in March (leap day last). */
function daysBefore(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const fromMarch = (month + 9) % 12
  const dayOfYear = Math.floor((153 * fromMarch + 2) / 5) + day - 1
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear - 719_468
}

/** Seconds since midnight, or below zero. */
function readClock(text: string): number {
  const separator = text.charCodeAt(10)
  if (separator !== 84 && separator !== 116) return -1
  if (text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) return -1
  const hour = two(text, 11)
  const minute = two(text, 14)
  const second = two(text, 17)
  return hour > 23 || minute > 59 || second > 59 ? -1 : hour * 3600 + minute * 60 + second
}

/** Where the fraction ends (19: there is none), or -1 when it has no or too many digits. */
function fractionEnd(text: string): number {
  if (text.charCodeAt(19) !== 46) return 19
  let at = 20
  while (isDigit(text.charCodeAt(at))) at++
  return at === 20 || at > 29 ? -1 : at
}

function readFraction(text: string, end: number): number {
  let ns = 0
  for (let at = 20; at < end; at++) ns = ns * 10 + text.charCodeAt(at) - ZERO
  for (let at = end; at < 29; at++) ns *= 10
  return end === 19 ? 0 : ns
}

/** Seconds east of UTC from the `Z` or offset that must end the text, or NaN. */
function readOffset(text: string, at: number): number {
  const sign = text.charCodeAt(at)
  if (sign === 90 || sign === 122) return text.length === at + 1 ? 0 : Number.NaN
  if (text.length !== at + 6 || text.charCodeAt(at + 3) !== 58) return Number.NaN
  const eastS = offsetS(two(text, at + 1), two(text, at + 4))
  if (sign === 43) return eastS
  return sign === 45 ? -eastS : Number.NaN
}

const offsetS = (hour: number, minute: number): number =>
  hour < 0 || hour > 23 || minute < 0 || minute > 59 ? Number.NaN : hour * 3600 + minute * 60

const isDigit = (code: number): boolean => code >= ZERO && code <= 57
