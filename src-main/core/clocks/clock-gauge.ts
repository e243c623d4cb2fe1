/**
 * Two readings of clocks that belong together, in µs. `gapUs`: reading of the second clock minus that of the first. Between the two acts
 * truly passed at least `leastUs` and at most `mostUs` (below zero: the second act came first; ±Infinity where nothing is known).
 */
export interface ClockPair {
  readonly gapUs: number
  readonly leastUs: number
  readonly mostUs: number
  /** One unit of the last digit of both readings, summed: whether a source cuts or rounds is not known. */
  readonly unitUs: number
}

/** The same pair seen from the second clock. */
export const turned = ({ gapUs, leastUs, mostUs, unitUs }: ClockPair): ClockPair => ({
  gapUs: 0 - gapUs, // not -0
  leastUs: -mostUs,
  mostUs: -leastUs,
  unitUs,
})

/** Of how many pairs the median is exact; past it, it is that of the first so many (provisional: 8 MB). */
const KEPT_GAPS = 1_000_000

/** A bound of the offset and the pair that sets it. */
export interface ClockBound<P> {
  readonly us: number
  readonly by: P
}

/**
 * How far the second clock is ahead of the first, in µs: `atLeast` and `atMost` hold for every clock that kept one offset and pairs that
 * are what they are taken for; absent where no pair bounds that side.
 */
export interface ClockOffset<P> {
  readonly pairs: number
  /** Of the gaps as they stand in the records. */
  readonly minUs: number
  readonly medianUs: number
  readonly maxUs: number
  readonly atLeast: ClockBound<P> | undefined
  readonly atMost: ClockBound<P> | undefined
  /** The bounds cross: a clock was changed between the two pairs that set them, or one of them is no pair. */
  readonly contradicts: boolean
}

/** Takes pairs one by one; memory stays bounded. `P` is what the caller wants to find the tightest pairs again by. */
export class ClockGauge<P> {
  #pairs = 0
  #min = Infinity
  #max = -Infinity
  readonly #gaps: number[] = []
  #atLeast: ClockBound<P> | undefined
  #atMost: ClockBound<P> | undefined

  add({ gapUs, leastUs, mostUs, unitUs }: ClockPair, by: P): void {
    this.#pairs++
    this.#min = Math.min(this.#min, gapUs)
    this.#max = Math.max(this.#max, gapUs)
    if (this.#gaps.length < KEPT_GAPS) this.#gaps.push(gapUs)
    // gap = offset + what truly passed, each reading wrong by less than its unit
    const atLeast = gapUs - mostUs - unitUs
    const atMost = gapUs - leastUs + unitUs
    if (atLeast > (this.#atLeast?.us ?? -Infinity)) this.#atLeast = { us: atLeast, by }
    if (atMost < (this.#atMost?.us ?? Infinity)) this.#atMost = { us: atMost, by }
  }

  /** Undefined before the first pair. */
  offset(): ClockOffset<P> | undefined {
    if (this.#pairs === 0) return undefined
    const [atLeast, atMost] = [this.#atLeast, this.#atMost]
    return {
      pairs: this.#pairs,
      minUs: this.#min,
      medianUs: medianOf(this.#gaps),
      maxUs: this.#max,
      atLeast,
      atMost,
      contradicts: atLeast !== undefined && atMost !== undefined && atLeast.us > atMost.us,
    }
  }
}

/** The lower of the two in the middle of an even number: a gap that was seen. */
function medianOf(gaps: readonly number[]): number {
  const sorted = Float64Array.from(gaps).toSorted()
  return sorted[(sorted.length - 1) >> 1] ?? 0
}
