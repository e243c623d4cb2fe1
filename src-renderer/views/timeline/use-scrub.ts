import { useEffect, useState } from 'react'
import { useCaseScreen } from '../../app/case-screen.ts'
import { resultOf, start } from '../../engine/jobs.ts'
import { useJob } from '../../engine/use-jobs.ts'
import type { Fault } from '../../text/faults.ts'
import { scrubText as text } from '../../text/scrub.ts'

/** The scrub of one record's originals, from its asking to its end. */
export function useScrub(record: number, onDone: () => void) {
  const { say } = useCaseScreen()
  const [id, setId] = useState<number>()
  const [refused, refuse] = useState<Fault>()
  const job = useJob(id)
  const result = resultOf(job, 'scrub')
  useEffect(() => {
    if (!result) return
    if (result.pending) say(text.pending)
    else say(result.done ? text.done(result.lines) : text.nothing)
    onDone()
  }, [result, say, onDone])
  const begin = async (whole: boolean, reason: string): Promise<void> => {
    const asked = await start('scrub.start', { records: [record], whole, reason })
    refuse(asked.ok ? undefined : asked)
    if (asked.ok) setId(asked.data.job)
  }
  return { begin, running: job?.state === 'running', fault: refused ?? job?.fault }
}
