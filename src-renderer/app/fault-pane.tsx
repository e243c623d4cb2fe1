import { Button } from '../kit/button.tsx'
import { FailedPane } from '../kit/failed-pane.tsx'
import { type Fault, faultText } from '../text/faults.ts'
import { common } from '../text/words.ts'

interface Props {
  readonly fault: Fault
  /** The name of what it is about, where the sentence itself may not say it. */
  readonly about?: string | undefined
  readonly onRetry?: (() => void) | undefined
  readonly onDismiss?: (() => void) | undefined
}

/** A fault of an operation: what happened, and what can be done. */
export function FaultPane({ fault, about, onRetry, onDismiss }: Props) {
  const { title, remedy } = faultText(fault)
  const named = about === undefined || title.includes(about) ? title : `${about}: ${title}`
  const actions = (onRetry || onDismiss) && (
    <>
      {onRetry && <Button onClick={onRetry}>{common.retry}</Button>}
      {onDismiss && (
        <Button look="plain" onClick={onDismiss}>
          {common.dismiss}
        </Button>
      )}
    </>
  )
  return (
    <FailedPane title={named} actions={actions}>
      {remedy}
    </FailedPane>
  )
}
