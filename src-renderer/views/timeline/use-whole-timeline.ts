import { useCallback } from 'react'
import type { TimelineState } from './periods.ts'
import { useCursor } from './use-cursor.ts'
import { useRecordActs } from './use-record-acts.ts'
import { useTimelineAnswers, useTimelineState } from './use-timeline.ts'

/** Gives the keys back to the records. */
export const focusGrid = (): void => document.querySelector<HTMLElement>('.grid-body')?.focus()

/** What is asked, its answers, the chosen record, and what can be done with it. */
export function useTimeline() {
  const [state, setState] = useTimelineState()
  const answers = useTimelineAnswers(state)
  const { cursor, setCursor, open, setOpen } = useCursor(answers.shown, state.order)
  const onState = useCallback(
    (next: TimelineState): void => {
      setState(next)
      setCursor(undefined)
      setOpen(false)
    },
    [setState, setCursor, setOpen],
  )
  const total = answers.pages.first?.total ?? 0
  const row = cursor === undefined ? undefined : answers.pages.rowAt(cursor)
  const onClose = (): void => {
    setOpen(false)
    focusGrid()
  }
  const acts = useRecordActs({ row, cursor: cursor ?? 0, total, state, onState, onCursor: setCursor, onClose })
  const onOpen = (rank: number): void => {
    setCursor(rank)
    setOpen(true)
  }
  return { state, onState, ...answers, total, row, cursor, setCursor, open, onOpen, onClose, acts }
}

export type Timeline = ReturnType<typeof useTimeline>
