import './overview.css'
import { useMemo, useState } from 'react'
import type { Answer } from '../../../src-main/contract/calls.ts'
import { useCaseScreen } from '../../app/case-screen.ts'
import { FaultPane } from '../../app/fault-pane.tsx'
import { useKept } from '../../app/use-kept.ts'
import { View } from '../../app/view.tsx'
import { askShell } from '../../engine/bridge.ts'
import { useAnswer } from '../../engine/use-answer.ts'
import { Button } from '../../kit/button.tsx'
import { EmptyPane } from '../../kit/empty-pane.tsx'
import { microsOf, rangeText } from '../../kit/moment.ts'
import { SplitPane } from '../../kit/split-pane.tsx'
import { WaitingPane } from '../../kit/waiting-pane.tsx'
import { overviewText as text } from '../../text/overview.ts'
import { BundleTable } from './bundle-table.tsx'
import { CasePanel } from './case-panel.tsx'
import { CompletenessPane } from './completeness-pane.tsx'
import { CoveragePane } from './coverage-pane.tsx'
import { DetailsDialog } from './details-dialog.tsx'
import { NextPane } from './next-pane.tsx'
import { SharesPane } from './shares-pane.tsx'

const none = {}
const onAll = ['records', 'checks', 'trust', 'custody', 'packs', 'head'] as const

function Main({ overview }: { readonly overview: Answer<'overview'> }) {
  const { go } = useCaseScreen()
  if (overview.bundles.length === 0)
    return (
      <EmptyPane
        title={text.empty}
        actions={
          <Button look="primary" onClick={() => go({ view: 'import' })}>
            {text.import}
          </Button>
        }
      >
        {text.emptyMore}
      </EmptyPane>
    )
  return (
    <>
      <BundleTable bundles={overview.bundles} />
      <CoveragePane overview={overview} />
      <CompletenessPane />
    </>
  )
}

/** Bundles with their verdicts, coverage by day, what to do next, and the case itself. */
export function OverviewView() {
  const { head, go } = useCaseScreen()
  const reply = useAnswer('overview', none, onAll)
  const [editing, edit] = useState(false)
  const [width, setWidth] = useKept('overview.width', 348)
  const period = useMemo(() => {
    const from = head.first && microsOf(head.first)
    const to = head.last && microsOf(head.last)
    return from && to ? rangeText(from, to + 1, 'UTC') : ''
  }, [head.first, head.last])
  return (
    <View name={text.title}>
      <div className="viewhead">
        <h1>{text.title}</h1>
        <span className="t2 ell">{[head.organisation || head.title, period].filter(Boolean).join(', ')}</span>
        <span className="right">
          <Button onClick={() => edit(true)} disabled={head.readOnly}>
            {text.details}
          </Button>
          <Button onClick={() => void askShell('shell.window', { do: 'print' })}>{text.print}</Button>
          {head.records > 0 && (
            <Button look="primary" onClick={() => go({ view: 'evidence' })}>
              {text.seal}
            </Button>
          )}
        </span>
      </div>
      {!reply && <WaitingPane label={text.waiting} lines={6} />}
      {reply && !reply.ok && <FaultPane fault={reply} />}
      {reply?.ok && (
        <SplitPane label={text.next} size={width} onSize={setWidth} fixed="second" stacks>
          <div className="scroll grow">
            <Main overview={reply.data} />
          </div>
          <div className="scroll grow">
            <NextPane next={reply.data.next} bundles={reply.data.bundles} />
            {head.records > 0 && <SharesPane shares={reply.data.shares} />}
            <CasePanel packs={reply.data.packs} />
          </div>
        </SplitPane>
      )}
      {editing && <DetailsDialog onClose={() => edit(false)} />}
    </View>
  )
}
