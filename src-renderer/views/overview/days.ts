import { dateText, offsetMs } from '../../kit/moment.ts'

const DAY_MS = 86_400_000

/** Midnight, as if the zone were UTC, of the n-th day from the date of `from`. */
const dateMs = (from: string, day: number): number => Date.parse(`${from.slice(0, 10)}T00:00:00Z`) + day * DAY_MS

/** `14 Mar 2025`: the n-th day of the calendar, whose first is the date of `from`. */
export const dayName = (from: string, day: number): string => dateText(dateMs(from, day) * 1000, 'UTC')

/** The instant at which the n-th day begins in the zone, as RFC 3339. */
export function dayStart(from: string, day: number, zone: string): string {
  const wall = dateMs(from, day)
  // the offset is that of the instant itself, which the first guess misses by at most an hour
  const guess = wall - offsetMs(wall, zone)
  return new Date(wall - offsetMs(guess, zone)).toISOString()
}

/** The first day that is drawn, where the first record is of an earlier one: the calendar reaches back ten years. */
export const undrawnBefore = (from: string, firstRecord: string | undefined): string | undefined =>
  firstRecord !== undefined && Date.parse(firstRecord) < Date.parse(from) ? dayName(from, 0) : undefined

/** Months, and the middle of each where there is room, under the days. */
export function marksOf(from: string, days: number): readonly { readonly day: number; readonly label: string }[] {
  const monthly = days <= 800
  const first = dayName(from, 0)
  const marks = [{ day: 0, label: monthly ? first.split(' ').slice(0, 2).join(' ') : first }]
  for (let day = 1; day < days; day += 1) {
    const at = new Date(dateMs(from, day))
    const isFirst = at.getUTCDate() === 1
    const wanted = isFirst && (monthly ? days <= 200 || at.getUTCMonth() % 3 === 0 : at.getUTCMonth() === 0)
    const month = dayName(from, day).split(' ')
    if (wanted) marks.push({ day, label: month.slice(1, at.getUTCMonth() === 0 ? 3 : 2).join(' ') })
    else if (at.getUTCDate() === 15 && days <= 140) marks.push({ day, label: '15' })
  }
  return marks.filter((mark, n) => n === 0 || mark.day - (marks[n - 1]?.day ?? 0) > days / 24 || mark.label !== '15')
}
