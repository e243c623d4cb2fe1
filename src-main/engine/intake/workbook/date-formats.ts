/** What a number format shows of a day count. */
export type DateKind = 'date' | 'time' | 'date-time'

/** Formats that need no code (ECMA-376-1, 18.8.30), with those of East Asian versions; [h]:mm:ss (46) shows a length of time. */
const BUILT_IN: ReadonlyMap<number, DateKind> = new Map<number, DateKind>([
  ...[14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map((id) => [id, 'date'] as const),
  ...[18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56].map((id) => [id, 'time'] as const),
  [22, 'date-time'],
])

/** The formats of one workbook; a code of its own stands before a built-in one. */
export function dateFormats(): {
  add: (id: number, code: string) => void
  kindOf: (id: number) => DateKind | undefined
} {
  const own = new Map<number, DateKind | undefined>()
  return {
    add: (id, code) => void own.set(id, kindOfCode(code)),
    kindOf: (id) => (own.has(id) ? own.get(id) : BUILT_IN.get(id)),
  }
}

/** What a format code shows (ECMA-376-1, 18.8.31): only its first section is looked at, without what it quotes. */
export function kindOfCode(code: string): DateKind | undefined {
  const [section = ''] = code.replaceAll(/"[^"]*"|[\\_*]./g, '').split(';', 1)
  if (/\[(?:h+|m+|s+)\]/i.test(section)) return undefined
  const letters = section.replaceAll(/\[[^\]]*\]/g, '').replace(/general/i, '')
  const isTime = /[hs]|am\/pm|a\/p/i.test(letters)
  const isDate = /[yd]/i.test(letters) || (!isTime && /m/i.test(letters))
  if (isDate) return isTime ? 'date-time' : 'date'
  return isTime ? 'time' : undefined
}

const DAY_MS = 86_400_000
/** Day 0 of both counts, as Excel has them from March 1900 on. */
const FROM_1900 = Date.UTC(1899, 11, 30)
const FROM_1904 = Date.UTC(1904, 0, 1)
/** The day that 1900 did not have; counts before it are one less. */
const LEAP_DAY = 60
const AFTER_LAST_DAY = 2_958_466

/** A day count as ISO 8601 without zone, to the millisecond; undefined where it is none. */
export function dateText(days: number, kind: DateKind, from1904: boolean): string | undefined {
  if (!(days >= 0 && days < AFTER_LAST_DAY)) return undefined
  const at = Math.round(days * DAY_MS) + (from1904 ? FROM_1904 : from1900(days))
  const text = new Date(at)
    .toISOString()
    .slice(0, -1)
    .replace(/\.000$/, '')
  if (kind === 'time' && days < 1) return text.slice(11)
  return kind === 'date' && Number.isInteger(days) ? text.slice(0, 10) : text
}

const from1900 = (days: number): number => FROM_1900 + (days >= 1 && days < LEAP_DAY ? DAY_MS : 0)
