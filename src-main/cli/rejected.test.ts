import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { generate } from '../../bench/generate.ts'
import { Desk, json } from './desk.ts'

// every step starts the program anew, which takes its time where others work too
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const desk = new Desk()
const proofline: Desk['run'] = (argv, how) => desk.run(argv, how)
const token = 'hvs.CAESIAb3dEf6hIj9lMn2pQr5tUv8x'
const broken = [`{"type":"request","token":"${token}`, 'no record at all']

beforeAll(async () => {
  generate(desk.at('audit.log'), 20)
  const [first = '', ...rest] = readFileSync(desk.at('audit.log'), 'utf8').split('\n')
  writeFileSync(desk.at('audit.log'), [first, broken[0], ...rest.slice(0, -1), broken[1], ''].join('\n'))
  await proofline(['import', 'a.proofline', 'audit.log'])
})
afterAll(() => desk.clear())

test('rejected lines are named with file, line and reason, their text masked', async () => {
  const { code, out } = await proofline(['rejected', 'a.proofline'])
  expect([code, out]).toEqual([0, expect.stringContaining('audit.log, line 2: ')])
  expect(out).toContain('no record at all')
  expect(out).toContain('[masked:')
  expect(out).not.toContain('CAESI')
  expect(out).toContain('2 rejected lines')
  const listed = json(await proofline(['rejected', 'a.proofline', '--json']))
  expect(listed).toMatchObject({ rejections: [{ line: 2 }, { line: 22 }] })
  expect((await proofline(['rejected', 'a.proofline', '--bundle', '7'])).out).toBe('0 rejected lines\n')
})

test('a file holds them as they were received, says so, and the case remembers it', async () => {
  const { code, out, said } = await proofline(['rejected', 'a.proofline', '--out', 'broken.log'])
  expect([code, out, said]).toEqual([
    0,
    '2 rejected lines written to broken.log.\n',
    expect.stringContaining('in clear'),
  ])
  expect(readFileSync(desk.at('broken.log'), 'utf8')).toBe(`${broken.join('\n')}\n`)
  expect(statSync(desk.at('broken.log')).mode & 0o777).toBe(0o600)
  const { out: custody } = await proofline(['custody', 'a.proofline', '--json'])
  expect(custody).toContain('originals-exported')
})

test('what is there is never overwritten', async () => {
  const { code, said } = await proofline(['rejected', 'a.proofline', '--out', 'audit.log'])
  expect([code, said]).toEqual([1, expect.stringContaining('nothing was overwritten')])
})
