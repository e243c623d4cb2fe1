import { useEffect, useMemo } from 'react'
import { useCaseScreen } from '../../app/case-screen.ts'
import { useKept } from '../../app/use-kept.ts'
import { ask } from '../../engine/bridge.ts'
import { useAnswer } from '../../engine/use-answer.ts'
import { useLatest } from '../../engine/use-latest.ts'
import { PAGE, usePages } from '../../engine/use-pages.ts'
import { useRound } from '../../engine/use-round.ts'
import { microsOf } from '../../kit/moment.ts'
import { atFirst, periodEnds, shownEnds, type TimelineState } from './periods.ts'

const onRecords = ['records', 'checks'] as const

/** What the timeline asks, kept while the case is open; a route with conditions of its own replaces it. */
export function useTimelineState() {
  const { route } = useCaseScreen()
  const [state, setState] = useKept<TimelineState>('timeline', atFirst)
  const [taken, take] = useKept<unknown>('timeline.route', undefined)
  useEffect(() => {
    if (route.view !== 'timeline' || taken === route) return
    take(route)
    const { where, from, to } = route
    if (where === undefined && from === undefined && to === undefined) return
    const ends = {
      from: from === undefined ? undefined : microsOf(from),
      to: to === undefined ? undefined : microsOf(to),
    }
    const custom = ends.from !== undefined || ends.to !== undefined
    setState({ ...atFirst, where: where ?? (custom ? state.where : ''), period: custom ? 'custom' : 'all', ...ends })
  }, [route, taken, take, state.where, setState])
  return [state, setState] as const
}

type Asked = { readonly where: string; readonly from?: string; readonly to?: string }

/** One function a question. After an import the same words are another question, so `round` is part of it. */
function fetchOf(shown: Asked, order: TimelineState['order'], _round: number) {
  return (offset: number) => ask('records.page', { ...shown, order, offset, limit: PAGE })
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
