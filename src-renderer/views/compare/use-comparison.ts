import { useState } from 'react'
import type { AskInput } from '../../../src-main/contract/calls.ts'
import type { JobKind } from '../../../src-main/contract/events.ts'
import { useCaseScreen } from '../../app/case-screen.ts'
import { useKept } from '../../app/use-kept.ts'
import { ask } from '../../engine/bridge.ts'
import { resultOf, start } from '../../engine/jobs.ts'
import { useJob } from '../../engine/use-jobs.ts'
import type { Fault } from '../../text/faults.ts'

/** One job that this view began: how far it is, what it found, why it did not. */
function useOwnJob<K extends JobKind>(kind: K) {
  const { say } = useCaseScreen()
  const [own, setOwn] = useKept<number | undefined>(`compare.${kind}`, undefined)
  const [refused, refuse] = useState<Fault>()
  const job = useJob(own)
  const running = job?.state === 'running' ? job : undefined
  const fault = refused ?? (job?.state === 'failed' && job.fault?.code !== 'cancelled' ? job.fault : undefined)
  const follow = async (asked: ReturnType<typeof start>): Promise<void> => {
    say('')
    const reply = await asked
    refuse(reply.ok ? undefined : reply)
    if (reply.ok) setOwn(reply.data.job)
  }
  const cancel = (): void => void (running && ask('job.cancel', { job: running.id }))
  return { running, fault, result: resultOf(job, kind), follow, cancel }
}

/** The comparison last begun. */
export function useComparison() {
  const { follow, ...job } = useOwnJob('compare')
  const begin = (wanted: AskInput<'compare.start'>): Promise<void> => follow(start('compare.start', wanted))
  return { ...job, begin }
}

/** The measurement of the clocks last begun. */
export function useClocks() {
  const { follow, ...job } = useOwnJob('clock')
  return { ...job, begin: () => follow(start('clock.start', {})) }
}
