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

export function cellsOf(counts: readonly (number | null)[], span: number): readonly CoverageCell[] {
  return Array.from({ length: Math.ceil(counts.length / span) }, (_, at) => {
    const part = counts.slice(at * span, (at + 1) * span)
    const known = part.filter((n) => n !== null)
    const count = known.length === 0 ? null : known.reduce((sum, n) => sum + n, 0)
    return { day: at * span, days: part.length, count }
  })
}
