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
beforeAll(() => {
  whole = chainOf(COUNT, { using })
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

describe('a fault within the chain needs no anchor', () => {
  test.each<[string, () => Made[], string]>([
    ['edit', () => whole.with(AT - 1, { ...at(AT), what: 'edited' }), `edited@${AT}`],
    ['delete', () => whole.toSpliced(AT - 1, 1), `removed@${AT + 1}`],
    ['insert', () => whole.toSpliced(AT, 0, forged), `inserted@${AT + 1}`],
    ['duplicate', () => whole.toSpliced(AT, 0, at(AT)), `duplicated@${AT}`],
    ['swap', () => whole.with(AT - 1, at(AT + 1)).with(AT, at(AT)), `reordered@${AT + 1}`],
    ['swap far apart', () => whole.with(9, at(AT)).with(AT - 1, at(10)), `reordered@${AT}`],
    ['fork', () => whole.toSpliced(AT, 0, forkOf(AT)), `forked@${AT}`],
    ['cut head', () => whole.slice(AT - 1), `truncated@${AT}`],
  ])('%s', (_fault, entries, want) => {
    expect(failures(judge(entries()))).toEqual([want])
  })

  test('what was removed is named', () => {
    const checks = judge(whole.toSpliced(AT - 1, 3))
    expect(checks.find(({ kind }) => kind === 'removed')?.message).toBe(
      `Entries ${AT} to ${AT + 2} are missing before entry ${AT + 3}`,
    )
  })

  test('several faults are several findings', () => {
    const entries = whole
      .with(99, { ...at(100), what: 'edited' })
      .toSpliced(AT - 1, 1)
      .toSpliced(200, 0, forged)
    expect(failures(judge(entries)).toSorted()).toEqual(['edited@100', `inserted@${AT + 1}`, `removed@${AT + 1}`])
  })
})

describe('a cut or re-chained tail', () => {
  const faults: [string, () => Made[]][] = [
    ['cut', () => whole.slice(0, AT)],
    ['re-chained', () => rechained(AT)],
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
    const checks = judge(rechained(AT), [anchorAt(AT - 1), anchorAt(AT), anchorAt(COUNT)])
    expect(failures(checks)).toEqual([`rechained@${AT}`])
    expect(checks.find(({ kind }) => kind === 'rechained')?.message).toContain(`from entry ${AT} on`)
  })

  test('re-chained: an anchor at the end says so, and not where', () => {
    const found = judge(rechained(AT), [anchorAt(COUNT)]).find(({ verdict }) => verdict === 'failed')
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
