import { type RefObject, useId } from 'react'
import { print } from '../../../src-main/core/filter/print.ts'
import { Chip } from '../../kit/chip.tsx'
import { Icon } from '../../kit/icon.tsx'
import { timelineText as text } from '../../text/timeline.ts'
import { CompletionList } from './completion-list.tsx'
import { QueryMistake } from './query-mistake.tsx'
import type { Scope } from './use-completions.ts'
import { useFilter } from './use-filter.ts'

interface Props {
  readonly where: string
  readonly scope: Scope
  readonly brush: string | undefined
  readonly input: RefObject<HTMLInputElement | null>
  readonly onWhere: (where: string) => void
  readonly onNoBrush: () => void
  readonly onLeave: () => void
}

function Chips({ filter }: { readonly filter: ReturnType<typeof useFilter> }) {
  if (filter.chips.length === 0) return null
  return (
    <span className="chips" role="listbox" aria-label={text.chips} aria-orientation="horizontal">
      {filter.chips.map((chip, place) => (
        <Chip
          key={print(chip.query)}
          {...(chip.field && { name: `${chip.field}:` })}
          value={chip.values.join(text.or)}
          excluded={chip.excluded}
          selected={place === filter.draft.chosen}
          onRemove={() => filter.remove(place)}
          onOpen={() => filter.edit(place)}
        />
      ))}
    </span>
  )
}

/** One field for conditions as chips and for what is being typed, with completions, and the mistake below where there is one. */
export function FilterBar({ brush, input, onNoBrush, ...asked }: Props) {
  const id = useId()
  const filter = useFilter(asked)
  const { draft, choices, listed, mistake } = filter
  return (
    <div className="filter-field">
      <div className={mistake ? 'field wrong' : 'field'}>
        <Icon name="search" size={12} />
        <Chips filter={filter} />
        <input
          ref={input}
          role="combobox"
          aria-label={text.filter}
          aria-expanded={listed}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={listed ? `${id}-${draft.at}` : undefined}
          aria-invalid={mistake !== undefined}
          placeholder={filter.chips.length === 0 ? text.filterHint : undefined}
          spellCheck={false}
          value={draft.text}
          onFocus={() => filter.set({ open: true })}
          onBlur={() => filter.set({ open: false, chosen: undefined })}
          onChange={filter.onChange}
          onKeyDown={filter.onKeyDown}
        />
        {brush && (
          <span role="listbox" aria-label={text.brushChip} className="row">
            <Chip name={text.brush} value={brush} onRemove={onNoBrush} />
          </span>
        )}
      </div>
      {listed && (
        <CompletionList
          id={id}
          choices={choices}
          at={draft.at}
          typed={filter.completion?.text ?? ''}
          onTake={filter.take}
        />
      )}
      {mistake && <QueryMistake draft={draft.text} mistake={mistake} onMeant={(meant) => filter.write(meant, false)} />}
    </div>
  )
}
