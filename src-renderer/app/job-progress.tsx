import type { Job, JobProgress as JobProgressShape } from '../engine/jobs.ts'
import { Button } from '../kit/button.tsx'
import { Progress } from '../kit/progress.tsx'
import { bytes, count, duration } from '../kit/values.ts'
import { progressText as text } from '../text/progress.ts'

interface Props {
  readonly title: string
  readonly job: Pick<Job, 'progress'>
  /** What cancelling does, in a sentence. */
  readonly note: string
  /** Absent while there is nothing to cancel yet. */
  readonly onCancel: (() => void) | undefined
}

const amount = (n: number, unit: string): string => (unit === 'bytes' ? bytes(n) : count(n))

/** What is known of the work so far; nothing is shown that the engine has not said. */
function numbersOf(progress: JobProgressShape): readonly string[] {
  const { done, total, unit, rate, records, leftS } = progress
  return [
    records === undefined ? '' : text.records(records),
    rate > 0 ? text.perSecond(amount(rate, unit)) : '',
    total > 0 ? text.of(amount(done, unit), amount(total, unit)) : text.soFar(amount(done, unit)),
    leftS === undefined ? '' : text.left(duration(Math.ceil(leftS) * 1000)),
  ].filter(Boolean)
}

const doneOf = (progress: JobProgressShape | undefined): number | undefined =>
  progress && progress.total > 0 ? progress.done / progress.total : undefined

/** Long work: what it does, done of all, rate, time left, and Cancel with what that does. */
export function JobProgress({ title, job, note, onCancel }: Props) {
  const { progress } = job
  const done = doneOf(progress)
  const quarter = Math.floor((done ?? 0) * 4) * 25
  return (
    <section className="job" aria-label={title}>
      <div className="row" style={{ gap: 16 }}>
        <b className="med nowrap">{title}</b>
        <span className="t2 ell">
          {progress && [text.phase(progress.phase), progress.file].filter(Boolean).join(', ')}
        </span>
        <span className="row right nowrap numbers">
          {progress && numbersOf(progress).map((number) => <span key={number}>{number}</span>)}
          <Button small disabled={!onCancel} onClick={onCancel}>
            {text.cancel}
          </Button>
        </span>
      </div>
      <div style={{ marginTop: 8 }}>
        <Progress label={title} done={done} />
      </div>
      <p className="sm t3" style={{ marginTop: 6 }}>
        {note}
      </p>
      <output className="visually-hidden">{quarter > 0 && text.quarter(title, quarter)}</output>
    </section>
  )
}
