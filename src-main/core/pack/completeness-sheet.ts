import type { Cell } from './cells.ts'
import type { PackCompleteness } from './content.ts'

type Row = readonly Cell[]
type Source = PackCompleteness['sources'][number]

/** One row a thing that is stated of a source: source, what, from, to, state, text; times in UTC, `to` is the end of a half-open time. */
export function completenessRows({ period, notes, sources }: PackCompleteness): Row[] {
  const over: Row = ['', 'period', period?.from, period?.to, '', 'The time that this is stated of']
  const noted = notes.map((note): Row => ['', 'note', undefined, undefined, '', note])
  return [...(period === undefined ? [] : [over]), ...noted, ...sources.flatMap(sourceRows)]
}

function sourceRows(source: Source): Row[] {
  const { name, first, last, outside, gaps, furtherGaps, signs, blindSpots, trust } = source
  const said = (what: string, text: string): Row => [name, what, undefined, undefined, '', text]
  // a verification looks at an export whole, and what it found may lie outside the period
  const ofAll = outside > 0 ? 'of the whole export: ' : ''
  return [
    [name, 'present', first, last, '', presentSaid(source)],
    ...gaps.map((gap): Row => [name, 'gap', gap.from, gap.to, gap.explained ?? 'open', gapSaid(gap)]),
    ...(furtherGaps > 0 ? [said('gap', `${furtherGaps} shorter gaps are not listed`)] : []),
    ...signs.map(({ check, message, more }) =>
      said('sign', `${ofAll}${check}: ${message}${more > 0 ? ` (and ${more} more)` : ''}`),
    ),
    ...blindSpots.map((spot) => said('never recorded', spot)),
    said('trust', trust),
  ]
}

function presentSaid({ title, records, outside, rejected, days }: Source): string {
  const on = days === undefined ? '' : ` on ${days.with} of ${days.of} days`
  return `${title}: ${records} records in the period${on}, ${outside} outside of it, ${rejected} lines that could not be read`
}

function gapSaid({ because, elsewhere = [] }: Source['gaps'][number]): string {
  const others = elsewhere.map(({ name, records }) => `${name} has ${records} records of it`)
  return [because, ...others].join('; ')
}
