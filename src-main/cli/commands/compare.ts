import { basename, join } from 'node:path'
import { type Given, UsageError, take } from '../arguments.ts'
import { isCase } from '../case-file.ts'
import type { Command } from '../command.ts'
import { comparisonCsv, comparisonLines, exitOfComparison } from '../comparison.ts'
import { writeWhole } from '../output-file.ts'
import { answer, openCase, places, type Session } from '../session.ts'
import { isFaultCode } from '../engine.ts'
import type { AskInput } from '../../contract/calls.ts'
import type { JobResult } from '../../contract/events.ts'
import { FaultError } from '../../contract/fault.ts'
import { visible, visibleLines } from '../visible.ts'
import { counted } from '../words.ts'

type Compared = JobResult<'compare'>
type Ask = AskInput<'compare.start'>

/** Differences of each kind that a table shows unless told otherwise. */
const TABLE_LIMIT = 20

export const compare: Command = {
  name: 'compare',
  summary: 'Compares two exports of one period, record by record.',
  usage: [
    'compare CASE A B [--from T] [--to T] [--limit N] [--format table|csv] [--out FILE]',
    'compare PATH PATH [--source-zone IANA] ...',
  ],
  options: [
    { name: 'from', value: 'T', help: 'first moment; without a period, where both have records' },
    { name: 'to', value: 'T', help: 'the moment after the last; a bare date means through that day' },
    {
      name: 'limit',
      value: 'N',
      help: `differences listed of each kind, the earliest first (a table shows ${TABLE_LIMIT}, else 1000)`,
    },
    { name: 'format', value: 'FORMAT', help: 'table or csv' },
    { name: 'out', value: 'FILE', help: 'write to a new file; an existing one is never overwritten' },
    { name: 'source-zone', value: 'IANA', help: 'zone of times that carry no offset (with PATH)' },
  ],
  notes: [
    'A and B are bundles of the case, by number or name. Records with the same bytes on both sides are the same; of the rest',
    'partners are looked for by the id that the source gives an event, else by time, actor, action and target.',
    'Ends with 0 where the two agree in every byte, with 3 where a record is missing or changed, with 4 where the fields',
    'agree and the bytes do not, or nothing could be compared. That two exports agree does not verify either.',
  ],
  examples: [
    'proofline compare audit.proofline vault-prod-2025q1 vault-prod-2025q1-ops',
    'proofline compare audit.proofline 1 2 --from 2025-03-01 --to 2025-03-31 --format csv --out differences.csv',
    'proofline compare first-export.zip second-export.zip --json | jq .counts',
  ],
  run: async (session, given) => {
    const [first] = given.positionals
    if (first === undefined) throw new UsageError('CASE or PATH is missing.')
    const format = given.choice('format', ['table', 'csv'])
    const wanted = (await isCase(first)) ? await fromCase(session, given) : await fromPaths(session, given)
    const compared = await session.engine().run('compare.start', { ...wanted, ...askedOf(session, given, format) })
    for (const note of compared.notes) session.note(visible(note))
    await tell(session, compared, { format, out: given.text('out') })
    return exitOfComparison(compared)
  },
}

type Two = Pick<Ask, 'first' | 'second'>

async function fromCase(session: Session, given: Given): Promise<Two> {
  const [path = '', first = '', second = ''] = take(given, 'CASE', 'A', 'B')
  if (given.text('source-zone') !== undefined) throw new UsageError('--source-zone goes with paths, not with a case.')
  await openCase(session, path)
  return { first, second }
}

async function fromPaths(session: Session, given: Given): Promise<Two> {
  const [first = '', second = ''] = take(given, 'PATH', 'the second PATH')
  const zone = given.text('source-zone')
  await openCase(session, join(session.scratch(), 'compare.proofline'), { make: true })
  return { first: await importOne(session, first, zone), second: await importOne(session, second, zone) }
}

/** The one bundle that a path gives. */
async function importOne(session: Session, path: string, sourceZone: string | undefined): Promise<number> {
  // the second may hold the same bytes as the first, which is an answer
  const { bundles, refused } = await session.engine().run('import.start', {
    places: await places(session, [path], 'input'),
    again: true,
    ...(sourceZone !== undefined && { sourceZone }),
  })
  for (const one of refused) session.note(`${visible(one.path)} was refused: ${visible(one.message)}`)
  const [refusal] = refused
  const [bundle, other] = bundles
  if (bundle !== undefined && other === undefined && refusal === undefined) return bundle.id
  throw new FaultError(refusal && isFaultCode(refusal.code) ? refusal.code : 'format-unknown', {
    message: refusal ? refusal.message : `${basename(path)} gives ${counted(bundles.length, 'bundle')}, not one.`,
    file: path,
    remedy: 'Import both into a case, and compare two of its bundles.',
  })
}

function askedOf(session: Session, given: Given, format: 'table' | 'csv'): Omit<Ask, keyof Two> {
  const limit = given.number('limit', 0) ?? (format === 'table' && !session.json ? TABLE_LIMIT : undefined)
  const [from, to] = [given.text('from'), given.text('to')]
  return {
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(limit !== undefined && { limit }),
  }
}

interface Told {
  readonly format: 'table' | 'csv'
  readonly out: string | undefined
}

async function tell(session: Session, compared: Compared, { format, out }: Told): Promise<void> {
  const lines = (): string => `${comparisonLines(compared).join('\n')}\n`
  const text = format === 'csv' ? comparisonCsv(compared) : lines()
  if (out !== undefined) {
    await writeWhole(out, (write) => write(text))
    await answer(session, compared, () => [`${visible(compared.message)}; written to ${visible(basename(out))}.`])
  } else if (session.json) await answer(session, compared, () => [])
  else if (!session.quiet) {
    // a terminal would obey what stands in a CSV cell; a pipe or file gets the exact bytes
    const raw = format !== 'csv' || !session.out.isTerminal
    await session.out.write(raw ? text : visibleLines(text.replaceAll('\r\n', '\n')))
    if (format === 'csv') session.note(visible(compared.message))
  }
}
