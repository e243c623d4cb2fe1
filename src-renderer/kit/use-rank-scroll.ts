import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { isMapped, ranksInView, type ScrollPlan, scrollOf, spaceHeight, topOf, topToShow } from './scroll-map.ts'

export interface RankScroll {
  readonly body: RefObject<HTMLDivElement | null>
  readonly viewPx: number
  readonly spacePx: number
  readonly first: number
  readonly last: number
  /** Where a row stands inside the scrolled element. */
  offsetOf(rank: number): number
  show(rank: number): void
}

interface Scrolled {
  readonly rows: number
  readonly rowPx: number
  readonly headPx: number
  /** What the rows answer: with another question the list begins at its top. */
  readonly question: string
}

interface Now {
  readonly plan: ScrollPlan
  readonly top: number
  readonly question: string
}

const OVER = 6

function useViewHeight(body: RefObject<HTMLDivElement | null>, headPx: number): number {
  const [viewPx, setViewPx] = useState(0)
  useLayoutEffect(() => {
    const element = body.current
    if (!element) return undefined
    const observer = new ResizeObserver(() => setViewPx(element.clientHeight - headPx))
    observer.observe(element)
    return () => observer.disconnect()
  }, [body, headPx])
  return viewPx
}

/** Scrolls of the element itself, and the wheel where a pixel of it would stand for many rows. */
function useScrollEvents(
  body: RefObject<HTMLDivElement | null>,
  now: RefObject<Now>,
  moveTo: (top: number) => void,
  setTop: (top: number) => void,
): void {
  useEffect(() => {
    const element = body.current
    if (!element) return undefined
    const onScroll = (): void => {
      const { plan, top } = now.current
      // a scroll of our own comes back rounded to pixels that stand for many rows each: it is not taken again
      const own = isMapped(plan) && Math.abs(element.scrollTop - scrollOf(plan, top)) < 1.5
      if (!own) setTop(topOf(plan, element.scrollTop))
    }
    const onWheel = (event: WheelEvent): void => {
      const { plan, top } = now.current
      if (!isMapped(plan) || event.ctrlKey) return
      event.preventDefault()
      moveTo(Math.min(top + event.deltaY, plan.rows * plan.rowPx - plan.viewPx))
    }
    element.addEventListener('scroll', onScroll, { passive: true })
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => {
      element.removeEventListener('scroll', onScroll)
      element.removeEventListener('wheel', onWheel)
    }
  }, [body, now, moveTo, setTop])
}

/** Scrolls any number of rows of one height by rank, beyond the tallest element that can be drawn; a head of `headPx` stays above them. */
export function useRankScroll({ rows, rowPx, headPx, question }: Scrolled): RankScroll {
  const body = useRef<HTMLDivElement>(null)
  const viewPx = useViewHeight(body, headPx)
  const [wanted, want] = useState({ question, top: 0 })
  const plan: ScrollPlan = { rows, rowPx, viewPx }
  const lastTop = Math.max(0, rows * rowPx - viewPx)
  const top = wanted.question === question ? Math.min(wanted.top, lastTop) : 0
  const now = useRef<Now>({ plan, top, question })
  useLayoutEffect(() => {
    if (now.current.question !== question && body.current) body.current.scrollTop = 0
    now.current = { plan, top, question }
  })
  const setTop = useCallback((next: number): void => want({ question: now.current.question, top: next }), [])
  const moveTo = useCallback(
    (next: number): void => {
      const kept = Math.max(0, next)
      setTop(kept)
      if (body.current) body.current.scrollTop = scrollOf(now.current.plan, kept)
      now.current = { ...now.current, top: kept }
    },
    [setTop],
  )
  useScrollEvents(body, now, moveTo, setTop)
  const show = useCallback(
    (rank: number): void => {
      const next = topToShow(now.current.plan, now.current.top, rank)
      if (next !== now.current.top) moveTo(next)
    },
    [moveTo],
  )
  const { first, last } = ranksInView(plan, top, OVER)
  const offsetOf = (rank: number): number => rank * rowPx - top + scrollOf(plan, top)
  return { body, viewPx, spacePx: spaceHeight(plan), first, last, offsetOf, show }
}
