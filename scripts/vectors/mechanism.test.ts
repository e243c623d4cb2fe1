import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { eachCase, judge } from './mechanism.ts'

const folder = mkdtempSync(join(tmpdir(), 'vectors-'))
afterAll(() => rmSync(folder, { recursive: true }))

const list = (cases: unknown): void => writeFileSync(join(folder, 'expected-results.json'), JSON.stringify(cases))

test('a case whose file is absent, and one of an unforeseen shape, are wrong, and the others are judged', async () => {
  writeFileSync(join(folder, 'here.txt'), 'x')
  list({ 'gone.txt': { valid: true, reason: 'ok' }, odd: null, 'here.txt': { valid: true, reason: 'ok' } })
  const judged = await eachCase(folder, (name, expected) => {
    const { reason } = expected
    readFileSync(join(folder, name))
    return judge(name, expected, { verdict: 'verified', message: reason })
  })
  expect(judged.map(({ case: which, right }) => [which, right])).toEqual([
    ['gone.txt', false],
    ['odd', false],
    ['here.txt', true],
  ])
  expect(judged[0]?.got).toMatch(/^not run: ENOENT/)
})

test('a case that gives several judgements keeps all of them', async () => {
  list({ one: { valid: true, reason: 'ok' } })
  const two = await eachCase(folder, (name, expected) => [
    judge(name, expected, { verdict: 'verified' }),
    judge(`${name} again`, expected, { verdict: 'failed' }),
  ])
  expect(two.map(({ right }) => right)).toEqual([true, false])
})
