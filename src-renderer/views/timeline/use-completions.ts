import { useDeferredValue, useMemo } from 'react'
import type { Answer } from '../../../src-main/contract/calls.ts'
import { type Completion, fieldsLike } from '../../../src-main/core/filter/complete.ts'
import { contains, fold } from '../../../src-main/core/filter/pattern.ts'
import { quoted } from '../../../src-main/core/filter/print.ts'
import { isWordField, wordFields } from '../../../src-main/core/filter/query.ts'
import { useAnswer } from '../../engine/use-answer.ts'
import { useLatest } from '../../engine/use-latest.ts'
import { count } from '../../kit/values.ts'
import { timelineText as text } from '../../text/timeline.ts'

export interface Choice {
  readonly group: string
  readonly word: string
  readonly note: string
  /** What stands in the query when it is taken. */
  readonly text: string
  /** Whether something is still to be typed after it. */
  readonly more: boolean
}

const MOST = 9
const nothing = { field: 'actor', text: '', limit: 1 }

const fieldChoices = (typed: string): readonly Choice[] =>
  fieldsLike(typed)
    .slice(0, MOST)
    .map((field) => ({ group: text.fields, word: `${field}:`, note: '', text: `${field}:`, more: true }))

export type Scope = { readonly where: string; readonly from?: string; readonly to?: string }
type ValueCompletion = Extract<Completion, { kind: 'value' }>
type Found = Answer<'values.complete'>['values']

const written = (value: string, n: number, group: string): Choice => ({
  group,
  word: value,
  note: count(n),
  text: quoted([value]),
  more: false,
})

/** What fits the text as it stands: the answer may be to an older one, and what no longer fits must not be taken. */
export function valueChoices({ field, text: typed }: ValueCompletion, answered: Found): readonly Choice[] {
  const sought = [fold(typed)]
  const found = answered.filter(({ value }) => contains(sought, fold(value)))
  const here = found.filter((one) => one.here > 0).map((one) => written(one.value, one.here, text.valuesHere(field)))
  const elsewhere = found
    .filter((one) => one.here === 0)
    .map((one) => written(one.value, one.inCase, text.valuesElsewhere))
  if (here.length + elsewhere.length > 0 || !isWordField(field)) return [...here, ...elsewhere].slice(0, 12)
  const words: readonly string[] = wordFields[field]
  return words
    .filter((word) => word.startsWith(typed))
    .map((word) => ({ group: text.valuesElsewhere, word, note: '', text: word, more: false }))
}

/** Completions for what is being typed: fields, then values with counts in the present result, then elsewhere in the case. */
export function useCompletions(completion: Completion | undefined, scope: Scope): readonly Choice[] {
  const field = completion?.kind === 'value' ? completion.field : undefined
  const typed = useDeferredValue(completion?.text ?? '')
  const ask = useMemo(() => (field ? { ...scope, field, text: typed, limit: 12 } : nothing), [scope, field, typed])
  const found = useLatest(useAnswer('values.complete', ask))
  return useMemo(() => {
    if (!completion) return []
    return completion.kind === 'field' ? fieldChoices(completion.text) : valueChoices(completion, found?.values ?? [])
  }, [completion, found])
}
