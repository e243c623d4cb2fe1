import { FaultPane } from '../../app/fault-pane.tsx'
import { WaitingPane } from '../../kit/waiting-pane.tsx'
import { timelineText as text } from '../../text/timeline.ts'
import { HistogramPane } from './histogram-pane.tsx'
import { NoRecords } from './no-records.tsx'
import { RecordGrid } from './record-grid.tsx'
import type { Timeline } from './use-whole-timeline.ts'

function Body({ line }: { readonly line: Timeline }) {
  const { pages, state, onState, total } = line
  if (!pages.first) return pages.fault ? null : <WaitingPane label={text.waiting} lines={12} />
  if (total === 0) return <NoRecords state={state} page={pages.first} onState={onState} />
  return (
    <RecordGrid
      pages={pages}
      cursor={line.cursor}
      newestFirst={state.order === '-time'}
      question={JSON.stringify([line.shown, state.order])}
      onCursor={line.setCursor}
      onOpen={line.onOpen}
      onSort={() => onState({ ...state, order: state.order === 'time' ? '-time' : 'time' })}
      onKey={line.acts.onKey}
    />
  )
}

/** The records that match over time and one by one; what was said of the times in the question stands between. */
export function RecordsPane({ line }: { readonly line: Timeline }) {
  const { histogram, pages, total, state, onState } = line
  return (
    <div className="pane">
      {histogram && <HistogramPane found={histogram} shown={total} state={state} onState={onState} />}
      {pages.first?.notes.map((note) => (
        <p key={note} className="time-note t2 sm">
          {note}
        </p>
      ))}
      {pages.fault && <FaultPane fault={pages.fault} />}
      <Body line={line} />
    </div>
  )
}
