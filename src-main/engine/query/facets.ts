import type { Answer, Ask } from '../../contract/calls.ts'
import { flagNames } from '../../core/record/record.ts'
import { countValues } from '../columns/count.ts'
import type { Result } from '../columns/select.ts'
import { best } from './best.ts'
import { type FacetField, areNames, columnOf, facetFieldOf, hasAbsent, labelsOf } from './facet-values.ts'
import { type Asking, recordsOf } from './result.ts'

type Facet = Answer<'facets'>['facets'][string]
type Counted = { readonly value: string; readonly count: number }

/** Counts of the values of each field asked, over the records that match. */
export function facets(asking: Asking, ask: Ask<'facets'>): Answer<'facets'> {
  const { result, range, notes } = recordsOf(asking, ask)
  const entries = ask.fields.map((name): [string, Facet] => [name, facet(asking, facetFieldOf(name), result, ask)])
  return { total: result.total, range, notes: [...notes], facets: Object.fromEntries(entries) }
}

function facet(
  asking: Asking,
  field: FacetField,
  result: Result,
  ask: Pick<Ask<'facets'>, 'limit' | 'rareFirst'>,
): Facet {
  const counts = valueCounts(asking, field, result)
  const sign = ask.rareFirst ? 1 : -1
  const named = areNames(field)
  const inOrder = (a: number, b: number): number => sign * ((counts[a] ?? 0) - (counts[b] ?? 0)) || a - b
  const chosen = best(seen(counts, field), named ? Infinity : ask.limit, inOrder)
  const labels = labelsOf(asking, field, chosen)
  const merged = merge(
    chosen.map((value) => ({ value: labels.get(value) ?? String(value), count: counts[value] ?? 0 })),
  )
  const values = merged
    .toSorted((a, b) => sign * (a.count - b.count) || compareText(a.value, b.value))
    .slice(0, ask.limit)
  const distinct = named ? merged.length : [...seen(counts, field)].length
  return { values, distinct, absent: absentOf(field, counts, result, asking) }
}

function* seen(counts: Uint32Array, field: FacetField): Generator<number> {
  for (let value = hasAbsent(field) ? 1 : 0; value < counts.length; value++) if (counts[value]) yield value
}

/** Counts at the index of the value; of flags, at the index of the bit. */
export function valueCounts(asking: Asking, field: FacetField, result: Result): Uint32Array {
  const counts = countValues(asking.columns, columnOf(field), result)
  if (field !== 'flags') return counts
  return Uint32Array.from(flagNames, (_, bit) =>
    counts.reduce((sum, count, bits) => (bits & (1 << bit) ? sum + count : sum), 0),
  )
}

function absentOf(field: FacetField, counts: Uint32Array, result: Result, { columns }: Asking): number {
  if (field === 'flags') return countValues(columns, 'flags', result)[0] ?? 0
  return hasAbsent(field) ? (counts[0] ?? 0) : 0
}

/** Bundles of one name, and bundles of one verdict, are one value. */
function merge(counted: readonly Counted[]): Counted[] {
  const sums = new Map<string, number>()
  for (const { value, count } of counted) sums.set(value, (sums.get(value) ?? 0) + count)
  return [...sums].map(([value, count]) => ({ value, count }))
}

/** By code unit, whatever the locale. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
