/** One cell of a calendar: a day, or as many as a cell must hold to be seen. */
export interface CoverageCell {
  readonly day: number
  readonly days: number
  /** The sum of the days that are known; null where none is. */
  readonly count: number | null
}

const LEAST_PX = 4

/** How many days a cell holds, so that none is narrower than four pixels. */
export const daysPerCell = (days: number, width: number): number =>
  width <= 0 ? Math.max(1, days) : Math.max(1, Math.ceil((days * LEAST_PX) / width))

interface DayMark {
  readonly day: number
  readonly label: string
}

/** About what a letter of an axis takes; labels are never measured. */
const LETTER_PX = 6
const GAP_PX = 8

/** The marks whose labels can be written: none reaches into the next that is, or beyond the end. */
export function labelled<T extends DayMark>(marks: readonly T[], dayPx: number, width: number): ReadonlySet<T> {
  const kept = new Set<T>()
  let end = -GAP_PX
  for (const mark of marks) {
    const [from, to] = [mark.day * dayPx, mark.day * dayPx + mark.label.length * LETTER_PX]
    if (from < end + GAP_PX || to > width) continue
    kept.add(mark)
    end = to
  }
  return kept
}

export function cellsOf(counts: readonly (number | null)[], span: number): readonly CoverageCell[] {
  return Array.from({ length: Math.ceil(counts.length / span) }, (_, at) => {
    const part = counts.slice(at * span, (at + 1) * span)
    const known = part.filter((n) => n !== null)
    const count = known.length === 0 ? null : known.reduce((sum, n) => sum + n, 0)
    return { day: at * span, days: part.length, count }
  })
}
