import type { z } from 'zod'
import { caseCalls } from './case-calls.ts'
import { completenessCalls } from './completeness-calls.ts'
import { mappingCalls } from './mapping-calls.ts'
import { proofCalls } from './proof-calls.ts'
import { recordCalls } from './record-calls.ts'
import { workCalls } from './work-calls.ts'

/**
 * Every call of the engine. A call ending in `.start` begins long work and answers its job id at once; progress and result
 * come as events (`events.ts`). `place.add` and `rejections.export` are answered to the control door only: the window never
 * names a path, and never has lines in clear.
 */
export const calls = {
  ...caseCalls,
  ...workCalls,
  ...mappingCalls,
  ...recordCalls,
  ...proofCalls,
  ...completenessCalls,
} as const

export type CallName = keyof typeof calls
/** What the caller may write (defaults not yet filled in). */
export type AskInput<N extends CallName> = z.input<(typeof calls)[N]['input']>
/** What the engine works with. */
export type Ask<N extends CallName> = z.output<(typeof calls)[N]['input']>
export type Answer<N extends CallName> = z.output<(typeof calls)[N]['output']>

/** The engine must answer every call, and nothing else: the compiler checks both. */
export type Handlers = {
  readonly [N in CallName]: (ask: Ask<N>) => Answer<N> | Promise<Answer<N>>
}
