import type { JobResult } from '../contract/events.ts'
import { type Column, table } from './table.ts'
import { visible } from './visible.ts'
import { count, counted, duration, share } from './words.ts'

type Result = JobResult<'import'>
type Bundle = Result['bundles'][number]
type File = Bundle['files'][number]

const NAMED_REJECTIONS = 10

/** lines = records + paired + duplicates + rejected; anything else is a fault of the program and is said. */
export const closes = ({
  lines,
  records,
  paired,
  duplicates,
  rejected,
}: Omit<File, 'path' | 'bytes' | 'sha256'>): boolean => lines === records + paired + duplicates + rejected

const columns: readonly Column[] = [
  { head: '  File' },
  { head: 'Lines', right: true },
  { head: '' },
  { head: 'Records', right: true },
  { head: '' },
  { head: 'Paired', right: true },
  { head: '' },
  { head: 'Duplicates', right: true },
  { head: '' },
  { head: 'Rejected', right: true },
  { head: '' },
]

function row(file: File): string[] {
  const { path, lines, records, paired, duplicates, rejected, already } = file
  const parts = [records, paired, duplicates, rejected].map(count)
  const end = already === undefined ? (closes(file) ? 'closes' : 'DOES NOT CLOSE') : `already in bundle ${already}`
  return [
    `  ${path}`,
    count(lines),
    '=',
    parts[0] ?? '',
    '+',
    parts[1] ?? '',
    '+',
    parts[2] ?? '',
    '+',
    parts[3] ?? '',
    end,
  ]
}

function sumOf(files: readonly File[]): File {
  const sum = (of: (file: File) => number): number => files.reduce((all, file) => all + of(file), 0)
  return {
    path: `all ${count(files.length)} files`,
    bytes: sum((file) => file.bytes),
    sha256: '',
    lines: sum((file) => file.lines),
    records: sum((file) => file.records),
    paired: sum((file) => file.paired),
    duplicates: sum((file) => file.duplicates),
    rejected: sum((file) => file.rejected),
  }
}

function rejectionLines({ rejections, rejected, id }: Bundle): string[] {
  if (rejected === 0) return []
  const named = rejections
    .slice(0, NAMED_REJECTIONS)
    .map(({ file, line, reason }) => `  rejected  ${visible(file)}, line ${count(line)}: ${visible(reason)}`)
  const more = rejected - named.length
  if (more <= 0) return named
  const how = rejections.length < rejected ? `the first ${count(rejections.length)} with --json` : 'all with --json'
  return [
    ...named,
    `  and ${counted(more, 'more rejected line')} (${how}; every one is kept in bundle ${id} of the case)`,
  ]
}

/** A choice between two times is never made in silence. */
function doubledLines({ doubledHour, id }: Bundle): string[] {
  if (doubledHour === undefined) return []
  const { records, file, line } = doubledHour
  return [
    `  note      ${counted(records, 'record')} in an hour that the clock of the zone showed twice, the first in ${visible(file)}, line ${count(line)}:`,
    `            the earlier reading was taken (\`events --where 'bundle:${id} flag:doubled-hour'\`)`,
  ]
}

/** A word that is not known is no result, and is not left out in silence. */
function unmappedLines({ unmappedResults, id }: Bundle): string[] {
  if (unmappedResults === undefined) return []
  const { count: found, words } = unmappedResults
  return [
    `  note      ${counted(found, 'result')} in words that the profile does not map, shown as unknown (\`events --where 'bundle:${id} outcome:unknown'\`);`,
    `            the first: ${words.map((word) => visible(word)).join(', ')}`,
  ]
}

function bundleLines(bundle: Bundle): string[] {
  const { id, name, format, confidence, files, records, first, last } = bundle
  const period = first === undefined ? 'no time in it' : `${first} to ${last ?? first}`
  const rows = files.map(row)
  if (files.length > 1) rows.push(row(sumOf(files)))
  return [
    `Bundle ${id}  ${visible(name)}  ${visible(format)} (confidence ${share(confidence, 1)})`,
    `  ${counted(records, 'record')}, ${period}`,
    ...table(columns, rows),
    ...doubledLines(bundle),
    ...unmappedLines(bundle),
    ...rejectionLines(bundle),
  ]
}

export function refusedLines(refused: Result['refused']): string[] {
  return refused.flatMap(({ path, message, remedy }) => [
    `Refused  ${visible(path)}: ${visible(message)}`,
    ...(remedy === undefined || message.includes(remedy) ? [] : [`         ${visible(remedy)}`]),
  ])
}

/** What an import took in, file by file, each ledger seen to close. */
export function importLines({ bundles, refused, already, seconds, case: name }: Result): string[] {
  const records = bundles.reduce((sum, bundle) => sum + bundle.records, 0)
  return [
    ...bundles.flatMap((bundle) => [...bundleLines(bundle), '']),
    ...already.map(
      ({ path, bundle }) => `Already  ${visible(path)} is in bundle ${bundle}; --again imports it once more.`,
    ),
    ...refusedLines(refused),
    `${counted(records, 'record')} imported into ${visible(name)} in ${duration(seconds)}.`,
  ]
}
