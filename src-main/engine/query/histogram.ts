import type { Answer, Ask } from '../../contract/calls.ts'
import { writeTime } from '../../core/record/time.ts'
import type { CaseColumns } from '../columns/case-columns.ts'
import type { Column } from '../columns/chunk.ts'
import { type Result, positionAt, ranksBefore } from '../columns/select.ts'
import { best } from './best.ts'
import { type Buckets, bucketsOver } from './buckets.ts'
import { type FacetField, columnOf, facetFieldOf, hasAbsent, labelsOf } from './facet-values.ts'
import { valueCounts } from './facets.ts'
import { type Asking, type Scoped, recordsOf } from './result.ts'

type Bucket = Answer<'histogram'>['buckets'][number]

/** Series of a breakdown besides the rest; provisional: as many as a chart can tell apart. */
const SERIES = 5
const ABSENT = '(absent)'

/** Counts over time, empty buckets included, over the range asked or, where an end is open, to the end of the case. */
export function histogram(asking: Asking, ask: Ask<'histogram'>): Answer<'histogram'> {
  const scoped = recordsOf(asking, ask)
  const { result, range, notes: said } = scoped
  const notes = [...said]
  const by = ask.by === undefined ? undefined : facetFieldOf(ask.by)
  const extent = extentOf(asking.columns, scoped)
  if (!extent) return { ...range, bucket: ask.bucket, buckets: [], notes, total: result.total }
  const { step, bounds } = bucketsOver(extent.fromUs, extent.toUs, ask.bucket, asking.zone)
  const ranks = Array.from(bounds, (us) => ranksBefore(result, asking.columns.position({ us, ns: 0 })))
  const parts = by && breakdown(asking, by, result, ranks)
  const buckets = Array.from({ length: bounds.length - 1 }, (_, i): Bucket => {
    const count = (ranks[i + 1] ?? 0) - (ranks[i] ?? 0)
    return { start: written(bounds[i] ?? 0), count, ...(parts && { by: parts[i] ?? {} }) }
  })
  return { ...ends(range, bounds), bucket: step, buckets, notes, total: result.total }
}

/** First and last microsecond of the chart; undefined where there is nothing to draw. */
function extentOf(columns: CaseColumns, { result }: Scoped): { fromUs: number; toUs: number } | undefined {
  if (columns.rows === 0) return undefined
  const times = columns.column('time')
  const { from, to } = result.range
  const fromUs = from?.us ?? times[0] ?? 0
  const last = to ? to.us - (to.ns > 0 ? 0 : 1) : (times[columns.rows - 1] ?? 0)
  return last < fromUs ? undefined : { fromUs, toUs: last }
}

function ends(range: Scoped['range'], bounds: Buckets['bounds']): { from: string; to: string } {
  return { from: range.from ?? written(bounds[0] ?? 0), to: range.to ?? written(bounds.at(-1) ?? 0) }
}

const written = (us: number): string => writeTime(us, 0, us % 1_000_000 === 0 ? 0 : 6)

/** For each bucket the count of each series; the five most frequent values are series, the rest is one. */
function breakdown(
  asking: Asking,
  field: FacetField,
  result: Result,
  ranks: readonly number[],
): Record<string, number>[] {
  if (field === 'flags') return flagBreakdown(asking, result, ranks)
  const counts = valueCounts(asking, field, result)
  const seen = [...counts.keys()].filter((value) => counts[value])
  const order = (a: number, b: number): number => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b
  const isOpen = !['kind', 'outcome', 'actorKind', 'proof'].includes(field)
  const chosen = best(seen, isOpen && seen.length > SERIES ? SERIES : Infinity, order)
  const labels = labelsOf(asking, field, chosen)
  const names = chosen.map((value) => (value === 0 && hasAbsent(field) ? ABSENT : (labels.get(value) ?? String(value))))
  const series = new Uint16Array(counts.length).fill(chosen.length)
  chosen.forEach((value, i) => (series[value] = i))
  const table = tally(asking.columns.column(columnOf(field)), result, { ranks, series, width: chosen.length + 1 })
  return table.map((row) => named(row, [...names, names.includes('other') ? 'other (rest)' : 'other']))
}

function tally(
  column: Column,
  result: Result,
  { ranks, series, width }: { ranks: readonly number[]; series: Uint16Array; width: number },
): Uint32Array[] {
  return ranks.slice(1).map((end, bucket) => {
    const row = new Uint32Array(width)
    for (let rank = ranks[bucket] ?? 0; rank < end; rank++) {
      const one = series[column[positionAt(result, rank)] ?? 0] ?? 0
      row[one] = (row[one] ?? 0) + 1
    }
    return row
  })
}

/** Series without records in a bucket are left out of it; equal names are one series. */
function named(row: Uint32Array, names: readonly string[]): Record<string, number> {
  const by = new Map<string, number>()
  row.forEach((count, i) => {
    const name = names[i] ?? ''
    if (count > 0) by.set(name, (by.get(name) ?? 0) + count)
  })
  return Object.fromEntries(by)
}

/** A record counts in the series of each of its flags. */
function flagBreakdown(
  { columns, ...asking }: Asking,
  result: Result,
  ranks: readonly number[],
): Record<string, number>[] {
  const labels = labelsOf({ columns, ...asking }, 'flags', [...Array(32).keys()])
  const flags = columns.column('flags')
  return ranks.slice(1).map((end, bucket) => {
    const by: Record<string, number> = {}
    for (let rank = ranks[bucket] ?? 0; rank < end; rank++) {
      const bits = flags[positionAt(result, rank)] ?? 0
      for (let bit = 0; bits >> bit; bit++) {
        const name = labels.get(bit) ?? ''
        if (bits & (1 << bit)) by[name] = (by[name] ?? 0) + 1
      }
    }
    return by
  })
}
