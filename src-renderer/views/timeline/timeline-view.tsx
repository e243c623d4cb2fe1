import './timeline.css'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useCaseScreen } from '../../app/case-screen.ts'
import { FaultPane } from '../../app/fault-pane.tsx'
import { useChords } from '../../app/use-chords.ts'
import { useKept } from '../../app/use-kept.ts'
import { View } from '../../app/view.tsx'
import { ask } from '../../engine/bridge.ts'
import { Button } from '../../kit/button.tsx'
import { exactRange } from '../../kit/moment.ts'
import { SplitPane } from '../../kit/split-pane.tsx'
import { WaitingPane } from '../../kit/waiting-pane.tsx'
import { timelineText as text } from '../../text/timeline.ts'
import { chipsOf } from './chips.ts'
import { FacetPane } from './facet-pane.tsx'
import { FilterBar } from './filter-bar.tsx'
import { HistogramPane } from './histogram-pane.tsx'
import { NoRecords } from './no-records.tsx'
import type { TimelineState } from './periods.ts'
import { PeriodBar } from './period-bar.tsx'
import { RecordDrawer } from './record-drawer.tsx'
import { RecordGrid } from './record-grid.tsx'
import { useRecordActs } from './use-record-keys.ts'
import { useTimelineAnswers, useTimelineState } from './use-timeline.ts'

/** What a query names, to be marked in originals. */
const hitsOf = (where: string): readonly string[] =>
  (chipsOf(where) ?? [])
    .filter(({ excluded }) => !excluded)
    .flatMap(({ values }) => values.flatMap((value) => value.split('*')))
    .filter((piece) => piece.length > 2)

/** The chosen row, and the record a route leads to: its rank is asked for once. */
function useCursor(shown: { readonly where: string }, order: TimelineState['order']) {
  const { route } = useCaseScreen()
  const [cursor, setCursor] = useKept<number | undefined>('timeline.cursor', undefined)
  const [open, setOpen] = useKept('timeline.open', false)
  const asked = useRef<unknown>(undefined)
  useEffect(() => {
    if (route.view !== 'timeline' || asked.current === route) return
    asked.current = route
    if (route.rank !== undefined) setCursor(route.rank)
    if (route.record === undefined) return
    void ask('records.rank', { ...shown, order, id: route.record }).then((reply) => {
      if (!reply.ok || reply.data.rank === null) return
      setCursor(reply.data.rank)
      setOpen(true)
    })
  }, [route, shown, order, setCursor, setOpen])
  return { cursor, setCursor, open, setOpen }
}

/** Histogram to brush, records by rank, facets, and the details of one record. */
export function TimelineView() {
  const { zone, narrow } = useCaseScreen()
  const [state, setState] = useTimelineState()
  const { shown, pages, histogram } = useTimelineAnswers(state)
  const { cursor, setCursor, open, setOpen } = useCursor(shown, state.order)
  const [facets, showFacets] = useState(!narrow)
  const [facetPx, setFacetPx] = useKept('timeline.facets', 180)
  const input = useRef<HTMLInputElement>(null)
  const hits = useMemo(() => hitsOf(state.where), [state.where])
  const onState = useCallback(
    (next: TimelineState): void => {
      setState(next)
      setCursor(undefined)
      setOpen(false)
    },
    [setState, setCursor, setOpen],
  )
  const onWhere = useCallback((where: string) => onState({ ...state, where }), [state, onState])
  const onSort = useCallback(
    () => onState({ ...state, order: state.order === 'time' ? '-time' : 'time' }),
    [state, onState],
  )
  const total = pages.first?.total ?? 0
  const row = cursor === undefined ? undefined : pages.rowAt(cursor)
  const acts = useRecordActs({
    row,
    cursor: cursor ?? 0,
    total,
    state,
    onState,
    onCursor: setCursor,
    onClose: () => setOpen(false),
  })
  const focusGrid = (): void => document.querySelector<HTMLElement>('.grid-body')?.focus()
  useChords({ '/': () => input.current?.focus(), 'ctrl+f': () => input.current?.focus() })
  const main = (
    <div className="pane">
      {histogram && <HistogramPane found={histogram} shown={total} state={state} onState={onState} />}
      {pages.fault && <FaultPane fault={pages.fault} />}
      {!pages.first && !pages.fault && <WaitingPane label={text.waiting} lines={12} />}
      {pages.first && total === 0 && <NoRecords state={state} page={pages.first} onState={onState} />}
      {total > 0 && (
        <RecordGrid
          pages={pages}
          cursor={cursor}
          newestFirst={state.order === '-time'}
          question={JSON.stringify([shown, state.order])}
          onCursor={setCursor}
          onOpen={(rank) => {
            setCursor(rank)
            setOpen(true)
          }}
          onSort={onSort}
          onKey={acts.onKey}
        />
      )}
    </div>
  )
  return (
    <View name={text.title}>
      <div className="filterbar">
        <h1>{text.title}</h1>
        <FilterBar
          where={state.where}
          scope={shown}
          brush={state.brush && exactRange(state.brush.from, state.brush.to, zone)}
          input={input}
          onWhere={onWhere}
          onNoBrush={() => onState({ ...state, brush: undefined })}
          onLeave={focusGrid}
        />
        {narrow && (
          <Button
            icon="facets"
            aria-pressed={facets}
            aria-label={text.showFacets}
            onClick={() => showFacets(!facets)}
          />
        )}
        <PeriodBar state={state} range={pages.first?.range} onState={onState} />
      </div>
      <div className="split">
        {facets ? (
          <SplitPane label={text.facetsPane} size={facetPx} onSize={setFacetPx}>
            {<FacetPane scope={shown} where={state.where} onWhere={onWhere} />}
            {main}
          </SplitPane>
        ) : (
          main
        )}
        {open && row && cursor !== undefined && (
          <RecordDrawer
            id={row.id}
            place={text.place(cursor, total)}
            hits={hits}
            onEvidence={acts.evidence}
            onClose={() => {
              setOpen(false)
              focusGrid()
            }}
          />
        )}
      </div>
    </View>
  )
}
