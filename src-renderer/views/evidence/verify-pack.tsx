import { useCallback, useEffect, useState } from 'react'
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

/** Begins as soon as a pack is there, and again when a key file is added for this check. */
function usePackCheck(place: PlaceNamed | undefined) {
  const [own, setOwn] = useState<number>()
  const [refused, refuse] = useState<Fault>()
  const [trust, setTrust] = useState<readonly PlaceNamed[]>([])
  const job = useJob(own)
  const run = useCallback(async (): Promise<void> => {
    if (!place) return
    const asked = await start('pack.verify.start', { place: place.place, trust: trust.map((key) => key.place) })
    refuse(asked.ok ? undefined : asked)
    setOwn(asked.ok ? asked.data.job : undefined)
  }, [place, trust])
  useEffect(() => void run(), [run])
  const failed = job?.state === 'failed' ? job.fault : undefined
  return {
    job,
    fault: refused ?? failed,
    result: resultOf(job, 'pack-verify'),
    run,
    trust,
    addTrust: (key: PlaceNamed) => setTrust([...trust, key]),
  }
}

const choosePack = async (): Promise<PlaceNamed | undefined> => {
  const chosen = await askShell('shell.choose', { what: 'pack-open' })
  return chosen.ok ? chosen.data.places[0] : undefined
}

/** Any pack: chosen or dropped, checked step by step, nothing written. */
export function VerifyPack({ place, onPlace }: Props) {
  const check = usePackCheck(place)
  const choose = (): void => void choosePack().then((chosen) => chosen && onPlace(chosen))
  const addKey = async (): Promise<void> => {
    const chosen = await askShell('shell.choose', { what: 'trust' })
    if (chosen.ok && chosen.data.places[0]) check.addTrust(chosen.data.places[0])
  }
  if (!place)
    return (
      <EmptyPane
        title={text.verifyEmpty}
        actions={
          <Button look="primary" onClick={choose}>
            {text.choosePack}
          </Button>
        }
      >
        {text.verifyEmptyMore}
      </EmptyPane>
    )
  const { job, fault, result } = check
  return (
    <>
      {job?.state === 'running' && (
        <JobProgress
          title={text.verifying}
          job={job}
          note={text.cancelVerify}
          onCancel={() => void ask('job.cancel', { job: job.id })}
        />
      )}
      {fault && <FaultPane fault={fault} onRetry={() => void check.run()} />}
      {!job && !fault && <WaitingPane label={text.verifying} />}
      {result && (
        <PackResult
          name={place.name}
          result={result}
          trust={check.trust}
          onTrust={() => void addKey()}
          actions={
            <>
              <Button onClick={choose}>{text.chooseAnother}</Button>
              <Button onClick={() => void askShell('shell.window', { do: 'print' })}>{text.printResult}</Button>
            </>
          }
        />
      )}
      {fault && (
        <div className="sec">
          <Button onClick={choose}>{text.chooseAnother}</Button>
        </div>
      )}
    </>
  )
}
