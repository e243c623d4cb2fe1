import { type Given, UsageError, need, take, wholeNumber } from '../arguments.ts'
import type { Command } from '../command.ts'
import { EXIT } from '../exit.ts'
import { scopeOf, scopeOptions } from '../scope.ts'
import { answer, openCase } from '../session.ts'
import type { AskInput } from '../../contract/calls.ts'
import type { JobResult } from '../../contract/events.ts'
import { visible } from '../visible.ts'
import { count, counted } from '../words.ts'

type Result = JobResult<'scrub'>

const NAMED_FILES = 20

/** `archive.zip!audit.log:17`: a path may hold colons, a number none. */
function lineOf(said: string): { readonly file: string; readonly line: number } {
  const at = said.lastIndexOf(':')
  if (at <= 0) throw new UsageError(`--line takes FILE:N, not ${said}.`, 'For instance --line audit.log:17.')
  return { file: said.slice(0, at), line: wholeNumber(said.slice(at + 1), 'the number of a line', 1) }
}

function askOf(given: Given): AskInput<'scrub.start'> {
  const [masked, rejected, dryRun] = [given.flag('masked'), given.flag('rejected'), given.flag('dry-run')]
  const scope = scopeAsked(given)
  const lines = given.texts('line').map(lineOf)
  const named = scope !== undefined || lines.length > 0 || rejected
  if (!named && !masked)
    throw new UsageError('Which lines?', 'Say --masked, or else --where QUERY, --line FILE:N or --rejected.')
  if (named && masked)
    throw new UsageError(
      '--masked chooses every line of the case that holds a masked value, so nothing can be chosen beside it.',
      'Leave --masked out: of lines chosen by --where, --from, --to, --line or --rejected the masked values alone are overwritten, unless --whole is given.',
    )
  return { ...scope, lines, masked, rejected, whole: given.flag('whole'), dryRun, reason: reasonOf(given, dryRun) }
}

/** A period alone is all records of it. */
function scopeAsked(given: Given): { where: string; from?: string; to?: string } | undefined {
  const scope = scopeOf(given)
  return Object.keys(scope).length === 0 ? undefined : { where: '', ...scope }
}

function reasonOf(given: Given, dryRun: boolean): string {
  if (dryRun) return given.text('reason') ?? ''
  return need(given, 'reason', 'why; it stands in the custody log')
}

const one = (n: number, text: string): string[] => (n > 0 ? [`  ${text}`] : [])

function scrubLines(result: Result, dryRun: boolean): string[] {
  const { lines, values, whole, unplaced, clean, already, blocks, duplicates, files } = result
  const parts = [
    ...(values > 0 ? [`${counted(values, 'value')} in ${counted(lines - whole, 'line')}`] : []),
    ...(whole > 0 ? [`${counted(whole, 'line')} whole`] : []),
  ]
  const head = `${parts.join(', and ')}, in ${counted(blocks, 'block')}`
  const did = dryRun ? 'Would overwrite' : 'Overwrote'
  return [
    lines === 0 ? 'There is nothing to overwrite.' : `${did} ${head}.`,
    ...one(
      unplaced,
      `${counted(unplaced, 'line')} whole although not asked for: a masked value could not be found in the bytes`,
    ),
    ...one(clean, `${counted(clean, 'chosen line')} with nothing that is masked: left as they are`),
    ...one(already, `${counted(already, 'chosen line')} scrubbed before: left as they are`),
    ...one(
      duplicates,
      `${counted(duplicates, 'duplicate line')} of these bundles belong to no record: --masked or --line reaches them`,
    ),
    ...files.slice(0, NAMED_FILES).map(({ path, lines: n }) => `  ${visible(path)}: ${counted(n, 'line')}`),
    ...one(files.length - NAMED_FILES, `and ${counted(files.length - NAMED_FILES, 'further file')}`),
    ...ending(result, dryRun),
  ]
}

function ending({ lines, custody, pending }: Result, dryRun: boolean): string[] {
  if (dryRun && lines > 0) return ['Nothing was changed. What is overwritten cannot be brought back from the case.']
  if (custody === undefined) return []
  return [
    `Custody entry ${count(custody)}. These lines are not verifiable from the case alone any more; the files as received settle them.`,
    ...(pending
      ? ['The case is being read: the old bytes may stand in its file until it is opened next, which finishes this.']
      : []),
  ]
}

export const scrub: Command = {
  name: 'scrub',
  summary: 'Overwrites secrets in the stored originals, under custody; their hashes as received stay.',
  usage: [
    'scrub CASE (--where QUERY [--from T] [--to T] | --line FILE:N… | --rejected | --masked) --reason TEXT [--whole] [--dry-run]',
  ],
  options: [
    ...scopeOptions,
    {
      name: 'line',
      value: 'FILE:N',
      many: true,
      help: 'line N of a file of the case, as `events` and `rejected` name it',
    },
    { name: 'rejected', help: 'every line that became no record' },
    { name: 'masked', help: 'every line of the case that holds a masked value; stands alone' },
    { name: 'reason', value: 'TEXT', help: 'why; it stands in the custody log and in every pack' },
    { name: 'whole', help: 'every byte of the lines, not only the values that are masked' },
    { name: 'dry-run', help: 'say what would be done, and do nothing' },
  ],
  notes: [
    'A value is overwritten with as many stars as it has bytes, so that every other line keeps its place. The records stay as they are.',
    'What was scrubbed is gone from the case and stays in the files as received. A short secret could still be guessed from the hash of its line.',
  ],
  examples: [
    'proofline scrub audit.proofline --masked --dry-run',
    "proofline scrub audit.proofline --masked --reason 'INC-4127: tokens of the export, agreed with D. Reyes'",
    "proofline scrub audit.proofline --line audit.log:17 --whole --reason 'INC-4127'",
  ],
  run: async (session, given) => {
    const [path = ''] = take(given, 'CASE')
    const ask = askOf(given)
    await openCase(session, path)
    const result = await session.engine().run('scrub.start', ask)
    await answer(session, result, () => scrubLines(result, ask.dryRun === true))
    return EXIT.done
  },
}
