import { Button } from '../kit/button.tsx'
import { FailedPane } from '../kit/failed-pane.tsx'
import { type Fault, faultText } from '../text/faults.ts'
import { common } from '../text/words.ts'

interface Props {
  readonly fault: Fault
  readonly onRetry?: (() => void) | undefined
}

/** A fault of an operation: what happened, and what can be done. */
export function FaultPane({ fault, onRetry }: Props) {
  const { title, remedy } = faultText(fault)
  return (
    <FailedPane title={title} actions={onRetry && <Button onClick={onRetry}>{common.retry}</Button>}>
      {remedy}
    </FailedPane>
  )
}
