import type { Database } from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { calls } from '../../contract/calls.ts'
import type { AskInput } from '../../contract/calls.ts'
import { openColumns } from '../columns/case-columns.ts'
import { smallCase, type SmallRecord } from '../columns/testing/small-case.ts'
import { newLineIndex } from '../store/line-index.ts'
import { facets } from './facets.ts'
import { histogram } from './histogram.ts'
import { recordsPage } from './records-page.ts'
import { recordsRank } from './records-rank.ts'
import { recordsWhole } from './records-whole.ts'
import type { Asking } from './result.ts'
import { valuesComplete } from './values-complete.ts'

const MARCH = Date.UTC(2025, 2, 1) * 1000
const HOUR = 3_600_000_000
const at = (hours: number, rest: Omit<SmallRecord, 'us'> = {}): SmallRecord => ({
  us: MARCH + hours * HOUR,
  system: 'vault',
  ...rest,
})
const uuid = Buffer.from('00112233445566778899aabbccddeeff', 'hex')

let db: Database
let asking: Asking

beforeAll(async () => {
  const first = [
    at(0, { actor: 'ada', target: 'secret/a', kind: 1, outcome: 1, ip: '10.0.0.1', port: 443, flags: 129 }),
    at(30, { actor: 'bot', target: 'secret/b', kind: 1, outcome: 3, ip: '192.0.2.7', requestId: uuid, ns: 7 }),
    at(30, { actor: 'bot', target: 'secret/b', kind: 3, outcome: 1, seq: 9, traceId: 'trace-0001' }),
  ]
  db = await smallCase([
    { name: 'one', verdict: 'failed', records: first },
    {
      name: 'two',
      records: [at(10, { actor: 'ada', target: 'Secret/A', kind: 1, outcome: 1, ip: '::ffff:10.0.0.9' }), at(31)],
    },
  ])
  for (const [file, count] of [
    [1, 3],
    [2, 2],
  ] as const) {
    addBlock(file, count)
  }
  asking = { db, columns: openColumns(db), zone: 'UTC', lastUs: MARCH + 31 * HOUR }
})
afterAll(() => db.close())

const hashOf = (file: number, line: number): Buffer => createHash('sha256').update(`${file}/${line}`).digest()

function addBlock(file: number, count: number): void {
  const { index, blob } = newLineIndex(count)
  for (let i = 0; i < count; i++) {
    index.lineDelta[i] = i
    index.offsetDelta[i] = i * 10
    index.length[i] = 9
    index.sha256.set(hashOf(file, i + 1), i * 32)
  }
  db.prepare(
    'INSERT INTO raw_block (file, offset, bytes, first_line, count, entries, body) VALUES (?, 0, ?, 1, ?, ?, zeroblob(1))',
  ).run(file, count * 10, count, blob)
}

const page = (ask: Partial<AskInput<'records.page'>> = {}) => {
  const answer = recordsPage(asking, calls['records.page'].input.parse({ offset: 0, limit: 100, ...ask }))
  return calls['records.page'].output.parse(answer)
}
const idsOf = (where: string, ask: Partial<AskInput<'records.page'>> = {}) =>
  page({ where, ...ask }).rows.map(({ id }) => id)
const chart = (ask: AskInput<'histogram'> = {}, zone = 'UTC') =>
  calls.histogram.output.parse(histogram({ ...asking, zone }, calls.histogram.input.parse(ask)))
const count = (ask: AskInput<'facets'>) => calls.facets.output.parse(facets(asking, calls.facets.input.parse(ask)))

const wholeOf = (where: string) =>
  calls['records.whole'].output.parse(
    recordsWhole(asking, calls['records.whole'].input.parse({ where, offset: 0, limit: 9 })),
  )
const rankIn = (where: string, id: number, order: 'time' | '-time' = 'time') =>
  recordsRank(asking, calls['records.rank'].input.parse({ where, id, order })).rank
const values = (field: string, text: string, where = '') =>
  calls['values.complete'].output.parse(
    valuesComplete(asking, calls['values.complete'].input.parse({ field, text, where })),
  ).values

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
    db.exec('CREATE TEMP TABLE saved AS SELECT * FROM raw_block WHERE file = 2')
    db.exec('DROP TRIGGER raw_block_is_kept; DELETE FROM raw_block WHERE file = 2')
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

describe('histogram', () => {
  test('fills empty buckets and counts everything once', () => {
    const { buckets, total, bucket } = chart({ bucket: '6h' })
    expect(bucket).toBe('6h')
    expect(buckets.map((one) => one.count)).toEqual([1, 1, 0, 0, 0, 3])
    expect(buckets.reduce((sum, one) => sum + one.count, 0)).toBe(total)
  })
  test('begins days at the midnight of the zone', () => {
    const { buckets } = chart({ bucket: '1d' }, 'Asia/Kolkata')
    expect(buckets.map((one) => [one.start, one.count])).toEqual([
      ['2025-02-28T18:30:00Z', 2],
      ['2025-03-01T18:30:00Z', 3],
    ])
  })
  test('begins weeks on a Monday', () => {
    expect(chart({ bucket: '7d' }).buckets.map((one) => one.start)).toEqual(['2025-02-24T00:00:00Z'])
  })
  test('breaks down by a field', () => {
    const { buckets } = chart({ bucket: '1d', by: 'outcome' })
    expect(buckets.map((one) => one.by)).toEqual([{ success: 2 }, { denied: 1, success: 1, unknown: 1 }])
    expect(chart({ bucket: '2d', by: 'actor' }).buckets.map((one) => one.by)).toEqual([
      { ada: 2, bot: 2, '(absent)': 1 },
    ])
  })
  test('keeps to the range asked', () => {
    const { from, to, buckets } = chart({ from: '2025-03-01T10:30', to: '2025-03-01T12:10', bucket: '1h' })
    expect([from, to]).toEqual(['2025-03-01T10:30:00Z', '2025-03-01T12:10:00Z'])
    expect(buckets.map((one) => [one.start, one.count])).toEqual([
      ['2025-03-01T10:00:00Z', 0],
      ['2025-03-01T11:00:00Z', 0],
      ['2025-03-01T12:00:00Z', 0],
    ])
  })
  test('auto takes a natural step', () => expect(chart().bucket).toBe('15m'))
  test('refuses more buckets than a chart can have', () => {
    expect(() => chart({ bucket: '1s' })).toThrow(expect.objectContaining({ code: 'query' }))
  })
})

describe('facets', () => {
  test('count values, what is absent, and how many there are', () => {
    const { facets: found, total } = count({ fields: ['actor', 'kind', 'flags', 'bundle', 'proof', 'port', 'target'] })
    expect(total).toBe(5)
    expect(found['actor']).toEqual({
      values: [
        { value: 'ada', count: 2 },
        { value: 'bot', count: 2 },
      ],
      distinct: 2,
      absent: 1,
    })
    expect(found['kind']?.values).toEqual([
      { value: 'read', count: 3 },
      { value: 'other', count: 1 },
      { value: 'write', count: 1 },
    ])
    expect(found['flags']).toEqual({
      values: [
        { value: 'masked', count: 1 },
        { value: 'paired', count: 1 },
      ],
      distinct: 2,
      absent: 4,
    })
    expect(found['bundle']?.values).toEqual([
      { value: 'one', count: 3 },
      { value: 'two', count: 2 },
    ])
    expect(found['proof']?.values).toEqual([
      { value: 'failed', count: 3 },
      { value: 'unchecked', count: 2 },
    ])
    expect(found['port']).toEqual({ values: [{ value: '443', count: 1 }], distinct: 1, absent: 4 })
    expect(found['target']?.distinct).toBe(3)
  })
  test('keep to the result, the limit, and the rare first', () => {
    expect(count({ fields: ['kind'], where: 'actor:bot', limit: 1 }).facets['kind']).toMatchObject({
      distinct: 2,
      values: [{ count: 1 }],
    })
    expect(count({ fields: ['kind'], rareFirst: true }).facets['kind']?.values.at(-1)).toEqual({
      value: 'read',
      count: 3,
    })
  })
  test('of an unknown field are a fault that names the nearest', () => {
    expect(() => count({ fields: ['actr'] })).toThrow(expect.objectContaining({ code: 'query' }))
  })
})

describe('values.complete', () => {
  test('gives values that hold the text, those of the present result first', () => {
    expect(values('target', 'SECRET', 'actor:bot')).toEqual([
      { value: 'secret/b', here: 2, inCase: 2 },
      { value: 'Secret/A', here: 0, inCase: 1 },
      { value: 'secret/a', here: 0, inCase: 1 },
    ])
  })
  test('knows words, bundles and flags too', () => {
    expect(values('kind', 're')).toEqual([{ value: 'read', here: 3, inCase: 3 }])
    expect(values('bundle', '')).toHaveLength(2)
    expect(values('flag', 'mask')).toEqual([{ value: 'masked', here: 1, inCase: 1 }])
    expect(values('actor', 'nobody')).toEqual([])
  })
})

test('a breakdown names the five most frequent values and sums up the rest', async () => {
  const actors = ['a', 'a', 'b', 'b', 'c', 'c', 'd', 'd', 'other', 'other', 'f', 'g']
  const many = await smallCase([{ records: actors.map((actor) => at(0, { actor })) }])
  const chartOfMany = histogram(
    { db: many, columns: openColumns(many), zone: 'UTC', lastUs: undefined },
    { where: '', bucket: '1h', by: 'actor' },
  )
  expect(chartOfMany.buckets[0]?.by).toEqual({ a: 2, b: 2, c: 2, d: 2, other: 2, 'other (rest)': 2 })
  many.close()
})

test('a case without records answers', async () => {
  const empty = await smallCase([])
  const none = { db: empty, columns: openColumns(empty), zone: 'UTC', lastUs: undefined }
  expect(recordsPage(none, { where: 'actor:x after:7d', order: 'time', offset: 0, limit: 10 }).total).toBe(0)
  expect(histogram(none, { where: '', bucket: 'auto' }).buckets).toEqual([])
  expect(facets(none, { where: '', fields: ['actor', 'kind'], limit: 5, rareFirst: false }).total).toBe(0)
  empty.close()
})
