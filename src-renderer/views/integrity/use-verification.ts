import { useState } from 'react'
import type { AskInput } from '../../../src-main/contract/calls.ts'
import { useCaseScreen } from '../../app/case-screen.ts'
import { useKept } from '../../app/use-kept.ts'
import { ask } from '../../engine/bridge.ts'
import { type Job, start } from '../../engine/jobs.ts'
import { useAnswer } from '../../engine/use-answer.ts'
import { useJobs } from '../../engine/use-jobs.ts'
import type { Fault } from '../../text/faults.ts'

const none = {}
const onChecks = ['checks', 'records', 'trust'] as const

/** The last results, the verification that runs, and a way to begin one. */
export function useVerification() {
  const { say } = useCaseScreen()
  const reply = useAnswer('verify.state', none, onChecks)
  const [own, setOwn] = useKept<number | undefined>('integrity.job', undefined)
  const [refused, refuse] = useState<Fault>()
  const jobs = useJobs().filter(({ kind }) => kind === 'verify')
  const running: Job | undefined = jobs.findLast(({ state }) => state === 'running')
  const last = jobs.find(({ id }) => id === own)
  const begin = async (what: AskInput<'verify.start'> = {}): Promise<void> => {
    say('')
    const asked = await start('verify.start', what)
    refuse(asked.ok ? undefined : asked)
    if (asked.ok) setOwn(asked.data.job)
  }
  const cancel = (): void => void (running && ask('job.cancel', { job: running.id }))
  const fault = refused ?? (last?.state === 'failed' && last.fault?.code !== 'cancelled' ? last.fault : undefined)
  return { reply, running, fault, begin, cancel }
}
