import { type ChangeEvent, type KeyboardEvent, useMemo, useState } from 'react'
import { completionAt } from '../../../src-main/core/filter/complete.ts'
import { parse } from '../../../src-main/core/filter/parse.ts'
import { print } from '../../../src-main/core/filter/print.ts'
import { chipsOf, turnedChip, withoutChip, withTyped } from './chips.ts'
import { filterAct, type FilterAct } from './filter-keys.ts'
import { type Choice, type Scope, useCompletions } from './use-completions.ts'

interface Asked {
  readonly where: string
  readonly scope: Scope
  readonly onWhere: (where: string) => void
  readonly onLeave: () => void
}

interface Draft {
  readonly text: string
  readonly caret: number
  readonly open: boolean
  /** The completion and the chip that keys stand on. */
  readonly at: number
  readonly chosen: number | undefined
  /** What was tried with Enter: its mistake is shown until it is changed. */
  readonly tried: string | undefined
}

const blank: Draft = { text: '', caret: 0, open: false, at: 0, chosen: undefined, tried: undefined }

/** What is being typed, and what could be meant by it. */
function useDraft(scope: Scope) {
  const [draft, setDraft] = useState(blank)
  const completion = useMemo(() => completionAt(draft.text, draft.caret), [draft.text, draft.caret])
  const choices = useCompletions(draft.open ? completion : undefined, scope)
  const set = (part: Partial<Draft>): void => setDraft({ ...draft, ...part })
  const write = (text: string, open = false): void => setDraft({ ...blank, text, caret: text.length, open })
  const take = (choice: Choice | undefined): void => {
    if (completion && choice)
      write(draft.text.slice(0, completion.from) + choice.text + draft.text.slice(completion.to), choice.more)
  }
  const onChange = ({ target }: ChangeEvent<HTMLInputElement>): void =>
    setDraft({ ...blank, text: target.value, caret: target.selectionStart ?? target.value.length, open: true })
  const parsed = draft.tried === draft.text ? parse(draft.text) : undefined
  const listed = draft.open && choices.length > 0
  return {
    draft,
    completion,
    choices,
    listed,
    mistake: parsed?.ok === false ? parsed : undefined,
    set,
    write,
    take,
    onChange,
  }
}

/** The filter field: chips of what is asked, and the draft beside them. */
export function useFilter({ where, scope, onWhere, onLeave }: Asked) {
  const typing = useDraft(scope)
  const { draft, choices, set, write, take } = typing
  const chips = useMemo(() => chipsOf(where) ?? [], [where])
  const chosen = draft.chosen ?? 0
  const apply = (): void => {
    if (!parse(draft.text).ok) return set({ tried: draft.text })
    onWhere(withTyped(where, draft.text))
    return write('')
  }
  const remove = (place: number): void => {
    onWhere(withoutChip(where, place))
    set({ chosen: undefined })
  }
  const edit = (place: number): void => {
    const chip = chips[place]
    if (!chip) return
    onWhere(withoutChip(where, place))
    write(print(chip.query))
  }
  const step = (by: number): void => set({ at: (draft.at + by + choices.length) % Math.max(1, choices.length) })
  const acts: Readonly<Record<FilterAct, () => void>> = {
    take: () => take(choices[draft.at]),
    apply,
    close: () => set({ open: false }),
    leave: onLeave,
    down: () => step(1),
    up: () => step(-1),
    last: () => set({ chosen: chips.length - 1 }),
    before: () => set({ chosen: Math.max(0, chosen - 1) }),
    after: () => set({ chosen: chosen === chips.length - 1 ? undefined : chosen + 1 }),
    remove: () => remove(chosen),
    turn: () => onWhere(turnedChip(where, chosen)),
    edit: () => edit(chosen),
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const act = filterAct(event.key, { ...draft, draft: draft.text, chips: chips.length, choices: choices.length })
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    acts[act]()
  }
  return { ...typing, chips, remove, edit, onKeyDown }
}
