import './compare.css'
import { useCaseScreen } from '../../app/case-screen.ts'
import { FaultPane } from '../../app/fault-pane.tsx'
import { JobProgress } from '../../app/job-progress.tsx'
import { View } from '../../app/view.tsx'
import { Button } from '../../kit/button.tsx'
import { EmptyPane } from '../../kit/empty-pane.tsx'
import { WaitingPane } from '../../kit/waiting-pane.tsx'
import { compareText as text } from '../../text/compare.ts'
import { common } from '../../text/words.ts'
import { ChooseExports } from './choose-exports.tsx'
import { ClockPart } from './clock-part.tsx'
import { ComparisonResult } from './comparison-result.tsx'
import { useComparison } from './use-comparison.ts'

function Body() {
  const { overview, go } = useCaseScreen()
  const { running, fault, result, begin, cancel } = useComparison()
  if (!overview) return <WaitingPane label={common.reading} lines={6} />
  if (overview.bundles.length < 2)
    return (
      <EmptyPane title={text.tooFew} actions={<Button onClick={() => go({ view: 'import' })}>{text.toImport}</Button>}>
        {text.tooFewMore}
      </EmptyPane>
    )
  return (
    <>
      <ChooseExports bundles={overview.bundles} busy={running !== undefined} onCompare={(ask) => void begin(ask)} />
      {running && <JobProgress title={text.running} job={running} note={text.cancelMore} onCancel={cancel} />}
      {fault && <FaultPane fault={fault} />}
      {result ? <ComparisonResult compared={result} /> : <EmptyPane title={text.begin}>{text.beginMore}</EmptyPane>}
    </>
  )
}

/** Two exports of one period side by side, and the clocks of the sources. */
export function CompareView() {
  const { go } = useCaseScreen()
  return (
    <View name={text.title}>
      <div className="viewhead">
        <h1>{text.title}</h1>
        <span className="t2 ell">{text.about}</span>
        <span className="right">
          <Button onClick={() => go({ view: 'integrity' })}>{text.back}</Button>
        </span>
      </div>
      <Body />
      <ClockPart />
    </View>
  )
}
