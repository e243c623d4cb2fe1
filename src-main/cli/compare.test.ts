import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { pairs } from '../engine/testing/lines.ts'
import { Desk, json } from './desk.ts'

// every step starts the program anew, which takes its time where others work too
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const desk = new Desk()
const proofline: Desk['run'] = (argv, how) => desk.run(argv, how)

beforeAll(async () => {
  writeFileSync(desk.at('first.log'), pairs(0, 40))
  writeFileSync(desk.at('second.log'), pairs(0, 40).replaceAll('000000000007"', '0000000000ff"'))
  for (const name of ['first.log', 'second.log']) await proofline(['import', 'a.proofline', name])
})
afterAll(() => desk.clear())

test('differences end with 3, and each is listed with its place', async () => {
  const { code, out } = await proofline(['compare', 'a.proofline', 'first.log', 'second.log'])
  expect(code).toBe(3)
  expect(out).toContain('1 only in the first, 1 only in the second, 39 the same')
  expect(out).toMatch(/only in the first .*first\.log:15/)
})
test('as JSON, and as CSV into a new file', async () => {
  const document = json(await proofline(['compare', 'a.proofline', '1', '2', '--json']))
  expect(document).toMatchObject({ conclusion: 'differ', counts: { onlyFirst: 1, onlySecond: 1 } })
  const argv = ['compare', 'a.proofline', '1', '2', '--format', 'csv', '--out', 'd.csv']
  expect((await proofline(argv)).code).toBe(3)
  const lines = readFileSync(desk.at('d.csv'), 'utf8').split('\r\n')
  expect(lines.map((line) => line.split(',')[0])).toEqual(['difference', 'only-first', 'only-second', ''])
  expect((await proofline(argv)).said).toContain('nothing was overwritten')
})
test('two files without a case: the same bytes end with 0, and nothing is kept', async () => {
  const same = await proofline(['compare', 'first.log', 'first.log', '--json'])
  expect([same.code, json(same)]).toEqual([0, expect.objectContaining({ conclusion: 'agree' })])
  expect((await proofline(['compare', 'first.log', 'second.log'])).code).toBe(3)
})
test('nothing to compare ends with 4', async () => {
  const argv = ['compare', 'a.proofline', '1', '2', '--from', '2030-01-01', '--to', '2030-01-02']
  expect((await proofline(argv)).code).toBe(4)
})
test.each([
  [['compare'], 2],
  [['compare', 'a.proofline', '1'], 2],
  [['compare', 'a.proofline', '1', '2', '3'], 2],
  [['compare', 'first.log'], 2],
  [['compare', 'a.proofline', '1', '2', '--from', 'yesterday'], 2],
  [['compare', 'a.proofline', '1', '1'], 2],
  [['compare', 'a.proofline', '1', '9'], 1],
  [['compare', 'first.log', 'missing.log'], 1],
])('%j ends with %i', async (argv, code) => {
  expect((await proofline(argv)).code).toBe(code)
})
test('each comparison of a case stands in its custody log', async () => {
  const { out } = await proofline(['custody', 'a.proofline', '--json'])
  expect(out).toContain('exports-compared')
})
test('clocks that no event joins are told so', async () => {
  const { code, out } = await proofline(['clock', 'a.proofline'])
  expect([code, out]).toEqual([0, expect.stringContaining('nothing can be said')])
  expect(json(await proofline(['clock', 'a.proofline', '--json']))).toMatchObject({ offsets: [] })
})
