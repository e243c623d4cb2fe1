/** Chrome draws no element taller than 33,554,426 px (measured); half of it leaves room for every zoom. */
export const TALLEST_PX = 16_000_000

/** How a list of `rows` rows of `rowPx` lies in a scrolled element of `viewPx`. */
export interface ScrollPlan {
  readonly rows: number
  readonly rowPx: number
  readonly viewPx: number
}

/** Height of the element that is scrolled; what would be taller is mapped. */
export const spaceHeight = ({ rows, rowPx }: ScrollPlan): number => Math.min(rows * rowPx, TALLEST_PX)

/** Whether a pixel of scrolling stands for more than a pixel of rows. */
export const isMapped = ({ rows, rowPx }: ScrollPlan): boolean => rows * rowPx > TALLEST_PX

const lastTop = ({ rows, rowPx, viewPx }: ScrollPlan): number => Math.max(0, rows * rowPx - viewPx)
const lastScroll = (plan: ScrollPlan): number => Math.max(0, spaceHeight(plan) - plan.viewPx)

/** Pixels of rows above the view (not limited in height) for a scroll position; both ends meet exactly. */
export function topOf(plan: ScrollPlan, scrollTop: number): number {
  if (!isMapped(plan)) return Math.min(Math.max(0, scrollTop), lastTop(plan))
  const end = lastScroll(plan)
  return end === 0 ? 0 : (Math.min(Math.max(0, scrollTop), end) / end) * lastTop(plan)
}

/** The scroll position that shows `top` pixels of rows above the view. */
export function scrollOf(plan: ScrollPlan, top: number): number {
  const kept = Math.min(Math.max(0, top), lastTop(plan))
  if (!isMapped(plan)) return kept
  return lastTop(plan) === 0 ? 0 : (kept / lastTop(plan)) * lastScroll(plan)
}

/** Ranks of the rows in view, `last` not included, with `over` rows more at each side. */
export function ranksInView(
  plan: ScrollPlan,
  top: number,
  over: number,
): { readonly first: number; readonly last: number } {
  const first = Math.max(0, Math.floor(top / plan.rowPx) - over)
  const last = Math.min(plan.rows, Math.ceil((top + plan.viewPx) / plan.rowPx) + over)
  return { first, last: Math.max(first, last) }
}

/** The `top` that brings a rank into view with the least movement. */
export function topToShow(plan: ScrollPlan, top: number, rank: number): number {
  const rowTop = rank * plan.rowPx
  if (rowTop < top) return rowTop
  const least = rowTop + plan.rowPx - plan.viewPx
  return Math.min(Math.max(0, Math.max(top, least)), lastTop(plan))
}
