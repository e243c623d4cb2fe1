import type { KeyboardEvent } from 'react'
import { useCaseScreen } from '../../app/case-screen.ts'
import { shownEnds, type TimelineState } from './periods.ts'
import { withValue } from './chips.ts'
import type { RecordRow } from './shapes.ts'

interface Asked {
  readonly row: RecordRow | undefined
  readonly cursor: number
  readonly total: number
  readonly state: TimelineState
  readonly onState: (state: TimelineState) => void
  readonly onCursor: (rank: number) => void
  readonly onClose: () => void
}

const FIVE_MINUTES_US = 300_000_000

/** One-letter actions on the record that is chosen. */
export function useRecordActs({ row, cursor, total, state, onState, onCursor, onClose }: Asked): {
  onKey: (event: KeyboardEvent) => void
  evidence: () => void
} {
  const { go } = useCaseScreen()
  const same = (field: 'actor' | 'target'): void => {
    const value = row?.[field]
    if (value !== undefined) onState({ ...state, where: withValue('', field, value, 'only'), brush: undefined })
  }
  const around = (): void => {
    if (row)
      onState({
        ...state,
        where: '',
        period: 'custom',
        from: row.timeUs - FIVE_MINUTES_US,
        to: row.timeUs + FIVE_MINUTES_US,
        brush: undefined,
      })
  }
  const evidence = (): void => go({ view: 'evidence', where: state.where, ...shownEnds(state) })
  const acts: Record<string, () => void> = {
    j: () => onCursor(Math.min(total - 1, cursor + 1)),
    k: () => onCursor(Math.max(0, cursor - 1)),
    a: () => same('actor'),
    t: () => same('target'),
    w: around,
    e: evidence,
    Escape: onClose,
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const act = Object.hasOwn(acts, event.key) ? acts[event.key] : undefined
    if (!act) return
    event.preventDefault()
    act()
  }
  return { onKey, evidence }
}
