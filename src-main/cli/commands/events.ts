import { basename } from 'node:path'
import { type Given, oneOf, take, UsageError } from '../arguments.ts'
import type { Command } from '../command.ts'
import { EXIT } from '../exit.ts'
import { writeWhole } from '../output-file.ts'
import { listRecords } from '../record-pages.ts'
import { readFields, recordFields, tableFields } from '../record-fields.ts'
import { csvForm, ndjsonForm, type RecordForm, tableForm } from '../record-forms.ts'
import { scopeOf, scopeOptions } from '../scope.ts'
import { openCase, type Session } from '../session.ts'
import { visible, visibleJson, visibleLines } from '../visible.ts'
import { count, counted } from '../words.ts'

const TABLE_LIMIT = 100
const formats = ['table', 'ndjson', 'csv'] as const
const notInThisRelease: ReadonlySet<string> = new Set(['timesketch', 'ocsf', 'parquet'])

function formatOf(session: Session, given: Given): (typeof formats)[number] {
  const said = given.text('format')
  if (said === undefined) return session.json ? 'ndjson' : 'table'
  if (notInThisRelease.has(said))
    throw new UsageError(`The format ${said} is not in this release.`, `It writes ${formats.join(', ')}.`)
  const format = oneOf(said, '--format', formats)
  if (session.json && format !== 'ndjson' && given.text('out') === undefined)
    throw new UsageError(`--json and --format ${format} exclude each other.`, 'With --out FILE both can stand.')
  return format
}

function formOf(session: Session, given: Given, format: (typeof formats)[number]): RecordForm {
  const list = given.text('fields')
  if (format === 'ndjson') return ndjsonForm(readFields(list, recordFields))
  if (format === 'csv') return csvForm(readFields(list, recordFields))
  return tableForm(readFields(list, tableFields), given.text('out') === undefined ? session.out.columns : undefined)
}

interface Written {
  readonly written: number
  readonly total: number
  readonly range: { readonly from?: string | undefined; readonly to?: string | undefined }
}

interface Plan {
  readonly form: RecordForm
  readonly format: (typeof formats)[number]
  readonly limit: number
  readonly scope: ReturnType<typeof scopeOf> & { readonly order: 'time' | '-time' }
}

/** The words, read before the engine is started. */
function planOf(session: Session, given: Given): Plan {
  const format = formatOf(session, given)
  return {
    form: formOf(session, given, format),
    format,
    limit: given.number('limit', 0) ?? (format === 'table' ? TABLE_LIMIT : Infinity),
    scope: { ...scopeOf(given), order: given.choice('order', ['time', '-time']) },
  }
}

async function writeRecords(
  session: Session,
  { form, limit, scope }: Plan,
  write: (text: string) => Promise<void>,
): Promise<Written> {
  const { total, range, notes, pages } = await listRecords(session.engine(), scope, limit)
  for (const note of notes) session.note(note)
  let written = 0
  if (form.head !== '') await write(form.head)
  for await (const records of pages) {
    if (session.out.closed()) break
    await write(form.page(records))
    written += records.length
  }
  return { written, total, range }
}

const rangeWords = ({ from, to }: Written['range']): string =>
  from === undefined && to === undefined ? '' : ` from ${from ?? 'the first'} to ${to ?? 'the last'}`

export const events: Command = {
  name: 'events',
  summary: 'Prints the records, normalised.',
  usage: [
    'events CASE [--where QUERY] [--from T] [--to T] [--fields LIST] [--limit N] [--order time|-time]',
    '       [--format table|ndjson|csv] [--out FILE]',
  ],
  options: [
    ...scopeOptions,
    { name: 'fields', value: 'LIST', help: 'fields with commas between: time,actor,target,...' },
    {
      name: 'limit',
      value: 'N',
      help: `at most so many records (a table shows ${TABLE_LIMIT} unless told; the rest all)`,
    },
    { name: 'order', value: 'ORDER', help: 'time (the default) or -time, newest first' },
    { name: 'format', value: 'FORMAT', help: 'table, ndjson (the default with --json) or csv' },
    { name: 'out', value: 'FILE', help: 'write to a new file; an existing one is never overwritten' },
  ],
  notes: [
    `Fields: ${recordFields.join(', ')}.`,
    "In csv a cell that begins with = + - @ TAB CR LF NUL or ' has one ' before it; reading back removes exactly one.",
  ],
  examples: [
    'proofline events audit.proofline --where \'actor:deploy-bot kind:read target:"secret/data/production/*"\'',
    'proofline events audit.proofline --from 7d --order -time --limit 20',
    'proofline events audit.proofline --format csv --fields time,actor,action,target,outcome,ip --out records.csv',
    "proofline events audit.proofline --json --where 'outcome:denied' | jq -r .actor | sort | uniq -c",
  ],
  run: async (session, given) => {
    const [path = ''] = take(given, 'CASE')
    const plan = planOf(session, given)
    await openCase(session, path, { readOnly: true })
    const out = given.text('out')
    if (out === undefined) await toStdout(session, plan)
    else await toFile(session, plan, out)
    return EXIT.done
  },
}

async function toStdout(session: Session, plan: Plan): Promise<void> {
  // a terminal would obey what stands in a CSV cell; a pipe or file gets the exact bytes
  const raw = plan.format !== 'csv' || !session.out.isTerminal
  const { written, total, range } = await writeRecords(session, plan, async (text) => {
    if (!session.quiet) await session.out.write(raw ? text : visibleLines(text.replaceAll('\r\n', '\n')))
  })
  if (plan.format !== 'table' || session.quiet || session.out.closed()) return
  const more = written < total ? ' (--limit N shows more)' : ''
  session.note(`${count(written)} of ${counted(total, 'record')}${rangeWords(range)}${more}`)
}

async function toFile(session: Session, plan: Plan, out: string): Promise<void> {
  let told: Written | undefined
  await writeWhole(out, async (write) => {
    told = await writeRecords(session, plan, write)
  })
  if (told === undefined || session.quiet) return
  const { written, total, range } = told
  const said = `${counted(written, 'record')} of ${count(total)}${rangeWords(range)} written to ${visible(basename(out))}.`
  const document = { out, format: plan.format, records: written, total, ...range }
  await session.out.write(session.json ? `${visibleJson(document)}\n` : `${said}\n`)
}
