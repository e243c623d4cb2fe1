import type { Answer } from '../contract/calls.ts'
import { table } from './table.ts'
import { visible } from './visible.ts'
import { count, counted, duration } from './words.ts'

type Stated = Answer<'completeness'>
type Source = Stated['sources'][number]
type Gap = Source['gaps'][number]

const whose: Readonly<Record<NonNullable<Stated['period']>['by'], string>> = {
  asked: 'as asked',
  case: 'the period of the case',
  records: 'the time of the records, since the case has no period',
}

/** What is stated of every source of a case, as lines. */
export function completenessLines({ period, sources }: Stated): string[] {
  if (period === undefined) return ['The case has no record and no period: nothing can be stated.']
  const { from, to, by } = period
  const open = sources.reduce((sum, { gaps }) => sum + gaps.filter(isOpen).length, 0)
  return [
    `Period ${from} to before ${to} (${whose[by]})`,
    '',
    ...sources.flatMap(sourceLines),
    `${counted(sources.length, 'source')}, ${counted(open, 'open gap')}`,
  ]
}

const isOpen = ({ explained }: Gap): boolean => explained === undefined

function sourceLines(source: Source): string[] {
  const { bundle, name, title, gaps, furtherGaps, checked, signs, blindSpots, trust } = source
  return [
    `Bundle ${bundle}  ${visible(name)}  ${visible(title)}`,
    `  Present   ${presentSaid(source)}`,
    ...part('Gaps', gapLines(gaps), 'none of a day or longer, and none that stands out from the habit of the source'),
    ...(furtherGaps > 0 ? [`      and ${counted(furtherGaps, 'shorter gap')}`] : []),
    ...part(
      source.outside > 0 && signs.length > 0 ? 'Signs, of the whole export and not of the period alone' : 'Signs',
      signs.map(signSaid),
      checked ? 'none in the last verification' : 'not looked for, since nothing was verified yet',
    ),
    ...part(
      'Blind spots',
      blindSpots.map(visible),
      'none are known of this system, which does not say that it has none',
    ),
    `  Trust     ${visible(trust)}`,
    '',
  ]
}

function presentSaid({ records, outside, rejected, first, last, days }: Source): string {
  const spans = first === undefined ? [] : [`${first} to ${last ?? ''}`]
  const onDays = days === undefined ? [] : [`on ${count(days.with)} of ${counted(days.of, 'day')}`]
  const more = [
    ...(outside > 0 ? [`${counted(outside, 'record')} outside the period`] : []),
    ...(rejected > 0 ? [`${counted(rejected, 'line')} could not be read`] : []),
  ]
  return [counted(records, 'record'), ...spans, ...onDays, ...more].join(', ')
}

function part(head: string, lines: readonly string[], none: string): string[] {
  return lines.length === 0 ? [`  ${head}: ${none}`] : [`  ${head}`, ...lines.map((line) => `      ${line}`)]
}

function gapLines(gaps: readonly Gap[]): string[] {
  if (gaps.length === 0) return []
  const rows = gaps.map((gap) => [gap.from, gap.to, duration(gap.seconds), gap.explained ?? 'open', becauseSaid(gap)])
  return table(
    [{ head: 'From' }, { head: 'To' }, { head: 'Length', right: true }, { head: 'Is' }, { head: 'Because' }],
    rows,
  )
}

const becauseSaid = ({ because, elsewhere = [] }: Gap): string =>
  [because, ...elsewhere.map(({ name, records }) => `${name} has ${counted(records, 'record')} of it`)].join('; ')

function signSaid({ check, message, file, line, more }: Source['signs'][number]): string {
  const place = [file, line === undefined ? undefined : `line ${count(line)}`].filter((one) => one !== undefined)
  return visible([check, ...place, message].join('  ') + (more > 0 ? ` (and ${count(more)} more)` : ''))
}
