import './timeline.css'
import { type ReactNode, type RefObject, useMemo, useRef, useState } from 'react'
import { useCaseScreen } from '../../app/case-screen.ts'
import { useChords } from '../../app/use-chords.ts'
import { useKept } from '../../app/use-kept.ts'
import { View } from '../../app/view.tsx'
import { Button } from '../../kit/button.tsx'
import { exactRange } from '../../kit/moment.ts'
import { SplitPane } from '../../kit/split-pane.tsx'
import { timelineText as text } from '../../text/timeline.ts'
import { chipsOf } from './chips.ts'
import { FacetPane } from './facet-pane.tsx'
import { FilterBar } from './filter-bar.tsx'
import { PeriodBar } from './period-bar.tsx'
import { RecordDrawer } from './record-drawer.tsx'
import { RecordsPane } from './records-pane.tsx'
import { focusGrid, type Timeline, useTimeline } from './use-whole-timeline.ts'

/** What a query names, to be marked in originals. */
const hitsOf = (where: string): readonly string[] =>
  (chipsOf(where) ?? [])
    .filter(({ excluded }) => !excluded)
    .flatMap(({ values }) => values.flatMap((value) => value.split('*')))
    .filter((piece) => piece.length > 2)

function Top({
  line,
  input,
  facets,
}: {
  readonly line: Timeline
  readonly input: RefObject<HTMLInputElement | null>
  readonly facets: ReactNode
}) {
  const { zone } = useCaseScreen()
  const { state, onState, shown, pages } = line
  return (
    <div className="filterbar">
      <h1>{text.title}</h1>
      <FilterBar
        where={state.where}
        scope={shown}
        brush={state.brush && exactRange(state.brush.from, state.brush.to, zone)}
        input={input}
        onWhere={(where) => onState({ ...state, where })}
        onNoBrush={() => onState({ ...state, brush: undefined })}
        onLeave={focusGrid}
      />
      {facets}
      <PeriodBar state={state} range={pages.first?.range} onState={onState} />
    </div>
  )
}

/** Histogram to brush, records by rank, facets, and the details of one record. */
export function TimelineView() {
  const { narrow } = useCaseScreen()
  const line = useTimeline()
  const { state, onState, shown, row, cursor } = line
  const [facets, showFacets] = useState(!narrow)
  const [facetPx, setFacetPx] = useKept('timeline.facets', 180)
  const input = useRef<HTMLInputElement>(null)
  const hits = useMemo(() => hitsOf(state.where), [state.where])
  const focusFilter = (): void => input.current?.focus()
  useChords({ '/': focusFilter, 'ctrl+f': focusFilter })
  const records = <RecordsPane line={line} />
  const toggle = narrow && (
    <Button icon="facets" aria-pressed={facets} aria-label={text.showFacets} onClick={() => showFacets(!facets)} />
  )
  return (
    <View name={text.title}>
      <Top line={line} input={input} facets={toggle} />
      <div className="split">
        {facets ? (
          <SplitPane label={text.facetsPane} size={facetPx} onSize={setFacetPx}>
            <FacetPane scope={shown} where={state.where} onWhere={(where) => onState({ ...state, where })} />
            {records}
          </SplitPane>
        ) : (
          records
        )}
        {line.open && row && cursor !== undefined && (
          <RecordDrawer
            id={row.id}
            place={text.place(cursor, line.total)}
            hits={hits}
            onEvidence={line.acts.evidence}
            onClose={line.onClose}
          />
        )}
      </div>
    </View>
  )
}
