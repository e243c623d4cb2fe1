import { expect, test } from 'vitest'
import type { Check } from '../../core/verify/check.ts'
import { nextSteps } from './next-steps.ts'

const bundle = (verdict: 'verified' | 'failed' | 'not-verifiable' | 'not-offered' | 'unchecked', rejected = 0) => ({
  id: 1,
  name: 'a.log',
  verdict,
  rejected,
})
const check = (verdict: Check['verdict'], more: Partial<Check> = {}): Check => ({
  check: 'chain.link',
  level: 'proof',
  verdict,
  message: '',
  ...more,
})
const stepsOf = (one: ReturnType<typeof bundle>, checks: readonly Check[] = [], packs = 0) =>
  nextSteps({ bundles: [one], packs, checksOf: () => checks }).map(({ what, n, name }) =>
    [what, n, name ?? ''].join(' '),
  )

test('an empty case wants a log, an unchecked bundle its verification and no pack before it', () => {
  expect(nextSteps({ bundles: [], packs: 0, checksOf: () => [] })).toEqual([{ what: 'import', view: 'import', n: 0 }])
  expect(stepsOf(bundle('unchecked'))).toEqual(['verify 1 '])
})

test('every break is counted, no observation is', () => {
  const checks = [check('failed'), check('failed'), check('failed', { level: 'observation' }), check('verified')]
  expect(stepsOf(bundle('failed'), checks, 1)).toEqual(['read-break 2 a.log'])
})

test('a key is asked for only where an unknown key is what is missing', () => {
  const unknown = check('not-verifiable', { state: 'trust-unknown' })
  const absent = check('not-verifiable', { state: 'incomplete' })
  expect(stepsOf(bundle('not-verifiable'), [unknown, absent, absent], 1)).toEqual([
    'add-key 1 a.log',
    'see-open 2 a.log',
  ])
  expect(stepsOf(bundle('not-verifiable'), [absent], 1)).toEqual(['see-open 1 a.log'])
})

test('rejected lines are one step over all bundles; sealing comes last, and once', () => {
  expect(stepsOf(bundle('not-offered', 3))).toEqual(['see-rejected 3 ', 'seal 0 '])
  expect(stepsOf(bundle('verified'), [], 1)).toEqual([])
})
