import { useDeferredValue, useMemo } from 'react'
import { type Completion, fieldsLike } from '../../../src-main/core/filter/complete.ts'
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

/** Completions for what is being typed: fields, then values with counts in the present result, then elsewhere in the case. */
export function useCompletions(
  completion: Completion | undefined,
  scope: { readonly where: string; readonly from?: string; readonly to?: string },
): readonly Choice[] {
  const field = completion?.kind === 'value' ? completion.field : undefined
  const typed = useDeferredValue(completion?.text ?? '')
  const ask = useMemo(() => (field ? { ...scope, field, text: typed, limit: 12 } : nothing), [scope, field, typed])
  const found = useLatest(useAnswer('values.complete', ask))
  return useMemo(() => {
    if (!completion) return []
    if (completion.kind === 'field') return fieldChoices(completion.text)
    const values = found?.values ?? []
    const written = (value: string, n: number, group: string): Choice => ({
      group,
      word: value,
      note: count(n),
      text: quoted([value]),
      more: false,
    })
    const here = values
      .filter((one) => one.here > 0)
      .map((one) => written(one.value, one.here, text.valuesHere(completion.field)))
    const elsewhere = values
      .filter((one) => one.here === 0)
      .map((one) => written(one.value, one.inCase, text.valuesElsewhere))
    if (here.length + elsewhere.length > 0 || !isWordField(completion.field))
      return [...here, ...elsewhere].slice(0, 12)
    const words: readonly string[] = wordFields[completion.field]
    return words
      .filter((word) => word.startsWith(completion.text))
      .map((word) => ({ group: text.valuesElsewhere, word, note: '', text: word, more: false }))
  }, [completion?.kind, completion?.text, field, found])
}
