import { take } from '../arguments.ts'
import type { Command } from '../command.ts'
import { EXIT } from '../exit.ts'
import { answer, openCase } from '../session.ts'
import type { JobResult } from '../../contract/events.ts'
import { offsetText } from '../../core/clocks/clock-words.ts'
import { table } from '../table.ts'
import { visible } from '../visible.ts'
import { count } from '../words.ts'

type Offset = JobResult<'clock'>['offsets'][number]

const columns = [
  { head: 'Clock' },
  { head: 'Against' },
  { head: 'Pairs', right: true },
  { head: 'Least', right: true },
  { head: 'Median', right: true },
  { head: 'Most', right: true },
  { head: 'Ahead at least', right: true },
  { head: 'At most', right: true },
] as const

const rowOf = ({ first, second, pairs, minUs, medianUs, maxUs, atLeast, atMost }: Offset): string[] => [
  second,
  first,
  count(pairs),
  ...[minUs, medianUs, maxUs].map(offsetText),
  ...[atLeast, atMost].map((bound) => (bound ? offsetText(bound.us) : '–')),
]

function offsetLines({ message, by, contradicts, atLeast, atMost, settles }: Offset): string[] {
  const records = [atLeast, atMost].flatMap((bound) =>
    bound ? [`${bound.firstRecord} and ${bound.secondRecord}`] : [],
  )
  return [
    `${contradicts ? '? ' : ''}${visible(message)}.`,
    ...by.map(({ rule, pairs, rests }) => `  ${rule}, ${count(pairs)}: rests on this, that ${rests}`),
    ...(records.length === 0 ? [] : [`  bounds set by records ${records.join('; ')}`]),
    `  settled by: ${settles}`,
  ]
}

function clockLines({ offsets }: JobResult<'clock'>): string[] {
  if (offsets.length === 0)
    return ['No event of this case was seen by two clocks: nothing can be said of how far they stand apart.']
  return [...table(columns, offsets.map(rowOf)), '', ...offsets.flatMap(offsetLines)]
}

export const clock: Command = {
  name: 'clock',
  summary: 'Measures how far the clocks of sources stand apart, with bounds.',
  usage: ['clock CASE'],
  options: [],
  notes: [
    'From events that two clocks saw: a read of a secret and its decryption, the opening of a session and its first use, one',
    'request in two systems. The bounds hold where a clock kept one offset and the pairs are what they are taken for.',
  ],
  examples: ['proofline clock audit.proofline', 'proofline clock audit.proofline --json | jq .offsets'],
  run: async (session, given) => {
    const [path = ''] = take(given, 'CASE')
    await openCase(session, path, { readOnly: true })
    const measured = await session.engine().run('clock.start', {})
    await answer(session, measured, () => clockLines(measured))
    return EXIT.done
  },
}
