import { createContext, useContext } from 'react'
import type { z } from 'zod'
import type { Answer } from '../../src-main/contract/calls.ts'
import type { CaseHead as CaseHeadShape } from '../../src-main/contract/shapes.ts'
import type { Route } from './route.ts'

export type CaseHead = z.output<typeof CaseHeadShape>

/** What every view of an open case may use. */
export interface CaseScreen {
  readonly head: CaseHead
  /** The same for all views: bundles, verdicts, coverage. Undefined while it is counted. */
  readonly overview: Answer<'overview'> | undefined
  readonly zone: string
  readonly zones: readonly string[]
  readonly rowPx: number
  readonly route: Route
  /** Whether the window is too narrow for panes beside each other. */
  readonly narrow: boolean
  setZone(zone: string): void
  go(route: Route): void
  /** Says that something was done, for eight seconds. */
  say(words: string): void
  /** What was said and still stands. */
  readonly toast: string | undefined
  /** What a view wants to find again when it is shown again; gone with the case. */
  readonly kept: Map<string, unknown>
}

export const CaseScreenContext = createContext<CaseScreen | undefined>(undefined)

/** The open case; only within its frame. */
export function useCaseScreen(): CaseScreen {
  const screen = useContext(CaseScreenContext)
  if (!screen) throw new Error('a view was drawn outside of a case')
  return screen
}
