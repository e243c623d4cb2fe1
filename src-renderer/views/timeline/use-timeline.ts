import { useEffect, useMemo } from 'react'
import { useCaseScreen } from '../../app/case-screen.ts'
import type { Route } from '../../app/route.ts'
import { useKept } from '../../app/use-kept.ts'
import { ask } from '../../engine/bridge.ts'
import { useAnswer } from '../../engine/use-answer.ts'
import { useLatest } from '../../engine/use-latest.ts'
import { PAGE, usePages } from '../../engine/use-pages.ts'
import { useRound } from '../../engine/use-round.ts'
import { microsOf } from '../../kit/moment.ts'
import { atFirst, periodEnds, shownEnds, type TimelineState } from './periods.ts'

type TimelineRoute = Extract<Route, { view: 'timeline' }>

const onRecords = ['records', 'checks'] as const

const micros = (text: string | undefined): number | undefined => (text === undefined ? undefined : microsOf(text))

/** What a route asks; undefined where it only goes to the view. Ends without a query keep the one that stands. */
function stateFrom({ where, from, to }: TimelineRoute, standing: string): TimelineState | undefined {
  if (where === undefined && from === undefined && to === undefined) return undefined
  const ends = { from: micros(from), to: micros(to) }
  const custom = ends.from !== undefined || ends.to !== undefined
  return { ...atFirst, where: where ?? standing, period: custom ? 'custom' : 'all', ...ends }
}

/** What the timeline asks, kept while the case is open; a route with conditions of its own replaces it. */
export function useTimelineState() {
  const { route } = useCaseScreen()
  const [state, setState] = useKept<TimelineState>('timeline', atFirst)
  const [taken, take] = useKept<unknown>('timeline.route', undefined)
  useEffect(() => {
    if (route.view !== 'timeline' || taken === route) return
    take(() => route)
    const next = stateFrom(route, state.where)
    if (next) setState(next)
  }, [route, taken, take, state.where, setState])
  return [state, setState] as const
}

type Asked = { readonly where: string; readonly from?: string; readonly to?: string }

/** One function a question. After an import the same words are another question, so `round` is part of it. */
function fetchOf(shown: Asked, order: TimelineState['order'], round: number) {
  const question = { ...shown, order, limit: PAGE }
  return Object.assign((offset: number) => ask('records.page', { ...question, offset }), { round })
}

/** The answers behind the picture: rows by rank, and the histogram of the whole period. */
export function useTimelineAnswers(state: TimelineState) {
  const { where, period, from, to, brush, order } = state
  const round = useRound(onRecords)
  const shown = useMemo(
    () => ({ where, ...shownEnds({ where, period, from, to, brush, order }) }),
    [where, period, from, to, brush, order],
  )
  const whole = useMemo(
    () => ({ where, by: 'system', ...periodEnds({ where, period, from, to, brush: undefined, order: 'time' }) }),
    [where, period, from, to],
  )
  const fetch = useMemo(() => fetchOf(shown, order, round), [shown, order, round])
  const pages = usePages(fetch)
  const histogram = useAnswer('histogram', whole, onRecords)
  return { shown, pages, histogram: useLatest(histogram) }
}
