import { type KeyboardEvent, type RefObject, useId, useMemo, useRef, useState } from 'react'
import { completionAt } from '../../../src-main/core/filter/complete.ts'
import { parse } from '../../../src-main/core/filter/parse.ts'
import { print } from '../../../src-main/core/filter/print.ts'
import { Chip } from '../../kit/chip.tsx'
import { Icon } from '../../kit/icon.tsx'
import { timelineText as text } from '../../text/timeline.ts'
import { chipsOf, type QueryChip, turnedChip, withoutChip, withTyped } from './chips.ts'
import { CompletionList } from './completion-list.tsx'
import { QueryMistake } from './query-mistake.tsx'
import { type Choice, useCompletions } from './use-completions.ts'

interface Props {
  readonly where: string
  readonly scope: { readonly where: string; readonly from?: string; readonly to?: string }
  readonly brush: string | undefined
  readonly input: RefObject<HTMLInputElement | null>
  readonly onWhere: (where: string) => void
  readonly onNoBrush: () => void
  readonly onLeave: () => void
}

const nameOf = ({ field }: QueryChip): string | undefined => field && `${field}:`
const saidOf = (chip: QueryChip): string =>
  `${chip.excluded ? `${text.excluded} ` : ''}${nameOf(chip) ?? ''}${chip.values.join(text.or)}`

/** One field for conditions as chips and for what is being typed, with completions, and the mistake below where there is one. */
export function FilterBar({ where, scope, brush, input, onWhere, onNoBrush, onLeave }: Props) {
  const id = useId()
  const [draft, setDraft] = useState('')
  const [caret, setCaret] = useState(0)
  const [open, setOpen] = useState(false)
  const [chosen, choose] = useState<number>()
  const [tried, setTried] = useState<string>()
  const chips = useMemo(() => chipsOf(where) ?? [], [where])
  const completion = completionAt(draft, caret)
  const choices = useCompletions(open ? completion : undefined, scope)
  const [at, setAt] = useState(0)
  const parsed = tried === draft ? parse(draft) : undefined
  const write = (next: string): void => {
    setDraft(next)
    setCaret(next.length)
    setAt(0)
    choose(undefined)
  }
  const apply = (typed: string): void => {
    setTried(typed)
    if (!parse(typed).ok) return
    onWhere(withTyped(where, typed))
    write('')
    setOpen(false)
  }
  const take = (choice: Choice): void => {
    if (!completion) return
    write(draft.slice(0, completion.from) + choice.text + draft.slice(completion.to))
    setOpen(choice.more)
    input.current?.focus()
  }
  const edit = (place: number): void => {
    const chip = chips[place]
    if (!chip) return
    onWhere(withoutChip(where, place))
    write(print(chip.query))
    input.current?.focus()
  }
  const keys = useRef<(event: KeyboardEvent) => void>(undefined)
  keys.current = (event) => {
    const act = keyAct(event, { draft, caret, open, chips: chips.length, chosen, choices: choices.length })
    const acts: Record<string, () => void> = {
      take: () => choices[at] && take(choices[at]),
      apply: () => apply(draft),
      close: () => setOpen(false),
      leave: onLeave,
      down: () => setAt((at + 1) % Math.max(1, choices.length)),
      up: () => setAt((at - 1 + choices.length) % Math.max(1, choices.length)),
      last: () => choose(chips.length - 1),
      before: () => choose(Math.max(0, (chosen ?? 0) - 1)),
      after: () => choose(chosen === chips.length - 1 ? undefined : (chosen ?? 0) + 1),
      remove: () => {
        onWhere(withoutChip(where, chosen ?? 0))
        choose(undefined)
      },
      turn: () => onWhere(turnedChip(where, chosen ?? 0)),
      edit: () => edit(chosen ?? 0),
    }
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    acts[act]?.()
  }
  return (
    <div className="filter-field">
      <div className={parsed && !parsed.ok ? 'field wrong' : 'field'}>
        <Icon name="search" size={12} />
        {chips.length > 0 && (
          <span className="chips" role="listbox" aria-label={text.chips} aria-orientation="horizontal">
            {chips.map((chip, place) => (
              <Chip
                key={print(chip.query)}
                {...(chip.field && { name: `${chip.field}:` })}
                value={chip.values.join(text.or)}
                excluded={chip.excluded}
                selected={place === chosen}
                removeLabel={text.removeChip(saidOf(chip))}
                onRemove={() => onWhere(withoutChip(where, place))}
                onOpen={() => edit(place)}
              />
            ))}
          </span>
        )}
        <input
          ref={input}
          role="combobox"
          aria-label={text.filter}
          aria-expanded={open && choices.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={open && choices.length > 0 ? `${id}-${at}` : undefined}
          aria-invalid={parsed?.ok === false}
          placeholder={chips.length === 0 ? text.filterHint : undefined}
          spellCheck={false}
          value={draft}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onChange={(event) => {
            setDraft(event.target.value)
            setCaret(event.target.selectionStart ?? event.target.value.length)
            setAt(0)
            setOpen(true)
            choose(undefined)
          }}
          onKeyDown={(event) => keys.current?.(event)}
        />
        {brush && <Chip name={text.brush} value={brush} removeLabel={text.removeBrush} onRemove={onNoBrush} />}
      </div>
      {open && choices.length > 0 && (
        <CompletionList id={id} choices={choices} at={at} typed={completion?.text ?? ''} onTake={take} />
      )}
      {parsed && !parsed.ok && <QueryMistake draft={draft} mistake={parsed} onMeant={write} />}
    </div>
  )
}

interface Standing {
  readonly draft: string
  readonly caret: number
  readonly open: boolean
  readonly chips: number
  readonly chosen: number | undefined
  readonly choices: number
}

const onChip: Readonly<Record<string, string>> = {
  Backspace: 'remove',
  Delete: 'remove',
  Enter: 'edit',
  ArrowLeft: 'before',
  ArrowRight: 'after',
  '!': 'turn',
}

/** What a key means where the field stands; undefined where it is the input's own. */
function keyAct({ key }: KeyboardEvent, { draft, caret, open, chips, chosen, choices }: Standing): string | undefined {
  if (chosen !== undefined && onChip[key]) return onChip[key]
  if (key === 'Enter') return 'apply'
  if (key === 'Escape') return open && choices > 0 ? 'close' : 'leave'
  if ((key === 'ArrowLeft' || key === 'Backspace') && chips > 0 && draft === '' && caret === 0) return 'last'
  if (!open || choices === 0) return undefined
  return (
    { Tab: draft === '' ? undefined : 'take', ArrowDown: 'down', ArrowUp: 'up' } as Readonly<
      Record<string, string | undefined>
    >
  )[key]
}
