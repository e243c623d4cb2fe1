import { HABIT, outstandingUs } from '../verify/observations/silences.ts'

/** A half-open time, µs since 1970 UTC. */
export interface Span {
  readonly fromUs: number
  readonly toUs: number
}

/** The calendar days of a period in the zone of the case. */
export interface Calendar {
  /** Where each day begins, and behind them where the last one ends; empty where the period has too many days to count. */
  readonly begins: ArrayLike<number>
  /** Weekday of the first day, 0 for Sunday. */
  readonly firstWeekday: number
}

/** A time without a record of a source: before its first in the period, within, after its last, or all of it. */
export interface Gap extends Span {
  readonly where: 'before' | 'within' | 'after' | 'all'
  /** Longer by far than the source is silent as a habit. */
  readonly outstanding: boolean
}

/** Shorter silences can neither stand out nor be the habit of a source in which something does. */
const FOLLOWED_US = HABIT.leastUs / HABIT.times
/** From a day on a silence is told, also where it is habit. */
const DAY_US = 86_400_000_000

/** What of a period a source has records of. Times come in ascending order; memory grows with the silences alone. */
export class Presence {
  readonly #period: Span
  readonly #calendar: Calendar
  readonly #seen: Uint8Array
  readonly #silences: Span[] = []
  #steps = 0
  #day = 0
  records = 0
  firstUs: number | undefined
  lastUs: number | undefined

  constructor(period: Span, calendar: Calendar) {
    this.#period = period
    this.#calendar = calendar
    this.#seen = new Uint8Array(Math.max(0, calendar.begins.length - 1))
  }

  /** A record of the period, not earlier than the one before. */
  look(timeUs: number): void {
    const last = this.lastUs
    this.records += 1
    if (last === undefined) this.firstUs = timeUs
    else if (timeUs > last) {
      this.#steps += 1
      if (timeUs - last >= FOLLOWED_US) this.#silences.push({ fromUs: last, toUs: timeUs })
    }
    this.lastUs = timeUs
    this.#mark(timeUs)
  }

  /** Days of the period that can be counted, and how many of them have a record. */
  get days(): { readonly of: number; readonly with: number } {
    return { of: this.#seen.length, with: this.#seen.reduce((sum, one) => sum + one, 0) }
  }

  /** Times of a day or longer, and those that stand out from the habit of the source, the earliest first. */
  gaps(): Gap[] {
    const { fromUs, toUs } = this.#period
    const [first, last] = [this.firstUs, this.lastUs]
    if (first === undefined || last === undefined) return [{ fromUs, toUs, where: 'all', outstanding: true }]
    const least = this.#outstandingUs() ?? Infinity
    const all = [
      { fromUs, toUs: first, where: 'before' as const },
      ...this.#silences.map((silence) => ({ ...silence, where: 'within' as const })),
      { fromUs: last, toUs, where: 'after' as const },
    ]
    return all
      .map((gap) => ({ ...gap, outstanding: lengthOf(gap) >= least }))
      .filter((gap) => gap.outstanding || lengthOf(gap) >= DAY_US)
  }

  /**
   * The weekdays that a gap is made of, if each of its whole days is one on which this source hardly ever has a record, what the gap
   * has of the days around them does not stand out, and the source has records on most days of the other weekdays: one that has
   * hardly any on any day has no day of rest. The days of the gap are no evidence for what explains it.
   */
  habitOf(gap: Span): Habit | undefined {
    const days = this.#wholeDays(gap)
    const [first, last] = [days[0], days.at(-1)]
    if (first === undefined || last === undefined) return undefined
    const { begins } = this.#calendar
    const edges = [(begins[first] ?? 0) - gap.fromUs, gap.toUs - (begins[last + 1] ?? 0)]
    const least = this.#outstandingUs() ?? Infinity
    if (edges.some((us) => us >= least)) return undefined
    const weekdays = this.#weekdays(new Set(days))
    const found = new Set(days.flatMap((day) => weekdays[this.#weekday(day)] ?? []))
    const busy = sumOf(weekdays.filter((one) => !isHabit(one)))
    return [...found].every(isHabit) && isBusy(busy) ? { weekdays: [...found], busy } : undefined
  }

  #outstandingUs(): number | undefined {
    const lengths = this.#silences.map(lengthOf).toSorted((a, b) => b - a)
    return outstandingUs(this.#steps, lengths[HABIT.rank - 1] ?? 0)
  }

  #mark(timeUs: number): void {
    const { begins } = this.#calendar
    if (this.#seen.length === 0) return
    while (this.#day < this.#seen.length - 1 && timeUs >= (begins[this.#day + 1] ?? Infinity)) this.#day += 1
    this.#seen[this.#day] = 1
  }

  #weekday(day: number): number {
    return (this.#calendar.firstWeekday + day) % 7
  }

  /** Counted from the first day with a record to the last, without some days: what was before and after is no habit. */
  #weekdays(without: ReadonlySet<number>): WeekdayHabit[] {
    const habits = Array.from({ length: 7 }, (_, weekday) => ({ weekday, days: 0, empty: 0 }))
    const last = this.#seen.lastIndexOf(1)
    for (let day = Math.max(0, this.#seen.indexOf(1)); day <= last; day++) {
      const habit = habits[this.#weekday(day)]
      if (habit === undefined || without.has(day)) continue
      habit.days += 1
      if (this.#seen[day] === 0) habit.empty += 1
    }
    return habits
  }

  #wholeDays({ fromUs, toUs }: Span): number[] {
    const { begins } = this.#calendar
    const days = Array.from(this.#seen, (_, day) => day)
    return days.filter((day) => (begins[day] ?? 0) >= fromUs && (begins[day + 1] ?? 0) <= toUs)
  }
}

/** Days that were counted, and how many of them have no record. */
export interface DayCount {
  days: number
  empty: number
}

/** The days of one weekday, 0 for Sunday. */
export interface WeekdayHabit extends DayCount {
  readonly weekday: number
}

/** Weekdays on which a source rests, and how it is on the weekdays on which it does not. */
export interface Habit {
  readonly weekdays: readonly WeekdayHabit[]
  readonly busy: Readonly<DayCount>
}

/** Fewer weeks make no habit; of more, three in four must be empty. Provisional. */
const isHabit = ({ days, empty }: DayCount): boolean => days >= 4 && empty * 4 >= days * 3
/** Of the other days three in four must have records: else the rest is no exception, and a gap is like any other day. Provisional. */
const isBusy = ({ days, empty }: DayCount): boolean => days >= 4 && empty * 4 <= days

const sumOf = (counts: readonly DayCount[]): DayCount => ({
  days: counts.reduce((sum, { days }) => sum + days, 0),
  empty: counts.reduce((sum, { empty }) => sum + empty, 0),
})

/** Length in µs. */
export const lengthOf = ({ fromUs, toUs }: Span): number => toUs - fromUs
