import { take } from '../arguments.ts'
import type { Command } from '../command.ts'
import { exitOfVerdict } from '../exit.ts'
import { answer, openCase } from '../session.ts'
import type { Answer } from '../../contract/calls.ts'
import { table } from '../table.ts'
import { visible } from '../visible.ts'
import { counted, shortHash, verdictWords } from '../words.ts'

type Page = Answer<'custody.page'>

const PAGE = 500

function custodyLines({ verdict, head, problems }: Page, entries: Page['entries']): string[] {
  const columns = ['Seq', 'Time', 'Actor', 'Event', 'Hash', 'Detail'].map((one) => ({
    head: one,
    right: one === 'Seq',
  }))
  const rows = entries.map(({ seq, time, actor, event, hash, detail }) => [
    String(seq),
    time,
    actor,
    event,
    shortHash(hash),
    JSON.stringify(detail),
  ])
  return [
    ...table(columns, rows),
    ...problems.map(({ seq, message }) => `✘ entry ${seq}: ${visible(message)}`),
    `Head ${head}`,
    `${counted(entries.length, 'entry', 'entries')}: ${verdictWords(verdict)}`,
  ]
}

export const custody: Command = {
  name: 'custody',
  summary: "Prints the case's own log, verified while it is read.",
  usage: ['custody CASE'],
  options: [],
  notes: ['Ends with 3 where the chain of entries does not hold.'],
  examples: ['proofline custody audit.proofline', 'proofline custody audit.proofline --json | jq -r .head'],
  run: async (session, given) => {
    const [path = ''] = take(given, 'CASE')
    await openCase(session, path, { readOnly: true })
    const engine = session.engine()
    const first = await engine.ask('custody.page', { offset: 0, limit: PAGE })
    const entries = [...first.entries]
    while (entries.length < first.matching) {
      const page = await engine.ask('custody.page', { offset: entries.length, limit: PAGE })
      if (page.entries.length === 0) break
      entries.push(...page.entries)
    }
    const { verdict, head, problems } = first
    await answer(session, { verdict, head, entries, ...(problems.length > 0 ? { problems } : {}) }, () =>
      custodyLines(first, entries),
    )
    return exitOfVerdict(verdict)
  },
}
