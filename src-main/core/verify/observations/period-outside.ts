import type { Check } from '../check.ts'
import { shownTime } from '../cloudtrail/names.ts'
import {
  type Observation,
  type ObservedRecord,
  type Place,
  nothingSeen,
  records,
  somethingSeen,
} from './observation.ts'
import { type StatedPeriod, statedPeriod } from './stated-period.ts'

/** Records dated outside the time that the path of their file states. */
export class PeriodOutside implements Observation {
  #file: string | undefined
  #period: StatedPeriod | undefined
  #covered = 0
  #outside = 0
  #first: (Place & { readonly timeUs: number; readonly period: StatedPeriod }) | undefined

  look({ file, line, timeUs }: ObservedRecord): void {
    if (file !== this.#file) {
      this.#file = file
      this.#period = statedPeriod(file)
    }
    const period = this.#period
    if (period === undefined) return
    this.#covered += 1
    if (timeUs >= period.fromUs && timeUs < period.toUs) return
    this.#outside += 1
    this.#first ??= { file, line, timeUs, period }
  }

  /** Nothing where no path states a time. */
  *checks(): Generator<Check> {
    if (this.#covered === 0) return
    const first = this.#first
    if (first === undefined) {
      const message = 'Every record is of the time that the path of its file states'
      yield nothingSeen('period.outside', this.#covered, message)
      return
    }
    const { period, timeUs } = first
    yield {
      ...somethingSeen(
        'period.outside',
        `${records(this.#outside)} of ${this.#covered} dated outside the time that the path of its file states: put in later, moved, or delivered very late`,
        'The same object as the provider keeps it',
        first,
      ),
      expected: `${shownTime(period.fromUs)} to before ${shownTime(period.toUs)}`,
      found: shownTime(timeUs),
    }
  }
}
