import { useCaseScreen } from '../../app/case-screen.ts'
import { Button } from '../../kit/button.tsx'
import { EmptyPane } from '../../kit/empty-pane.tsx'
import { microsOf, rangeText } from '../../kit/moment.ts'
import { timelineText as text } from '../../text/timeline.ts'
import { chipsOf, withoutChip } from './chips.ts'
import { atFirst, type TimelineState } from './periods.ts'
import type { RecordPage } from './record-grid.tsx'

interface Props {
  readonly state: TimelineState
  readonly page: RecordPage
  readonly onState: (state: TimelineState) => void
}

/** Nothing matches: what was searched, and which condition to drop. Or the case is empty, and where to begin. */
export function NoRecords({ state, page, onState }: Props) {
  const { go, zone } = useCaseScreen()
  if (page.population === 0)
    return (
      <EmptyPane
        title={text.emptyCase}
        actions={<Button onClick={() => go({ view: 'import' })}>{text.toImport}</Button>}
      >
        {text.emptyCaseMore}
      </EmptyPane>
    )
  const chips = chipsOf(state.where) ?? []
  const from = page.range.from && microsOf(page.range.from)
  const to = page.range.to && microsOf(page.range.to)
  const actions = (
    <>
      {chips.slice(0, 4).map((chip, place) => {
        const name = `${chip.field ? `${chip.field}:` : ''}${chip.values.join(text.or)}`
        return (
          <Button key={name} onClick={() => onState({ ...state, where: withoutChip(state.where, place) })}>
            {text.without(name)}
          </Button>
        )
      })}
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
