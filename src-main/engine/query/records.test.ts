import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AskInput, calls } from '../../contract/calls.ts'
import { recordsPage } from './records-page.ts'
import { recordsRank } from './records-rank.ts'
import { recordsWhole } from './records-whole.ts'
import type { Asking } from './result.ts'
import { askedCase, hashOf } from './testing/asked-case.ts'

let asking: Asking

beforeAll(async () => {
  asking = await askedCase()
})
afterAll(() => asking.db.close())

const page = (ask: Partial<AskInput<'records.page'>> = {}) => {
  const answer = recordsPage(asking, calls['records.page'].input.parse({ offset: 0, limit: 100, ...ask }))
  return calls['records.page'].output.parse(answer)
}
const idsOf = (where: string, ask: Partial<AskInput<'records.page'>> = {}) =>
  page({ where, ...ask }).rows.map(({ id }) => id)
const wholeOf = (where: string) =>
  calls['records.whole'].output.parse(
    recordsWhole(asking, calls['records.whole'].input.parse({ where, offset: 0, limit: 9 })),
  )
const rankIn = (where: string, id: number, order: 'time' | '-time' = 'time') =>
  recordsRank(asking, calls['records.rank'].input.parse({ where, id, order })).rank
describe('records.page', () => {
  test('gives rows in the order of time over all bundles, with the verdict of their bundle', () => {
    const { rows, total, population } = page()
    expect([total, population]).toEqual([5, 5])
    expect(rows.map(({ id, rank, proof }) => [id, rank, proof])).toEqual([
      [1, 0, 'failed'],
      [4, 1, 'unchecked'],
      [3, 2, 'failed'],
      [2, 3, 'failed'],
      [5, 4, 'unchecked'],
    ])
    expect(rows[3]).toMatchObject({ time: '2025-03-02T06:00:00.000000007Z', actor: 'bot', outcome: 'denied' })
  })
  test('turned round, pages joined equal the whole', () => {
    const whole = page({ order: '-time' }).rows
    const pages = [0, 2, 4].flatMap((offset) => page({ order: '-time', offset, limit: 2 }).rows)
    expect(pages).toEqual(whole)
    expect(whole.map(({ id }) => id)).toEqual([5, 2, 3, 4, 1])
    expect(page({ offset: 99 }).rows).toEqual([])
  })
  test('echoes the range in UTC, narrowed by the query', () => {
    const { range } = page({ from: '2025-03-01', to: '2025-03-02', where: 'before:2025-03-01T12:00:00+02:00' })
    expect(range).toEqual({ from: '2025-03-01T00:00:00Z', to: '2025-03-01T10:00:00Z' })
  })
  test.each([
    [
      { where: 'actro:x' },
      { message: expect.stringContaining('actro'), at: 0, remedy: expect.stringContaining('actor') },
    ],
    [{ from: 'soon' }, { message: expect.stringContaining('from') }],
    [{ from: '2025-03-05', to: '2025-03-01' }, { message: expect.stringContaining('before it begins') }],
  ])('%j is a fault of the query', (ask, detail) => {
    expect(() => page(ask)).toThrow(expect.objectContaining({ code: 'query', detail: expect.objectContaining(detail) }))
  })
})

describe('the records of a query', () => {
  test.each([
    ['target:secret/a', [1, 4]],
    ['target:=secret/a', [1]],
    ['ip:10.0.0.0/8', [1, 4]],
    ['ip:10.0.0.9', [4]],
    ['-ip:*', [3, 5]],
    ['requestId:00112233-4455-6677-8899-AABBCCDDEEFF', [2]],
    ['00112233-4455-6677-8899-aabbccddeeff', [2]],
    ['trace-0001', [3]],
    ['flag:masked', [1]],
    ['proof:unchecked', [4, 5]],
    ['bundle:two', [4, 5]],
    ['bundle:1', [1, 3, 2]],
    ['file:*2.log', [4, 5]],
    ['port:>=443', [1]],
    ['seq:<10', [3]],
    ['line:1', [1, 4]],
    ['id:<3', [1, 2]],
    ['after:1h', [3, 2, 5]],
    ['before:2025-03-01', [1, 4]],
    ['time:<2025-03-02 -actor:bot', [1, 4]],
    ['(actor:ada OR actor:bot) kind:read', [1, 4, 2]],
  ])('%s', (where, want) => expect(idsOf(where)).toEqual(want))
})

describe('records.whole', () => {
  test('adds the place and the hash of the original', () => {
    const [record] = wholeOf('id:2').records
    expect(record).toMatchObject({
      file: 'logs/1.log',
      line: 2,
      offset: 10,
      length: 9,
      sha256: hashOf(1, 2).toString('hex'),
      requestId: '00112233-4455-6677-8899-aabbccddeeff',
    })
    expect(record).not.toHaveProperty('port')
  })
  test('a record whose original is gone is a corrupt case, never a record without proof', () => {
    asking.db.exec('CREATE TEMP TABLE saved AS SELECT * FROM raw_block WHERE file = 2')
    asking.db.exec('DROP TRIGGER raw_block_is_kept; DELETE FROM raw_block WHERE file = 2')
    expect(() => wholeOf('bundle:two')).toThrow(expect.objectContaining({ code: 'case-corrupt' }))
  })
})

test('records.rank tells the place in the result, or that it is not in it', () => {
  expect([1, 4, 3, 2, 5].map((id) => rankIn('', id))).toEqual([0, 1, 2, 3, 4])
  expect(rankIn('actor:bot', 2)).toBe(1)
  expect(rankIn('actor:bot', 2, '-time')).toBe(0)
  expect(rankIn('actor:bot', 1)).toBeNull()
  expect(rankIn('', 77)).toBeNull()
})
