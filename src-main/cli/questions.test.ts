import { closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { generate } from '../../bench/generate.ts'
import { Desk, json } from './desk.ts'

const RECORDS = 600
// every step starts the program anew, which takes its time where others work too
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const desk = new Desk()
const at = (name: string): string => desk.at(name)
const proofline: Desk['run'] = (argv, how) => desk.run(argv, how)

beforeAll(async () => {
  generate(at('audit.log'), RECORDS * 2)
  await proofline(['import', 'a.proofline', 'audit.log'])
})
afterAll(() => desk.clear())

test('every record, one object a line', async () => {
  const { out, code } = await proofline(['events', 'a.proofline', '--json'])
  const records = out
    .trimEnd()
    .split('\n')
    .map((line): { id: number; time: string } => JSON.parse(line))
  expect([code, records.length, new Set(records.map(({ id }) => id)).size]).toEqual([0, RECORDS, RECORDS])
  expect(records.map(({ time }) => time)).toEqual(records.map(({ time }) => time).toSorted())
})
test('a table of some, the newest first', async () => {
  const { out, said } = await proofline(['events', 'a.proofline', '--limit', '3', '--order', '-time'])
  expect(out.trimEnd().split('\n')).toHaveLength(4)
  expect(said).toContain('3 of 600 records')
})
test('no record is an answer', async () => {
  const { code, out, said } = await proofline(['events', 'a.proofline', '--where', 'actor:nobody'])
  expect([code, out, said]).toEqual([0, '', expect.stringContaining('0 of 0 records')])
})
test('CSV into a new file, never over another', async () => {
  const argv = ['events', 'a.proofline', '--format', 'csv', '--fields', 'time,actor', '--out', 'r.csv']
  expect((await proofline(argv)).code).toBe(0)
  const lines = readFileSync(at('r.csv'), 'utf8').split('\r\n')
  expect([lines[0], lines.length]).toEqual(['time,actor', RECORDS + 2])
  const again = await proofline(argv)
  expect([again.code, again.said]).toEqual([1, expect.stringContaining('nothing was overwritten')])
})
test('histogram and facets add up', async () => {
  const histogram = json(await proofline(['histogram', 'a.proofline', '--bucket', '1d', '--json'])) as {
    buckets: { count: number }[]
  }
  expect(histogram.buckets.reduce((sum, { count }) => sum + count, 0)).toBe(RECORDS)
  const facets = await proofline(['facets', 'a.proofline', 'outcome', '--json'])
  expect(json(facets)).toMatchObject({ total: RECORDS, facets: { outcome: { absent: 0 } } })
  expect((await proofline(['facets', 'a.proofline', 'outcome', 'actor'])).out).toContain('600 records')
  expect((await proofline(['histogram', 'a.proofline', '--by', 'outcome'])).out).toContain('600 records in ')
})
test('a mistake in a query is marked at its place: 2', async () => {
  const { code, said } = await proofline(['events', 'a.proofline', '--where', 'kind:read actr:x'])
  expect(code).toBe(2)
  expect(said.split('\n').slice(1, 3)).toEqual(['  kind:read actr:x', '            ^'])
})
test('a reader that has seen enough is no fault', async () => {
  const { code, said } = await proofline(['events', 'a.proofline', '--json'], {
    meanwhile: (running) => running.closeStdout(),
  })
  expect([code, said]).toEqual([0, ''])
})
test.skipIf(!existsSync('/dev/full'))('an output that is full is said', async () => {
  const full = openSync('/dev/full', 'w')
  const { code, said } = await proofline(['events', 'a.proofline', '--json'], { stdout: full })
  closeSync(full)
  expect([code, said]).toEqual([1, expect.stringContaining('no room for the output')])
})
test('no case, a folder, another file', async () => {
  for (const name of ['none.proofline', 'tmp', 'audit.log']) {
    const { code, said } = await proofline(['events', name])
    expect([code, said]).toEqual([1, expect.stringContaining(name)])
  }
})
