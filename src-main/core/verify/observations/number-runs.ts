import type { Place } from './observation.ts'

/** Numbers that follow one another without a gap; `place` is the record that has the first of them. */
export interface NumberRun {
  from: number
  to: number
  place: Place
}

/** Runs that are followed; past it the numbers stand in no order. Provisional: 10,000 gaps are no gaps any more. */
const MOST = 10_000

/** Which numbers of a sequence are there, whatever the order in which they come. */
export class NumberRuns {
  readonly #runs: NumberRun[] = []
  /** More runs than are followed: what is missing can no longer be told. */
  tooMany = false

  get runs(): readonly NumberRun[] {
    return this.#runs
  }

  /** Takes a number; false where it was there before. */
  add(number: number, place: Place): boolean {
    const at = this.#after(number)
    const [before, after] = [this.#runs[at - 1], this.#runs[at]]
    if (before !== undefined && number <= before.to) return false
    if (before?.to === number - 1) {
      before.to = number
      if (after?.from === number + 1) this.#join(before, at)
    } else if (after?.from === number + 1) {
      after.from = number
      after.place = place
    } else this.#begin(at, { from: number, to: number, place })
    return true
  }

  #join(before: NumberRun, at: number): void {
    before.to = this.#runs[at]?.to ?? before.to
    this.#runs.splice(at, 1)
  }

  #begin(at: number, run: NumberRun): void {
    if (this.#runs.length < MOST) this.#runs.splice(at, 0, run)
    else this.tooMany = true
  }

  /** The place of the first run that begins after the number. */
  #after(number: number): number {
    let [low, high] = [0, this.#runs.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#runs[middle]?.from ?? 0) > number) high = middle
      else low = middle + 1
    }
    return low
  }
}
