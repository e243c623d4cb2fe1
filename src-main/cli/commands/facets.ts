import { UsageError } from '../arguments.ts'
import type { Command } from '../command.ts'
import { EXIT } from '../exit.ts'
import { scopeOf, scopeOptions } from '../scope.ts'
import { answer, openCase } from '../session.ts'
import type { Answer } from '../../contract/calls.ts'
import { table } from '../table.ts'
import { count, counted, share } from '../words.ts'

type Facets = Answer<'facets'>

function facetLines({ total, facets }: Facets): string[] {
  const blocks = Object.entries(facets).flatMap(([field, { values, distinct, absent }]) => [
    ...table(
      [{ head: field }, { head: 'Records', right: true }, { head: 'Share', right: true }],
      values.map((one) => [one.value, count(one.count), share(one.count, total)]),
    ),
    `  ${counted(distinct, 'value')}, ${count(Math.max(0, distinct - values.length))} not shown; ` +
      `${counted(absent, 'record')} without one`,
    '',
  ])
  return [...blocks, counted(total, 'record')]
}

export const facets: Command = {
  name: 'facets',
  summary: 'Counts the values of fields.',
  usage: ['facets CASE FIELD... [--where QUERY] [--from T] [--to T] [--limit N]'],
  options: [...scopeOptions, { name: 'limit', value: 'N', help: 'values of each field (default 10, at most 1000)' }],
  examples: [
    'proofline facets audit.proofline actor ip outcome',
    'proofline facets audit.proofline target --where kind:read --limit 50 --json',
  ],
  run: async (session, given) => {
    const [path, ...fields] = given.positionals
    if (path === undefined) throw new UsageError('CASE is missing.')
    if (fields.length === 0) throw new UsageError('FIELD is missing.', 'For example: actor target outcome ip.')
    const limit = given.number('limit', 1)
    await openCase(session, path, { readOnly: true })
    const counts = await session
      .engine()
      .ask('facets', { ...scopeOf(given), fields, ...(limit === undefined ? {} : { limit }) })
    const { total, facets: found } = counts
    for (const note of counts.notes) session.note(note)
    await answer(session, { total, facets: found, ...counts.range }, () => facetLines(counts))
    return EXIT.done
  },
}
