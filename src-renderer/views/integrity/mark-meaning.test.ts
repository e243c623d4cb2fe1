import { expect, test } from 'vitest'
import { failureKinds, verdicts } from '../../../src-main/core/verify/check.ts'
import { chainText } from '../../text/chain.ts'
import { type Check, type CheckedBundle, childrenOf, rootsOf } from './check-nodes.ts'
import { markOf } from './mark-meaning.ts'

const check = (verdict: Check['verdict'], more: Partial<Check> = {}): Check => ({
  check: 'chain.link',
  level: 'proof',
  verdict,
  message: 'm',
  ...more,
})
const bundle = (verdict: Check['verdict'], checks: readonly Check[]): CheckedBundle => ({
  id: 1,
  name: 'one',
  format: 'vault',
  verdict,
  checks: [...checks],
})
const state = (one: CheckedBundle, unchecked: number[] = []) => ({
  verdict: one.verdict,
  seconds: 1,
  bundles: [one],
  unchecked,
})

test('every mark that is not green says what it means and what would settle it', () => {
  for (const verdict of verdicts) {
    const [root] = rootsOf(state(bundle(verdict, [check(verdict)])))
    for (const node of [root!, ...childrenOf(root!)]) {
      const mark = markOf(node)
      expect(mark.verdict).toBe(verdict)
      expect(mark.means).toMatch(/[.]$/u)
      if (verdict === 'verified') expect(mark.settles).toBeUndefined()
      else expect(mark.settles).toBeTruthy()
    }
  }
  const [unchecked] = rootsOf(state(bundle('verified', []), [1]))
  expect(markOf(unchecked!)).toMatchObject({ verdict: 'unchecked', settles: 'Verifying it.' })
})

test('what a check itself would be settled by stands before the general words', () => {
  const [root] = rootsOf(
    state(bundle('not-verifiable', [check('verified'), check('not-verifiable', { settles: 'a key' })])),
  )
  expect(markOf(root!).settles).toBe('a key')
  expect(markOf(childrenOf(root!)[0]!).settles).toBe('a key')
})

test('every kind of failure says what it could be', () => {
  for (const kind of failureKinds) expect(chainText.couldBe(kind), kind).toMatch(/^[A-Z].*[.]$/u)
})
