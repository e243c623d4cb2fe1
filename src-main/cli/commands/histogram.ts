import { take, UsageError } from '../arguments.ts'
import type { Command } from '../command.ts'
import { EXIT } from '../exit.ts'
import { scopeOf, scopeOptions } from '../scope.ts'
import { answer, openCase } from '../session.ts'
import type { Answer } from '../../contract/calls.ts'
import { table } from '../table.ts'
import { count, counted } from '../words.ts'

const BAR = 40

function histogramLines({ bucket, buckets, total }: Answer<'histogram'>): string[] {
  const most = Math.max(1, ...buckets.map((one) => one.count))
  const values = [...new Set(buckets.flatMap((one) => Object.keys(one.by ?? {})))]
  const rows = buckets.map((one) => [
    one.start,
    count(one.count),
    ...values.map((value) => count(one.by?.[value] ?? 0)),
    '█'.repeat(one.count === 0 ? 0 : Math.max(1, Math.round((one.count / most) * BAR))),
  ])
  const heads = [
    { head: `From (each ${bucket})` },
    { head: 'Records', right: true },
    ...values.map((value) => ({ head: value, right: true })),
    { head: '' },
  ]
  return [...table(heads, rows), '', `${counted(total, 'record')} in ${counted(buckets.length, 'bucket')}`]
}

function bucketOf(said: string | undefined): string | undefined {
  if (said === undefined || /^(auto|[1-9][0-9]{0,4}[smhd])$/.test(said)) return said
  throw new UsageError(`--bucket takes a width such as 30s, 5m, 1h or 1d, or auto, not ${said}.`)
}

export const histogram: Command = {
  name: 'histogram',
  summary: 'Counts records over time, empty times included.',
  usage: ['histogram CASE [--where QUERY] [--from T] [--to T] [--bucket 1m|1h|1d|auto] [--by FIELD]'],
  options: [
    ...scopeOptions,
    { name: 'bucket', value: 'WIDTH', help: 'width of a bucket: 30s, 5m, 1h, 1d, or auto (the default)' },
    { name: 'by', value: 'FIELD', help: 'count the values of a field apart' },
  ],
  examples: [
    'proofline histogram audit.proofline --bucket 1d',
    'proofline histogram audit.proofline --where outcome:denied --by actor --json',
  ],
  run: async (session, given) => {
    const [path = ''] = take(given, 'CASE')
    const bucket = bucketOf(given.text('bucket'))
    const by = given.text('by')
    await openCase(session, path, { readOnly: true })
    const counts = await session.engine().ask('histogram', {
      ...scopeOf(given),
      ...(bucket === undefined ? {} : { bucket }),
      ...(by === undefined ? {} : { by }),
    })
    for (const note of counts.notes) session.note(note)
    await answer(session, counts, () => histogramLines(counts))
    return EXIT.done
  },
}
