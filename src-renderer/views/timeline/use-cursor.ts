import { useEffect, useRef } from 'react'
import { useCaseScreen } from '../../app/case-screen.ts'
import { useKept } from '../../app/use-kept.ts'
import { ask } from '../../engine/bridge.ts'
import type { TimelineState } from './periods.ts'
import type { Scope } from './use-completions.ts'

/** The chosen row, and the record a route leads to: its rank is asked for once. */
export function useCursor(shown: Scope, order: TimelineState['order']) {
  const { route } = useCaseScreen()
  const [cursor, setCursor] = useKept<number | undefined>('timeline.cursor', undefined)
  const [open, setOpen] = useKept('timeline.open', false)
  const asked = useRef<unknown>(undefined)
  useEffect(() => {
    if (route.view !== 'timeline' || asked.current === route) return
    asked.current = route
    if (route.rank !== undefined) setCursor(route.rank)
    if (route.record === undefined) return
    void ask('records.rank', { ...shown, order, id: route.record }).then((reply) => {
      if (!reply.ok || reply.data.rank === null) return
      setCursor(reply.data.rank)
      setOpen(true)
    })
  }, [route, shown, order, setCursor, setOpen])
  return { cursor, setCursor, open, setOpen }
}
