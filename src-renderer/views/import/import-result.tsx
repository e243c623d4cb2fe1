import type { JobResult } from '../../../src-main/contract/events.ts'
import { useCaseScreen } from '../../app/case-screen.ts'
import { Button } from '../../kit/button.tsx'
import { PlainText } from '../../kit/plain-text.tsx'
import { importText as text } from '../../text/import.ts'

interface Props {
  readonly result: JobResult<'import'>
  readonly onDismiss: () => void
}

/** What the import left out, and why; and where to go from here. */
export function ImportResult({ result, onDismiss }: Props) {
  const { go } = useCaseScreen()
  const { refused, already, bundles } = result
  return (
    <section className={refused.length > 0 ? 'note failed outcome' : 'note outcome'} aria-label={text.title}>
      <div className="grow">
        {refused.length > 0 && <b className="med">{text.refusedTitle(refused.length)}</b>}
        <ul>
          {refused.slice(0, 20).map(({ path, message, remedy }) => (
            <li key={path}>
              <b className="med">
                <PlainText text={path} />
              </b>{' '}
              <PlainText text={message} /> {remedy && <span className="t2">{remedy}</span>}
            </li>
          ))}
        </ul>
        {already.length > 0 && <p>{text.alreadyMore(already.length)}</p>}
        {refused.length + already.length === 0 && (
          <p>
            {text.done(
              bundles.reduce((sum, bundle) => sum + bundle.records, 0),
              `${result.seconds.toFixed(1)} s`,
            )}
          </p>
        )}
      </div>
      <div className="row">
        {bundles.length > 0 && (
          <>
            <Button small onClick={() => go({ view: 'integrity' })}>
              {text.verifyNow}
            </Button>
            <Button small onClick={() => go({ view: 'timeline' })}>
              {text.seeTimeline}
            </Button>
          </>
        )}
        <Button small look="plain" icon="close" aria-label={text.dismiss} onClick={onDismiss} />
      </div>
    </section>
  )
}
