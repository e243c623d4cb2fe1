import type { JobResult } from '../contract/events.ts'
import type { Conclusion } from '../core/compare/conclusion.ts'
import { csvRow } from '../core/pack/cells.ts'
import { EXIT, type ExitCode } from './exit.ts'
import { table } from './table.ts'
import { visible } from './visible.ts'
import { count, counted, duration } from './words.ts'

type Compared = JobResult<'compare'>
type Difference = Compared['differences'][number]

/** Agreement in every byte is 0; what could not be settled, or compared at all, is as little a success as what cannot be verified. */
const exits: Readonly<Record<Conclusion, ExitCode>> = {
  agree: EXIT.done,
  differ: EXIT.failed,
  unsettled: EXIT.unproven,
  nothing: EXIT.unproven,
}
export const exitOfComparison = ({ conclusion }: Pick<Compared, 'conclusion'>): ExitCode => exits[conclusion]

const words: Readonly<Record<Difference['difference'], string>> = {
  'only-first': 'only in the first',
  'only-second': 'only in the second',
  changed: 'changed',
  hashed: 'hashed values',
  bytes: 'other bytes',
}

const placeOf = (record: Difference['first']): string => (record === undefined ? '' : `${record.file}:${record.line}`)

function changesOf({ first, second, fields }: Difference): string {
  if (!first || !second) return (first ?? second)?.outcome ?? ''
  if (fields.length === 0) return `${count(first.length)} and ${count(second.length)} bytes`
  return fields.map(({ field, first: a = '–', second: b = '–' }) => `${field} ${a} → ${b}`).join('; ')
}

const columns = [
  { head: 'Difference' },
  { head: 'Time' },
  { head: 'Actor', max: 24 },
  { head: 'Action', max: 24 },
  { head: 'Target', max: 40, keep: 'end' },
  { head: 'In the first', max: 40, keep: 'end' },
  { head: 'In the second', max: 40, keep: 'end' },
  { head: 'What differs' },
] as const

function rowOf(one: Difference): string[] {
  const { time = '', actor = '', action = '', target = '' } = one.first ?? one.second ?? {}
  return [words[one.difference], time, actor, action, target, placeOf(one.first), placeOf(one.second), changesOf(one)]
}

function sideLine(which: string, side: Compared['first']): string {
  const { id, name, format, records, before, after, rejected, duplicates } = side
  const left = [
    before > 0 ? `${count(before)} before` : '',
    after > 0 ? `${count(after)} after` : '',
    rejected > 0 ? `${counted(rejected, 'rejected line')}` : '',
    duplicates > 0 ? `${counted(duplicates, 'duplicate')}` : '',
  ].filter((part) => part !== '')
  const aside = left.length === 0 ? '' : `; not compared: ${left.join(', ')}`
  return `${which} bundle ${id}  ${visible(name)}  ${format}: ${counted(records, 'record')} in the period${aside}`
}

const periodLine = ({ from, to, is }: Compared['period']): string => {
  if (from === undefined && to === undefined) return 'Period  none: the two exports do not overlap in time'
  const why = is === 'overlap' ? 'where both have records' : 'as asked'
  return `Period  ${from ?? 'the first'} to ${to ?? 'the last'} (${why})`
}

/** Who was compared, what differs, and what that can tell. */
export function comparisonLines(compared: Compared): string[] {
  const { counts, differences, message, settles, limits, first, second, period, seconds } = compared
  const all = counts.onlyFirst + counts.onlySecond + counts.changed + counts.hashed + counts.bytes
  const more = all - differences.length
  return [
    sideLine('First ', first),
    sideLine('Second', second),
    periodLine(period),
    '',
    ...(differences.length === 0 ? [] : [...table(columns, differences.map(rowOf)), '']),
    ...(more > 0 ? [`${counted(more, 'further difference')} not listed (--limit N lists more)`, ''] : []),
    `${visible(message)} (${duration(seconds)})`,
    ...(settles === undefined ? [] : [`  settled by: ${settles}`]),
    ...limits.map((limit) => `  ${limit}`),
  ]
}

const csvHead = [
  'difference',
  'time',
  'actor',
  'action',
  'target',
  'firstRecord',
  'firstFile',
  'firstLine',
  'firstSha256',
  'secondRecord',
  'secondFile',
  'secondLine',
  'secondSha256',
  'field',
  'first',
  'second',
]

/** RFC 4180, a row for each difference and, of a changed record, for each field; no cell is a formula to a spreadsheet. */
export function comparisonCsv({ differences }: Compared): string {
  const rows = differences.flatMap((one) => {
    const { time, actor, action, target } = one.first ?? one.second ?? {}
    const sides = [one.first, one.second].flatMap((side) => [
      side && String(side.id),
      side?.file,
      side && String(side.line),
      side?.sha256,
    ])
    const fields = one.fields.length === 0 ? [undefined] : one.fields
    return fields.map((field) =>
      csvRow([one.difference, time, actor, action, target, ...sides, field?.field, field?.first, field?.second]),
    )
  })
  return csvRow(csvHead) + rows.join('')
}
