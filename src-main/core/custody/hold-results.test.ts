import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { caseVerdict, holdResults, resultsDigest, type KeptResult, type ToldAct } from './hold-results.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const checks = [
  { check: 'digest.file', level: 'proof', verdict: 'verified', covered: 2, message: 'each file is as listed' },
  { check: 'chain.link', level: 'proof', verdict: 'failed', line: 7, follows: ['one', 'two'], message: 'line 7' },
]
const result: KeptResult = { bundle: 1, verdict: 'failed', checks }
const act = (seq: number, detail: object, event = 'chain-verified'): ToldAct => ({ seq, event, detail })
const told = act(4, { bundle: 1, verdict: 'failed', results_sha256: resultsDigest(checks, sha256) })
const held = { faults: [], undigested: [], missing: [] }
const found = (results: readonly KeptResult[], acts: readonly ToldAct[]) => {
  const { faults, undigested, missing } = holdResults(results, acts, sha256)
  return [...faults.map(({ kind, bundle, seq }) => `${kind} ${bundle} ${seq ?? '-'}`), ...undigested, ...missing]
}

test('a result that its entry tells holds, whatever the order of members', () => {
  expect(holdResults([result], [told], sha256)).toEqual(held)
  const turned = checks.map((check) => Object.fromEntries(Object.entries(check).toReversed()))
  expect(holdResults([{ ...result, checks: turned }], [told], sha256)).toEqual(held)
  expect(holdResults([result], [act(2, { bundle: 1, verdict: 'verified' }), told], sha256)).toEqual(held)
})

test('the digest is that of lines of JSON, so other tools can make it', () => {
  expect(resultsDigest([{ b: 1, a: ['x'], c: undefined }], sha256)).toBe(sha256('{"a":["x"],"b":1}\n'))
})

const [first, second] = checks
describe('a result that is not the one told is found', () => {
  test.each<[string, KeptResult[], ToldAct[], unknown[]]>([
    ['another verdict', [{ ...result, verdict: 'verified' }], [told], ['edited 1 4']],
    ['a check less', [{ ...result, checks: checks.slice(0, 1) }], [told], ['edited 1 4']],
    ['no checks', [{ ...result, checks: [] }], [told], ['edited 1 4']],
    ['a check twice', [{ ...result, checks: [...checks, ...checks.slice(1)] }], [told], ['edited 1 4']],
    ['checks that changed places', [{ ...result, checks: checks.toReversed() }], [told], ['edited 1 4']],
    [
      'a check with another verdict',
      [{ ...result, checks: [{ ...first }, { ...second, verdict: 'verified' }] }],
      [told],
      ['edited 1 4'],
    ],
    [
      'a check with another line',
      [{ ...result, checks: [{ ...first }, { ...second, line: 8 }] }],
      [told],
      ['edited 1 4'],
    ],
    ['a member more', [{ ...result, checks: [{ ...first, more: 1 }, { ...second }] }], [told], ['edited 1 4']],
    ['a result of a bundle that was never verified', [{ ...result, bundle: 2 }], [told], ['inserted 2 -', 1]],
    ['an entry that says nothing', [result], [act(4, { note: 'x' })], ['inserted 1 -']],
    ['an entry of another kind', [result], [act(4, { bundle: 1, verdict: 'failed' }, 'note')], ['inserted 1 -']],
    ['an entry later than the one told', [result], [told, act(5, { bundle: 1, verdict: 'verified' })], ['edited 1 5']],
    ['an entry without its result', [], [told], [1]],
  ])('%s', (_what, results, acts, want) => expect(found(results, acts)).toEqual(want))

  test('and the verdicts are named', () => {
    expect(holdResults([{ ...result, verdict: 'verified' }], [told], sha256).faults[0]).toMatchObject({
      expected: 'failed',
      found: 'verified',
    })
  })
})

test('an entry without a digest holds the verdict alone, and that is told', () => {
  const early = act(4, { bundle: 1, verdict: 'failed' })
  expect(found([{ ...result, checks: [] }], [early])).toEqual([1])
  expect(found([{ ...result, verdict: 'verified' }], [early])).toEqual(['edited 1 4'])
})

test('custody adds what is wrong to the verdict of a case, and nothing good', () => {
  expect(caseVerdict([{ verdict: 'verified' }])).toBe('not-offered')
  expect(caseVerdict([{ id: 1, verdict: 'not-verifiable' }, { verdict: 'verified' }])).toBe('not-verifiable')
  expect(caseVerdict([{ id: 1, verdict: 'verified' }, { verdict: 'failed' }])).toBe('failed')
})
