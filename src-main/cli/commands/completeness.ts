import { take } from '../arguments.ts'
import type { Command } from '../command.ts'
import { completenessLines } from '../completeness.ts'
import { EXIT } from '../exit.ts'
import { scopeOf, scopeOptions } from '../scope.ts'
import { answer, openCase } from '../session.ts'

export const completeness: Command = {
  name: 'completeness',
  summary: 'States what of a period is there, what is missing, what is never recorded, and where trust begins.',
  usage: ['completeness CASE [--from T] [--to T]'],
  options: scopeOptions.filter(({ name }) => name !== 'where'),
  notes: [
    'Source by source. Without --from and --to the period of the case counts, and without one the time of its records.',
    'It is a statement and no verdict: it ends with 0 whatever is missing. Signs and trust are those of the last verify.',
  ],
  examples: [
    'proofline completeness audit.proofline --from 2025-01-01 --to 2025-03-31',
    'proofline completeness audit.proofline --json | jq ".sources[].gaps[] | select(.explained | not)"',
  ],
  run: async (session, given) => {
    const [path = ''] = take(given, 'CASE')
    await openCase(session, path, { readOnly: true })
    const stated = await session.engine().ask('completeness', scopeOf(given))
    for (const note of stated.notes) session.note(note)
    await answer(session, stated, () => completenessLines(stated))
    return EXIT.done
  },
}
