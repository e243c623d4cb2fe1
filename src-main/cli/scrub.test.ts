import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { generate } from '../../bench/generate.ts'
import { Desk, json } from './desk.ts'

// every step starts the program anew, which takes its time where others work too
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const desk = new Desk()
const proofline: Desk['run'] = (argv, how) => desk.run(argv, how)
const token = 'hvs.CAESIAb3dEf6hIj9lMn2pQr5tUv8x'

beforeAll(async () => {
  generate(desk.at('audit.log'), 20)
  const [first = '', ...rest] = readFileSync(desk.at('audit.log'), 'utf8').split('\n')
  const broken = `{"type":"request","token":"${token}`
  writeFileSync(desk.at('audit.log'), [first, broken, ...rest].join('\n'))
  await proofline(['import', 'a.proofline', 'audit.log'])
})
afterAll(() => desk.clear())

test.each([
  [['scrub', 'a.proofline', '--reason', 'x'], 'Which lines?'],
  [['scrub', 'a.proofline', '--masked', '--rejected', '--reason', 'x'], 'nothing can be chosen beside it'],
  [['scrub', 'a.proofline', '--masked', '--where', 'kind:read', '--reason', 'x'], 'Leave --masked out'],
  [['scrub', 'a.proofline', '--masked'], '--reason is missing'],
  [['scrub', 'a.proofline', '--masked', '--reason', ' '], '--reason is blank'],
  [['scrub', 'a.proofline', '--line', 'audit.log', '--reason', 'x'], '--line takes FILE:N'],
  [['scrub', 'a.proofline', '--where', 'actr:x', '--reason', 'x'], 'no field actr'],
])('%j is refused', async (argv, says) => {
  const { code, said } = await proofline(argv)
  expect([code, said]).toEqual([2, expect.stringMatching(new RegExp(says.replaceAll('?', '[?]'), 'i'))])
})

test('a line that the case does not hold', async () => {
  const { code, said } = await proofline(['scrub', 'a.proofline', '--line', 'other.log:1', '--reason', 'x'])
  expect([code, said]).toEqual([1, expect.stringContaining('The case holds no log other.log')])
})

test('first looked at, then done, then told by verify and rejected', async () => {
  const dry = await proofline(['scrub', 'a.proofline', '--masked', '--dry-run'])
  expect([dry.code, dry.out]).toEqual([0, expect.stringContaining('Would overwrite 1 value in 1 line')])
  expect(dry.out).toContain('Nothing was changed')
  expect((await proofline(['custody', 'a.proofline', '--json'])).out).not.toContain('original-scrubbed')

  const done = await proofline(['scrub', 'a.proofline', '--masked', '--reason', 'INC-4127'])
  expect([done.code, done.out]).toEqual([0, expect.stringContaining('Overwrote 1 value in 1 line')])
  expect(done.out).toContain('audit.log: 1 line')
  expect(readFileSync(desk.at('a.proofline')).includes(token)).toBe(false)

  const { code, out } = await proofline(['verify', 'a.proofline'])
  expect([code, out]).toEqual([4, expect.stringContaining('INC-4127')])
  expect(out).toContain('as it was received')
  const shown = await proofline(['rejected', 'a.proofline'])
  expect(shown.out).toContain('scrubbed by')
  expect(shown.out).not.toContain('CAESI')
})

test('a line whole, by its place', async () => {
  const done = json(
    await proofline(['scrub', 'a.proofline', '--line', 'audit.log:1', '--whole', '--reason', 'INC-4127', '--json']),
  )
  expect(done).toMatchObject({ done: true, lines: 1, whole: 1, pending: false })
})
