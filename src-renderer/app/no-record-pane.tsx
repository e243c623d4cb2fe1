import { Button } from '../kit/button.tsx'
import { EmptyPane } from '../kit/empty-pane.tsx'
import { common } from '../text/words.ts'
import { useCaseScreen } from './case-screen.ts'

interface Props {
  /** What is said while nothing was imported. */
  readonly title: string
  readonly more: string
}

/** A view that needs records, in a case without any: nothing was imported, or no line of it could be read. */
export function NoRecordPane({ title, more }: Props) {
  const { overview, go } = useCaseScreen()
  const rejected = overview?.bundles.reduce((sum, bundle) => sum + bundle.rejected, 0) ?? 0
  const act = (
    <Button onClick={() => go({ view: 'import' })}>{rejected > 0 ? common.seeRejected : common.toImport}</Button>
  )
  return (
    <EmptyPane title={rejected > 0 ? common.nothingRead : title} actions={act}>
      {rejected > 0 ? common.nothingReadMore(rejected) : more}
    </EmptyPane>
  )
}
