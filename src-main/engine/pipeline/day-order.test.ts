import { describe, expect, test } from 'vitest'
import { caseFolder } from '../testing/case-folder.ts'

const table = (header: string, times: readonly string[]): string =>
  `${header}\n${times.map((time) => `${time},nora,read,x,10.0.0.1,success\n`).join('')}`
const english = 'timestamp,actor,action,resource,ip,result'
const portuguese = 'Data/Hora,Usuário,Ação,Recurso,IP,Resultado'
const json = (time: string): string => `${JSON.stringify({ time, user: 'nora', action: 'read' })}\n`

const imported = [
  {
    why: 'a day over 12 in another row says that days come first',
    text: table(english, ['03/04/2024 10:00:00', '13/04/2024 10:00:00']),
    want: { first: '2024-04-03T10:00:00Z', last: '2024-04-13T10:00:00Z', records: 2 },
  },
  {
    why: 'one in the second place, that months do',
    text: table(english, ['03/04/2024 10:00:00', '03/13/2024 10:00']),
    want: { first: '2024-03-04T10:00:00Z', last: '2024-03-13T10:00:00Z', records: 2 },
  },
  {
    why: 'also of a clock of twelve hours',
    text: table(english, ['3/4/2024 10:00:00 PM', '3/13/2024 10:00:00 AM']),
    want: { first: '2024-03-04T22:00:00Z', last: '2024-03-13T10:00:00Z', records: 2 },
  },
  {
    why: 'members of objects as well as columns',
    text: json('03/04/2024 10:00:00') + json('03/31/2024 10:00:00'),
    want: { first: '2024-03-04T10:00:00Z', records: 2 },
  },
  {
    why: 'a Portuguese caption says that days come first',
    text: table(portuguese, ['03/04/2024 10:00', '04/04/2024 10:00']),
    want: { first: '2024-04-03T10:00:00Z', last: '2024-04-04T10:00:00Z', records: 2 },
  },
  {
    why: 'a date that is the same either way needs no word',
    text: table(english, ['05/05/2024 10:00:00']),
    want: { first: '2024-05-05T10:00:00Z', records: 1 },
  },
  {
    why: 'a row that the order of its file cannot read is rejected and not turned round',
    text: table(portuguese, ['03/04/2024 10:00', '03/13/2024 10:00', '05/04/2024 10:00']),
    want: { last: '2024-04-05T10:00:00Z', records: 2, rejected: 1 },
  },
]

const refused = [
  {
    why: 'day and month could be either',
    text: table(english, ['03/04/2024 10:00:00', '04/04/2024 10:00:00']),
    code: 'time-ambiguous',
  },
  {
    why: 'rows that decide say both',
    text: table(english, ['03/04/2024 10:00:00', '13/04/2024 10:00:00', '04/13/2024 10:00:00']),
    code: 'time-ambiguous',
  },
  { why: 'members of objects could be either', text: json('03/04/2024 10:00:00'), code: 'time-ambiguous' },
]

describe('dates whose day and month could each be the other', () => {
  test.each(imported)('$why', async ({ text, want }) => {
    using at = caseFolder()
    at.write('a.log', text)
    const { bundles, refused: wrong } = await at.import(['a.log'], { sourceZone: 'UTC' })
    expect(wrong).toEqual([])
    expect(bundles).toMatchObject([want])
  })

  test.each(refused)('refused: $why', async ({ text, code }) => {
    using at = caseFolder()
    at.write('a.log', text)
    const answer = await at.import(['a.log'], { sourceZone: 'UTC' })
    expect(answer.bundles).toEqual([])
    expect(answer.refused).toMatchObject([{ code, remedy: expect.stringContaining('profile') as string }])
  })

  test('without a zone, it is asked for once the order is known', async () => {
    using at = caseFolder()
    at.write('a.log', table(english, ['03/04/2024 10:00:00', '13/04/2024 10:00:00']))
    at.write('b.log', table(english, ['2024-05-01 10:00:00']))
    const { refused: wrong } = await at.import(['a.log', 'b.log'])
    expect(wrong.map(({ code }) => code)).toEqual(['time-zone-needed', 'time-zone-needed'])
  })

  test('the order is kept with the file, so that reading it again gives the same', async () => {
    using at = caseFolder()
    at.write('a.log', table(english, ['03/04/2024 10:00:00', '13/04/2024 10:00:00']))
    await at.import(['a.log'], { sourceZone: 'Europe/Berlin' })
    const reading = at.db.prepare<[], string>('SELECT reading FROM bundle_file').pluck().get()
    expect(JSON.parse(reading ?? '')).toMatchObject({ dayOrder: 'day-first' })
  })
})
