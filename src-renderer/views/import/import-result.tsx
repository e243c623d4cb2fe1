import type { JobResult } from '../../../src-main/contract/events.ts'
import { useCaseScreen } from '../../app/case-screen.ts'
import { Button } from '../../kit/button.tsx'
import { importText as text } from '../../text/import.ts'
import { RefusedFiles } from './refused-files.tsx'

interface Props {
  readonly result: JobResult<'import'>
  readonly onDismiss: () => void
}

/** What came in stands first, then how much did not. */
function headOf({ bundles, refused, already, seconds }: Props['result']): string {
  const records = bundles.reduce((sum, bundle) => sum + bundle.records, 0)
  const files = bundles.reduce((sum, bundle) => sum + bundle.files.length, 0)
  const done = bundles.length > 0 || refused.length + already.length === 0
  return [
    done && text.done(records, `${seconds.toFixed(1)} s`, files),
    refused.length > 0 && text.refusedTitle(refused.length),
  ]
    .filter(Boolean)
    .join('; ')
}

/** What the import left out, and why; and where to go from here. */
export function ImportResult({ result, onDismiss }: Props) {
  const { go } = useCaseScreen()
  const { refused, already, bundles } = result
  const head = headOf(result)
  return (
    <section
      className={refused.length > 0 && bundles.length === 0 ? 'note failed outcome' : 'note outcome'}
      aria-label={text.title}
    >
      <div className="grow">
        {head !== '' && <p className="med">{head}</p>}
        {bundles.map(
          ({ id, name, doubledHour }) =>
            doubledHour && (
              <p key={id}>{text.doubledHour(name, doubledHour.records, doubledHour.file, doubledHour.line)}</p>
            ),
        )}
        {bundles.map(
          ({ id, name, unmappedResults: found }) =>
            found && <p key={id}>{text.unmapped(name, found.count, found.words)}</p>,
        )}
        {already.length > 0 && <p>{text.alreadyMore(already.length)}</p>}
        {refused.length > 0 && <RefusedFiles files={refused} />}
      </div>
      <div className="row">
        {bundles.length > 0 && (
          <>
            <Button small onClick={() => go({ view: 'integrity' })}>
              {text.verifyNow}
            </Button>
            {bundles.some(({ records }) => records > 0) && (
              <Button small onClick={() => go({ view: 'timeline' })}>
                {text.seeTimeline}
              </Button>
            )}
          </>
        )}
        <Button small look="plain" icon="close" aria-label={text.dismiss} onClick={onDismiss} />
      </div>
    </section>
  )
}
