/** A silence that stands out. */
export interface Silence {
  readonly hours: number
  readonly habitHours: number
  readonly file: string
  readonly line: number
}

interface Gap {
  readonly us: number
  readonly file: string
  readonly line: number
}

/** What counts as the habit of a source in being silent, and what stands out from it. Provisional: no standard names numbers. */
export const HABIT = {
  /** The tenth longest silence is taken as habit: nights and week-ends come more often than that. */
  rank: 10,
  /** How many times the habit stands out. */
  times: 3,
  /** Below a quarter of an hour nothing is told. */
  leastUs: 900_000_000,
  /** With fewer silences than this there is no habit to compare with. */
  fewest: 100,
} as const

/** From how many µs on a silence stands out; undefined where the source has too few silences to have a habit. */
export function outstandingUs(silences: number, habitUs: number | undefined): number | undefined {
  if (habitUs === undefined || silences < HABIT.fewest) return undefined
  return Math.max(HABIT.leastUs, HABIT.times * habitUs)
}

/** The silences of a source, as a count and the longest of them; without `habit` where they are too few to show one. */
export interface Heard {
  readonly count: number
  readonly longestHours: number
  readonly habit?: {
    readonly hours: number
    /** Longer than the habit by far, the longest first; at most nine, since the tenth is the habit. */
    readonly outstanding: readonly Silence[]
  }
}

const HOUR_US = 3_600_000_000

/** The longest silences of a source: between neighbouring lines, and between the files in the order of their times. */
export class Silences {
  #longest: Gap[] = []
  #gaps = 0
  readonly #files: { first: Gap; lastUs: number }[] = []
  #file = ''
  #lastUs = 0

  look({ file, line, timeUs }: { readonly file: string; readonly line: number; readonly timeUs: number }): void {
    const current = this.#files.at(-1)
    if (current === undefined || file !== this.#file) {
      this.#files.push({ first: { us: timeUs, file, line }, lastUs: timeUs })
      this.#file = file
    } else {
      if (timeUs > this.#lastUs) this.#note({ us: timeUs - this.#lastUs, file, line })
      if (timeUs < current.first.us) current.first = { us: timeUs, file, line }
      current.lastUs = Math.max(current.lastUs, timeUs)
    }
    this.#lastUs = timeUs
  }

  /** What they say when all records were looked at. */
  heard(): Heard {
    this.#betweenFiles()
    const habit = this.#longest[HABIT.rank - 1]
    const least = outstandingUs(this.#gaps, habit?.us)
    const longestHours = (this.#longest[0]?.us ?? 0) / HOUR_US
    if (habit === undefined || least === undefined) return { count: this.#gaps, longestHours }
    const habitHours = habit.us / HOUR_US
    const outstanding = this.#longest
      .filter(({ us }) => us >= least)
      .map(({ us, file, line }) => ({ hours: us / HOUR_US, habitHours, file, line }))
    return { count: this.#gaps, longestHours, habit: { hours: habitHours, outstanding } }
  }

  #betweenFiles(): void {
    let lastUs: number | undefined
    for (const { first, lastUs: end } of this.#files.toSorted((a, b) => a.first.us - b.first.us)) {
      if (lastUs !== undefined && first.us > lastUs) this.#note({ ...first, us: first.us - lastUs })
      lastUs = Math.max(lastUs ?? end, end)
    }
    this.#files.length = 0
  }

  #note(gap: Gap): void {
    this.#gaps += 1
    const shortest = this.#longest[HABIT.rank - 1]
    if (shortest !== undefined && gap.us <= shortest.us) return
    this.#longest = [...this.#longest, gap].toSorted((a, b) => b.us - a.us).slice(0, HABIT.rank)
  }
}
