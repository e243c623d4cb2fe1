import type { Check } from '../check.ts'
import {
  type Looked,
  type Observation,
  type ObservedRecord,
  counted,
  nothingSeen,
  somethingSeen,
} from './observation.ts'
import { type Heard, HABIT, type Silence, Silences } from './silences.ts'

/** Silences that are longer than the habit of the source by far; a source with few of them has no habit to be held against. */
export class LongSilences implements Observation {
  readonly #silences = new Silences()

  look(record: ObservedRecord): void {
    this.#silences.look(record)
  }

  *checks({ records }: Looked): Generator<Check> {
    const { habit, ...heard } = this.#silences.heard()
    if (habit === undefined) yield habitUnknown(heard)
    else if (habit.outstanding.length === 0) {
      const message = `None of ${heard.count} intervals between records stands out: the longest is ${said(heard.longestHours)}, the tenth longest ${said(habit.hours)}`
      yield nothingSeen(CHECK, records, message)
    } else for (const silence of habit.outstanding) yield silenceSeen(silence)
  }
}

const CHECK = 'time.silence'
const SETTLES = "The server's own log of that time, or another export of it"

const [MINUTE, HOUR, DAYS] = [60, 3600, 4 * 86_400]

function said(hours: number): string {
  const seconds = hours * HOUR
  if (seconds < MINUTE) return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`
  if (seconds < HOUR) return `${(seconds / MINUTE).toFixed(1)} min`
  return seconds < DAYS ? `${hours.toFixed(1)} h` : `${(hours / 24).toFixed(1)} days`
}

function habitUnknown({ count, longestHours }: Omit<Heard, 'habit'>): Check {
  const longest = count === 0 ? '' : `; the longest is ${said(longestHours)}`
  const message = `${counted(count, 'interval')} between records: fewer than ${HABIT.fewest} show no habit of silence, so whether one stands out is not known${longest}`
  return somethingSeen(CHECK, message, SETTLES)
}

function silenceSeen({ hours, habitHours, ...place }: Silence): Check {
  const message = `${said(hours)} without a record before this line; the tenth longest silence is ${said(habitHours)}`
  return somethingSeen(CHECK, message, SETTLES, place)
}
