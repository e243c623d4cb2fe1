import { useEffect, useMemo, useState } from 'react'
import type { PlaceNamed } from '../../../src-main/contract/shell-calls.ts'
import { FaultPane } from '../../app/fault-pane.tsx'
import { JobProgress } from '../../app/job-progress.tsx'
import { ask, askShell } from '../../engine/bridge.ts'
import { resultOf, start } from '../../engine/jobs.ts'
import { useJob } from '../../engine/use-jobs.ts'
import { Button } from '../../kit/button.tsx'
import { EmptyPane } from '../../kit/empty-pane.tsx'
import { WaitingPane } from '../../kit/waiting-pane.tsx'
import type { Fault } from '../../text/faults.ts'
import { evidenceText as text } from '../../text/evidence.ts'
import { PackResult } from './pack-result.tsx'

interface Props {
  readonly place: PlaceNamed | undefined
  readonly onPlace: (place: PlaceNamed) => void
}

interface Check {
  /** The pack and the keys that this check is of; an older one is never shown. */
  readonly of: object
  readonly job?: number
  readonly fault?: Fault
}

/** Begins as soon as a pack is there, and again when a key file is added for this check. */
function usePackCheck(place: PlaceNamed | undefined) {
  const [trust, setTrust] = useState<readonly PlaceNamed[]>([])
  const [round, again] = useState(0)
  const [last, keep] = useState<Check>()
  const asked = useMemo(() => ({ place, trust, round }), [place, trust, round])
  useEffect(() => {
    if (!asked.place) return
    void start('pack.verify.start', { place: asked.place.place, trust: asked.trust.map((key) => key.place) }).then(
      (reply) => keep(reply.ok ? { of: asked, job: reply.data.job } : { of: asked, fault: reply }),
    )
  }, [asked])
  const now = last?.of === asked ? last : undefined
  const job = useJob(now?.job)
  const failed = job?.state === 'failed' ? job.fault : undefined
  return {
    job,
    fault: now?.fault ?? failed,
    result: resultOf(job, 'pack-verify'),
    run: () => again(round + 1),
    trust,
    addTrust: (key: PlaceNamed) => setTrust([...trust, key]),
  }
}

const choose = async (what: 'pack-open' | 'trust'): Promise<PlaceNamed | undefined> => {
  const chosen = await askShell('shell.choose', { what })
  return chosen.ok ? chosen.data.places[0] : undefined
}

function Running({ check }: { readonly check: ReturnType<typeof usePackCheck> }) {
  const { job, fault } = check
  if (fault) return <FaultPane fault={fault} onRetry={check.run} />
  if (!job) return <WaitingPane label={text.verifying} />
  if (job.state !== 'running') return null
  return (
    <JobProgress
      title={text.verifying}
      job={job}
      note={text.cancelVerify}
      onCancel={() => void ask('job.cancel', { job: job.id })}
    />
  )
}

/** Any pack: chosen or dropped, checked step by step, nothing written. */
export function VerifyPack({ place, onPlace }: Props) {
  const check = usePackCheck(place)
  const choosePack = (): void => void choose('pack-open').then((chosen) => chosen && onPlace(chosen))
  const chooseKey = (): void => void choose('trust').then((chosen) => chosen && check.addTrust(chosen))
  const first = (
    <Button look="primary" onClick={choosePack}>
      {text.choosePack}
    </Button>
  )
  const another = <Button onClick={choosePack}>{text.chooseAnother}</Button>
  if (!place)
    return (
      <EmptyPane title={text.verifyEmpty} actions={first}>
        {text.verifyEmptyMore}
      </EmptyPane>
    )
  const actions = (
    <>
      {another}
      <Button onClick={() => void askShell('shell.window', { do: 'print' })}>{text.printResult}</Button>
    </>
  )
  return (
    <>
      <Running check={check} />
      {check.result && (
        <PackResult name={place.name} result={check.result} trust={check.trust} onTrust={chooseKey} actions={actions} />
      )}
      {check.fault && <div className="sec">{another}</div>}
    </>
  )
}
