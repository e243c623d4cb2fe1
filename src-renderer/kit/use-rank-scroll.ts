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

const OVER = 6

function useViewHeight(body: RefObject<HTMLDivElement | null>, headPx: number): number {
  const [viewPx, setViewPx] = useState(0)
  useLayoutEffect(() => {
    const element = body.current
    if (!element) return undefined
    const observer = new ResizeObserver(() => setViewPx(element.clientHeight - headPx))
    observer.observe(element)
    setViewPx(element.clientHeight - headPx)
    return () => observer.disconnect()
  }, [body, headPx])
  return viewPx
}

/** Scrolls any number of rows of one height by rank, beyond the tallest element that can be drawn; a head of `headPx` stays above them. */
export function useRankScroll({ rows, rowPx, headPx, question }: Scrolled): RankScroll {
  const body = useRef<HTMLDivElement>(null)
  const viewPx = useViewHeight(body, headPx)
  const [wanted, setTop] = useState(0)
  const plan: ScrollPlan = { rows, rowPx, viewPx }
  const top = Math.min(wanted, Math.max(0, rows * rowPx - viewPx))
  const now = useRef({ plan, top })
  useLayoutEffect(() => {
    now.current = { plan, top }
  })
  const moveTo = useCallback((next: number): void => {
    const kept = Math.max(0, next)
    setTop(kept)
    if (body.current) body.current.scrollTop = scrollOf(now.current.plan, kept)
    now.current = { ...now.current, top: kept }
  }, [])
  useEffect(() => {
    const element = body.current
    if (!element) return undefined
    const onScroll = (): void => {
      // a scroll of our own comes back rounded to pixels that stand for many rows each: it is not taken again
      const own =
        isMapped(now.current.plan) && Math.abs(element.scrollTop - scrollOf(now.current.plan, now.current.top)) < 1.5
      if (!own) setTop(topOf(now.current.plan, element.scrollTop))
    }
    const onWheel = (event: WheelEvent): void => {
      if (!isMapped(now.current.plan) || event.ctrlKey) return
      event.preventDefault()
      moveTo(
        Math.min(
          now.current.top + event.deltaY,
          now.current.plan.rows * now.current.plan.rowPx - now.current.plan.viewPx,
        ),
      )
    }
    element.addEventListener('scroll', onScroll, { passive: true })
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => {
      element.removeEventListener('scroll', onScroll)
      element.removeEventListener('wheel', onWheel)
    }
  }, [moveTo])
  useLayoutEffect(() => moveTo(0), [question, moveTo])
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
