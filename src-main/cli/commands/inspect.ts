import { UsageError } from '../arguments.ts'
import type { Command } from '../command.ts'
import { EXIT } from '../exit.ts'
import { answer, places } from '../session.ts'
import type { JobResult } from '../../contract/events.ts'
import { requireSome } from './import.ts'
import { visible } from '../visible.ts'
import { counted, share } from '../words.ts'

type Input = JobResult<'inspect'>['inputs'][number]

function inputLines({ path, format, confidence, reasons, records, rejected, first, last, integrity }: Input): string[] {
  const period = first === undefined ? 'no time in it' : `${first} to ${last ?? first}`
  return [
    visible(path),
    `  format     ${format === undefined ? 'not recognised' : `${visible(format)} (confidence ${share(confidence, 1)})`}`,
    ...reasons.map((reason, index) => `  ${index === 0 ? 'because    ' : '           '}${visible(reason)}`),
    `  holds      ${counted(records, 'record')}, ${counted(rejected, 'rejected line')}`,
    `  period     ${period}`,
    `  integrity  ${integritySaid(format, integrity)}`,
    '',
  ]
}

function integritySaid(format: Input['format'], integrity: Input['integrity']): string {
  if (format === undefined) return 'not known: it was not read'
  return integrity.length === 0 ? 'nothing offered by this source' : visible(integrity.join(', '))
}

export const inspect: Command = {
  name: 'inspect',
  summary:
    'Says what files are: format with confidence and reasons, counts, period, integrity features. Needs no case.',
  usage: ['inspect PATH...'],
  options: [],
  notes: ['Ends with 5 where an input is of no known format or holds lines that cannot be read.'],
  examples: ['proofline inspect vault_audit.log', 'proofline inspect exports/ --json'],
  run: async (session, given) => {
    if (given.positionals.length === 0) throw new UsageError('PATH is missing.')
    requireSome(given.positionals)
    const result = await session
      .engine()
      .run('inspect.start', { places: await places(session, given.positionals, 'input') })
    await answer(session, result, () => result.inputs.flatMap(inputLines).slice(0, -1))
    const doubtful = result.inputs.some(({ format, rejected }) => format === undefined || rejected > 0)
    return doubtful ? EXIT.rejected : EXIT.done
  },
}
