import type { Job } from '../engine/jobs.ts'
import { Button } from '../kit/button.tsx'
import { Progress } from '../kit/progress.tsx'
import { bytes, count, duration } from '../kit/values.ts'
import { progressText as text } from '../text/progress.ts'

interface Props {
  readonly title: string
  readonly job: Job
  /** What cancelling does, in a sentence. */
  readonly note: string
  readonly onCancel: () => void
}

const amount = (n: number, unit: string): string => (unit === 'bytes' ? bytes(n) : count(n))

/** Long work: what it does, done of all, rate, time left, and Cancel with what that does. */
export function JobProgress({ title, job, note, onCancel }: Props) {
  const { progress } = job
  const done = progress && progress.total > 0 ? progress.done / progress.total : undefined
  const unit = progress?.unit ?? 'bytes'
  const quarter = done === undefined ? 0 : Math.floor(done * 4) * 25
  return (
    <section className="job" aria-label={title}>
      <div className="row" style={{ gap: 16 }}>
        <b className="med nowrap">{title}</b>
        <span className="t2 ell">
          {[progress && text.phase(progress.phase), progress?.file].filter(Boolean).join(', ')}
        </span>
        <span className="row right nowrap" style={{ gap: 16 }}>
          {progress?.records !== undefined && <span className="t2">{text.records(progress.records)}</span>}
          {progress && progress.rate > 0 && <span className="t2">{text.perSecond(amount(progress.rate, unit))}</span>}
          {progress && (
            <span className="t2">
              {progress.total > 0
                ? text.of(amount(progress.done, unit), amount(progress.total, unit))
                : text.soFar(amount(progress.done, unit))}
            </span>
          )}
          {progress?.leftS !== undefined && (
            <span className="med">{text.left(duration(Math.ceil(progress.leftS) * 1000))}</span>
          )}
          <Button small onClick={onCancel}>
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
