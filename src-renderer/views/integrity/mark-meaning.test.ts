import { expect, test } from 'vitest'
import { failureKinds } from '../../../src-main/core/verify/check.ts'
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

const marksOf = (verdict: Check['verdict']) => {
  const [root] = rootsOf(state(bundle(verdict, [check(verdict)])))
  return [root!, ...childrenOf(root!)].map(markOf)
}

test.each(['failed', 'not-verifiable', 'not-offered'] as const)(
  'a mark says what %s means and what settles it',
  (word) => {
    for (const mark of marksOf(word)) {
      expect(mark.word).toBe(word)
      expect(mark.means).toMatch(/[.]$/u)
      expect(mark.settles).toBeTruthy()
    }
  },
)

test('of what held nothing needs to be settled; what was not checked is settled by checking', () => {
  for (const mark of marksOf('verified')) {
    expect(mark.means).toMatch(/[.]$/u)
    expect(mark.settles).toBeUndefined()
  }
  const [unchecked] = rootsOf(state(bundle('verified', []), [1]))
  expect(markOf(unchecked!)).toMatchObject({ word: 'unchecked', settles: 'Verifying it.' })
})

/** The mark of a check that was only observed, and saw nothing in so many records. */
const looked = (covered: number) =>
  markOf(
    childrenOf(
      rootsOf(
        state(bundle('not-offered', [check('verified', { check: 'value.masked', level: 'observation', covered })])),
      )[0]!,
    )[0]!,
  )

test('what was only observed is not told as if the thing looked for were there', () => {
  expect(looked(3).means).toContain('proves nothing')
  expect(looked(0).means).toContain('nothing to look at')
  expect(looked(3).settles).toBeUndefined()
})

test('what a check itself would be settled by stands before the general words', () => {
  const [root] = rootsOf(
    state(bundle('not-verifiable', [check('verified'), check('not-verifiable', { settles: 'a key' })])),
  )
  expect(markOf(root!).settles).toBe('a key.')
  expect(markOf(childrenOf(root!)[0]!).settles).toBe('a key.')
})

test('every kind of failure says what it could be', () => {
  expect(failureKinds.filter((kind) => !/^[A-Z].*[.]$/u.test(chainText.couldBe(kind) ?? ''))).toEqual([])
})
