import { expect, test } from 'vitest'
import { bundleVerdict, furtherPlaces, verdicts, wholeVerdict } from './check.ts'
import type { Verdict } from './check.ts'

const proof = (verdict: Verdict) => ({ level: 'proof', verdict }) as const
const seen = (verdict: Verdict) => ({ level: 'observation', verdict }) as const

test.each<[string, Parameters<typeof bundleVerdict>[0], Verdict]>([
  ['nothing checked', [], 'not-offered'],
  ['only observations', [seen('verified'), seen('not-verifiable')], 'not-offered'],
  ['nothing offered', [proof('not-offered')], 'not-offered'],
  ['all verified', [proof('verified'), proof('verified')], 'verified'],
  ['one not offered beside verified', [proof('not-offered'), proof('verified')], 'verified'],
  ['an observation beside verified', [proof('verified'), seen('not-verifiable')], 'verified'],
  ['one not verifiable', [proof('verified'), proof('not-verifiable')], 'not-verifiable'],
  ['failed after not verifiable', [proof('not-verifiable'), proof('failed'), proof('verified')], 'failed'],
])('a bundle with %s', (_, checks, want) => expect(bundleVerdict(checks)).toBe(want))

test('what is not listed is counted, one as one', () => {
  expect(furtherPlaces(1)).toBe('1 further place differs and is not listed one by one')
  expect(furtherPlaces(2)).toBe('2 further places differ and are not listed one by one')
})

test('the whole is the worst of its bundles, and of none nothing is offered', () => {
  expect(wholeVerdict([])).toBe('not-offered')
  for (const verdict of verdicts) expect(wholeVerdict([verdict])).toBe(verdict)
  expect(wholeVerdict(['verified', 'not-offered'])).toBe('not-offered')
  expect(wholeVerdict(['not-verifiable', 'not-offered'])).toBe('not-verifiable')
  expect(wholeVerdict(['verified', 'failed', 'not-verifiable'])).toBe('failed')
})
