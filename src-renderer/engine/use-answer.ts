import { useEffect, useMemo, useState } from 'react'
import type { Answer, AskInput, CallName } from '../../src-main/contract/calls.ts'
import type { Event } from '../../src-main/contract/events.ts'
import type { Reply } from '../../src-main/contract/fault.ts'
import { ask as call } from './bridge.ts'
import { useRound } from './use-round.ts'

type Changed = Event<'case.changed'>['what']

const never: readonly Changed[] = []

interface Kept<N extends CallName> {
  readonly name: N
  readonly ask: AskInput<N>
  readonly reply: Reply<Answer<N>>
}

/**
 * Asks the engine, and again when something of `on` changed in the case. `ask` and `on` must keep their identity while they
 * are the same question. An answer to an older question is never shown; while the same one is asked again the last stays.
 */
export function useAnswer<N extends CallName>(
  name: N,
  ask: AskInput<N>,
  on: readonly Changed[] = never,
): Reply<Answer<N>> | undefined {
  const [last, keep] = useState<Kept<N>>()
  const round = useRound(on)
  const question = useMemo(() => ({ name, ask, round }), [name, ask, round])
  useEffect(() => {
    let current = true
    void call(question.name, question.ask).then((reply) => current && keep({ ...question, reply }))
    return () => {
      current = false
    }
  }, [question])
  return last?.ask === ask && last.name === name ? last.reply : undefined
}
