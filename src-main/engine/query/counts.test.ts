import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AskInput, calls } from '../../contract/calls.ts'
import { openColumns } from '../columns/case-columns.ts'
import { smallCase } from '../columns/testing/small-case.ts'
import { facets } from './facets.ts'
import { histogram } from './histogram.ts'
import { recordsPage } from './records-page.ts'
import type { Asking } from './result.ts'
import { askedCase, at } from './testing/asked-case.ts'
import { valuesComplete } from './values-complete.ts'

let asking: Asking

beforeAll(async () => {
  asking = await askedCase()
})
afterAll(() => asking.db.close())

const chart = (ask: AskInput<'histogram'> = {}, zone = 'UTC') =>
  calls.histogram.output.parse(histogram({ ...asking, zone }, calls.histogram.input.parse(ask)))
const count = (ask: AskInput<'facets'>) => calls.facets.output.parse(facets(asking, calls.facets.input.parse(ask)))

const values = (field: string, text: string, where = '') =>
  calls['values.complete'].output.parse(
    valuesComplete(asking, calls['values.complete'].input.parse({ field, text, where })),
  ).values

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
