import type { Answer, Ask } from '../../contract/calls.ts'
import { contains, fold } from '../../core/filter/pattern.ts'
import { searchTerms } from '../columns/term-search.ts'
import { best } from './best.ts'
import { type FacetField, facetFieldOf, hasAbsent, isTermField, labelsOf } from './facet-values.ts'
import { compareText, valueCounts } from './facets.ts'
import { type Asking, type Scope, recordsOf } from './result.ts'

type Value = Answer<'values.complete'>['values'][number]

/** Values of a field that contain the text: most frequent in the present result first, then in the case. */
export function valuesComplete(asking: Asking, ask: Ask<'values.complete'>): Answer<'values.complete'> {
  const field = facetFieldOf(ask.field)
  const { result } = recordsOf(asking, ask)
  const here = valueCounts(asking, field, result)
  const inCase = caseCounts(asking, field)
  const inOrder = (a: number, b: number): number => at(here, b) - at(here, a) || at(inCase, b) - at(inCase, a) || a - b
  const limit = isTermField(field) ? ask.limit : Infinity
  const shown = best(candidates(asking, field, ask.text, inCase), limit, inOrder)
  const labels = labelsOf(asking, field, shown)
  const values = new Map<string, Value>()
  for (const one of shown) {
    const value = labels.get(one) ?? String(one)
    const held = values.get(value)
    values.set(value, { value, here: at(here, one) + (held?.here ?? 0), inCase: at(inCase, one) + (held?.inCase ?? 0) })
  }
  const folded = [fold(ask.text)]
  const sorted = [...values.values()]
    .filter(({ value }) => contains(folded, fold(value)))
    .toSorted((a, b) => b.here - a.here || b.inCase - a.inCase || compareText(a.value, b.value))
  return { values: sorted.slice(0, ask.limit) }
}

/** Values that occur in the case; of terms, those that hold the text. Others are few and looked at by their label. */
function* candidates({ columns }: Asking, field: FacetField, text: string, inCase: Uint32Array): Generator<number> {
  if (isTermField(field)) {
    const ids = text === '' ? columns.occurring(field) : searchTerms(columns, { how: 'anywhere', parts: [text] }, field)
    for (const id of ids) if (inCase[id]) yield id
  } else for (let value = hasAbsent(field) ? 1 : 0; value < inCase.length; value++) if (inCase[value]) yield value
}

const at = (counts: Uint32Array, value: number): number => counts[value] ?? 0

const everything: Scope = { where: '' }

function caseCounts(asking: Asking, field: FacetField): Uint32Array {
  return asking.columns.keep(`counts ${field}`, () => {
    const of = valueCounts(asking, field, recordsOf(asking, everything).result)
    return { of, bytes: of.byteLength }
  })
}
