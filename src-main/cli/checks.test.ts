import { expect, test } from 'vitest'
import { verifyLines } from './checks.ts'

const edited = {
  check: 'chain.link',
  level: 'proof',
  verdict: 'failed',
  kind: 'edited',
  file: 'data/a.log',
  line: 1443,
  seq: 1443,
  expected: 'aa',
  found: 'bb',
  follows: ['The digest of data/a.log is another'],
  message: 'Line 1443 was changed.',
} as const
const held = { check: 'digest.tag', level: 'proof', verdict: 'verified', covered: 8, message: '8 files hold.' } as const
const seen = {
  check: 'time.order',
  level: 'observation',
  verdict: 'not-verifiable',
  message: 'Late\u001B[2J.',
  settles: 'Another log',
} as const

test('the gravest first, each with its evidence, observations last', () => {
  const checks = [held, seen, edited]
  const bundle = { id: 1, name: 'b', format: 'vault', verdict: 'failed', checks } as const
  expect(verifyLines({ verdict: 'failed', bundles: [bundle], seconds: 2 })).toEqual([
    'Bundle 1  b  vault: ✘ failed',
    'Failed',
    '  ✘ failed  chain.link  edited  data/a.log, line 1,443',
    '      Line 1443 was changed.',
    '      expected  aa',
    '      found     bb',
    '      follows   The digest of data/a.log is another',
    'Held',
    '  ✔ verified  digest.tag  8 files hold.',
    'Observed (never decides a verdict)',
    '  ? not verifiable  time.order',
    '      Late\\u{001B}[2J.',
    '      settled by: Another log',
    '',
    'Verdict: ✘ failed (1 bundle, 2.0 s)',
  ])
})

test('the custody of a case is none of its bundles', () => {
  const bundle = { id: 1, name: 'b', format: 'vault', verdict: 'verified' } as const
  const custody = { name: 'custody of the case', format: 'case', verdict: 'failed' } as const
  const bundles = [
    { ...bundle, checks: [held] },
    { ...custody, checks: [{ ...edited, follows: [] }] },
  ]
  const lines = verifyLines({ verdict: 'failed', bundles, seconds: 2 })
  expect(lines.at(-1)).toBe('Verdict: ✘ failed (1 bundle, 2.0 s)')
})

test('of very many findings the first are named and all are counted', () => {
  const checks = Array.from({ length: 50 }, () => ({ ...edited, follows: [] }))
  const lines = verifyLines({
    verdict: 'failed',
    bundles: [{ name: 'b', format: 'vault', verdict: 'failed', checks }],
    seconds: 1,
  })
  expect(lines.filter((line) => line.includes('edited'))).toHaveLength(5)
  expect(lines).toContain('  and 45 more of chain.link in data/a.log (all with --json)')
})

test('many findings alike hide no other, and all that are not named are counted', () => {
  const alike = Array.from({ length: 300 }, () => ({ ...edited, follows: [] }))
  const others = Array.from({ length: 30 }, (_, n) => ({ ...edited, file: `data/${n}.log`, count: 3, follows: [] }))
  const lines = verifyLines({
    verdict: 'failed',
    bundles: [{ name: 'b', format: 'vault', verdict: 'failed', checks: [...alike, ...others] }],
    seconds: 1,
  })
  expect(lines).toContain('  and 295 more of chain.link in data/a.log (all with --json)')
  expect(lines).toContain('  ✘ failed  chain.link  edited  data/14.log, lines 1,443 to 1,445')
  expect(lines).toContain('  and 15 more of these (all with --json)')
})

test('where a key is missing it says once how one is given', () => {
  const unknown = {
    check: 'digest.signature',
    level: 'proof',
    verdict: 'not-verifiable',
    message: 'Not known.',
  } as const
  const bundle = (state: 'trust-unknown' | 'weak') => ({
    name: 'b',
    format: 'vault',
    verdict: 'not-verifiable' as const,
    checks: [{ ...unknown, state }],
  })
  const hints = (bundles: readonly ReturnType<typeof bundle>[]): string[] =>
    verifyLines({ verdict: 'not-verifiable', bundles: [...bundles], seconds: 1 }).filter((line) =>
      line.includes('--trust FILE'),
    )
  expect(hints([bundle('trust-unknown'), bundle('trust-unknown')])).toHaveLength(1)
  expect(hints([bundle('weak')])).toEqual([])
})
