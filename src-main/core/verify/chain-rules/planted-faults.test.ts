import { createHmac, hash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Check } from '../check.ts'
import type { Anchor } from './anchor.ts'
import { ChainChecker } from './check-chain.ts'
import { chained, chainOf, deps, failures, jcsHash, verdictOf } from './testing/chained.ts'
import type { Made } from './testing/chained.ts'
import type { ChainDigests } from './rule.ts'
import { ruleNamed } from './testing/rules.ts'

/** Faults planted in a chain of this many records: each is told with its kind and exact record, and nothing else is. */
const COUNT = 100_000
const AT = 50_000
const rule = ruleNamed('jcs-sha256')

const using: ChainDigests = {
  digest: (algorithm, bytes) => hash(algorithm, bytes, 'buffer'),
  hmac: (algorithm, secret, bytes) => createHmac(algorithm, secret).update(bytes).digest(),
}

let whole: readonly Made[] = []
let remade: readonly Made[] = []
beforeAll(() => {
  whole = chainOf(COUNT, { using })
  remade = rechained(AT)
}, 120_000)

function judge(
  entries: readonly Made[],
  anchors: readonly Anchor[] = [],
  secrets: readonly Uint8Array[] = [],
): Check[] {
  const checker = new ChainChecker(secrets.length > 0 ? ruleNamed('jcs-hmac-sha256') : rule, {
    ...deps,
    digests: using,
    anchors,
    secrets,
  })
  const bytes = new Uint8Array()
  for (const [index, members] of entries.entries()) checker.add({ line: index + 1, members, bytes })
  return [...checker.checks()]
}

const at = (seq: number): Made => whole[seq - 1] ?? {}
const anchorAt = (seq: number): Anchor => ({
  file: `head-${seq}.json`,
  count: seq,
  headHash: String(at(seq)['hash']),
  headSeq: seq,
  at: '2026-01-01T00:00:00Z',
  trust: 'trusted',
})

/** The tail from a record on, made anew after a change of that record. */
const rechained = (from: number): Made[] => {
  const bodies = whole.slice(from - 1).map(({ what }, index) => ({ what: index === 0 ? 'changed' : what }))
  return [...whole.slice(0, from - 1), ...chained(bodies, from, { using, prev: String(at(from - 1)['hash']) })]
}

const forged: Made = { seq: AT + 1, what: 'forged', prev_hash: 'a'.repeat(64), hash: 'b'.repeat(64) }
const forkOf = (seq: number): Made => {
  const twin: Made = { ...at(seq), what: 'twin' }
  return { ...twin, hash: jcsHash(twin) }
}

test('faults within the chain need no anchor, and each is one finding', () => {
  const entries = [...whole]
  // From the end on, so that places before stay what they are.
  entries.splice(70_000, 0, forkOf(70_000))
  entries.splice(60_000, 0, at(60_000))
  entries.splice(50_000, 0, forged)
  entries.splice(40_000 - 1, 3)
  entries[30_000 - 1] = { ...at(30_000), what: 'edited' }
  ;[entries[20_000 - 1], entries[20_000]] = [at(20_001), at(20_000)]
  ;[entries[10 - 1], entries[10_000 - 1]] = [at(10_000), at(10)]
  const checks = judge(entries)
  expect(failures(checks)).toEqual([
    'reordered@10000',
    'reordered@20001',
    'edited@30000',
    'removed@40003',
    `inserted@${forged['seq']}`,
    'duplicated@60000',
    'forked@70000',
  ])
  const missing = 'Entries 40000 to 40002 are missing before entry 40003'
  expect(checks.find(({ kind }) => kind === 'removed')?.message).toBe(missing)
})

test('a cut head', () => {
  expect(failures(judge(whole.slice(AT - 1)))).toEqual([`truncated@${AT}`])
})

describe('a cut or re-chained tail', () => {
  const faults: [string, () => readonly Made[]][] = [
    ['cut', () => whole.slice(0, AT)],
    ['re-chained', () => remade],
  ]

  test.each(faults)('%s: without an anchor completeness is not known', (_fault, entries) => {
    const checks = judge(entries())
    expect(failures(checks)).toEqual([])
    expect(verdictOf(checks, 'chain.link')).toBe('verified')
    expect(verdictOf(checks, 'chain.end')).toBe('not-verifiable')
  })

  test('cut: an anchor says so', () => {
    expect(failures(judge(whole.slice(0, AT), [anchorAt(COUNT)]))).toEqual([`truncated@${AT}`])
  })

  test('re-chained: anchors around the first changed record name it', () => {
    const checks = judge(remade, [anchorAt(AT - 1), anchorAt(AT), anchorAt(COUNT)])
    expect(failures(checks)).toEqual([`rechained@${AT}`])
    expect(checks.find(({ kind }) => kind === 'rechained')?.message).toContain(`from entry ${AT} on`)
  })

  test('re-chained: an anchor at the end says so, and not where', () => {
    const found = judge(remade, [anchorAt(COUNT)]).find(({ verdict }) => verdict === 'failed')
    expect(found).toMatchObject({ kind: 'rechained', seq: COUNT })
    expect(found?.message).toContain(`an entry from 1 to ${COUNT}`)
  })

  test('whole: with an anchor at its end it is complete', () => {
    const checks = judge(whole, [anchorAt(COUNT)])
    expect(new Set(checks.map(({ verdict }) => verdict))).toEqual(new Set(['verified']))
  })
})

test('a wrong key is one finding at the first record', () => {
  const entries = chainOf(COUNT, { using, secret: () => 'right' })
  expect(failures(judge(entries, [], [new TextEncoder().encode('wrong')]))).toEqual(['wrong-key@1'])
}, 120_000)
