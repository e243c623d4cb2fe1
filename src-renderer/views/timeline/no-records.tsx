import { useMemo } from 'react'
import { useCaseScreen } from '../../app/case-screen.ts'
import { NoRecordPane } from '../../app/no-record-pane.tsx'
import { useAnswer } from '../../engine/use-answer.ts'
import { Button } from '../../kit/button.tsx'
import { EmptyPane } from '../../kit/empty-pane.tsx'
import { microsOf, rangeText } from '../../kit/moment.ts'
import { timelineText as text } from '../../text/timeline.ts'
import { chipsOf, type QueryChip, withoutChip } from './chips.ts'
import { atFirst, shownEnds, type TimelineState } from './periods.ts'
import type { RecordPage } from './shapes.ts'

interface Props {
  readonly state: TimelineState
  readonly page: RecordPage
  readonly onState: (state: TimelineState) => void
}

const nameOf = ({ field, values, excluded }: QueryChip): string =>
  `${excluded ? '-' : ''}${field ? `${field}:` : ''}${values.join(text.or)}`

/** Drops one condition, and says beforehand how many records there would be. */
function Without({
  name,
  where,
  state,
  onState,
}: { readonly name: string; readonly where: string } & Omit<Props, 'page'>) {
  const ask = useMemo(() => ({ ...shownEnds({ ...state, where }), where, offset: 0, limit: 1 }), [state, where])
  const reply = useAnswer('records.page', ask)
  return (
    <Button onClick={() => onState({ ...state, where })}>
      {reply?.ok ? text.withoutCount(name, reply.data.total) : text.without(name)}
    </Button>
  )
}

/** Nothing matches: what was searched, and which condition to drop. Or the case is empty, and where to begin. */
export function NoRecords({ state, page, onState }: Props) {
  const { zone } = useCaseScreen()
  if (page.population === 0) return <NoRecordPane title={text.emptyCase} more={text.emptyCaseMore} />
  const chips = chipsOf(state.where) ?? []
  const from = page.range.from && microsOf(page.range.from)
  const to = page.range.to && microsOf(page.range.to)
  const actions = (
    <>
      {chips.slice(0, 4).map((chip, place) => (
        <Without
          key={nameOf(chip)}
          name={nameOf(chip)}
          where={withoutChip(state.where, place)}
          state={state}
          onState={onState}
        />
      ))}
      <Button look="plain" onClick={() => onState({ ...atFirst, order: state.order })}>
        {text.clearAll}
      </Button>
    </>
  )
  return (
    <EmptyPane title={text.noMatch} actions={actions}>
      {text.noMatchMore(chips.length, page.population, from && to ? rangeText(from, to, zone) : '')}
    </EmptyPane>
  )
}
