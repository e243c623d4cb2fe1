import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Check } from '../check.ts'
import { readAnchor } from './anchor.ts'
import { ChainRule } from './rule.ts'
import type { ChainRuleText } from './rule.ts'
import { judgeLines } from './testing/chained.ts'
import { ruleNamed } from './testing/rules.ts'

interface Case {
  readonly why: string
  readonly rule: string | ChainRuleText
  readonly lines: readonly string[]
  readonly secrets?: readonly string[]
  /** Anchors as their files state them, by a key that is trusted. */
  readonly anchors?: readonly unknown[]
  readonly want: readonly string[]
  /** What messages must hold. */
  readonly says?: readonly string[]
}

/** Every check but the reach beside findings, and, without anchors, the end, which no chain alone shows. */
const told = (checks: readonly Check[], anchored: boolean): string[] =>
  checks
    .filter(({ check }) => check !== 'chain.reach' && (anchored || check !== 'chain.end'))
    .map(({ check, verdict, kind, seq, line }) =>
      verdict === 'failed' ? `${check} failed ${kind}@${seq ?? `line ${line}`}` : `${check} ${verdict}`,
    )

const vectors = new URL('vectors/', import.meta.url)

for (const name of readdirSync(vectors)) {
  const text = readFileSync(new URL(name, vectors), 'utf8')
  const { why, rule, lines, secrets = [], anchors = [], want, says = [] }: Case = JSON.parse(text)
  test(`${name}: ${why}`, () => {
    const read = typeof rule === 'string' ? ruleNamed(rule) : ChainRule.parse(rule)
    const checks = judgeLines(lines, read, {
      secrets: secrets.map((secret) => new TextEncoder().encode(secret)),
      anchors: anchors.flatMap((value) => readAnchor(value, 'head.json', 'trusted') ?? []),
    })
    expect(told(checks, anchors.length > 0).toSorted()).toEqual([...want].toSorted())
    expect(checks.at(-1)?.verdict === 'verified').toBe(want.includes('chain.end verified'))
    for (const words of says) expect(checks.map(({ message }) => message).join('\n')).toContain(words)
  })
}

test('the example of the documentation is a rule', () => {
  const text = readFileSync(new URL('../../../../docs/verification.md', import.meta.url), 'utf8')
  const example = /### Chain rules[^]*?```json\n([^]*?)```/.exec(text)?.[1] ?? ''
  expect(ChainRule.parse(JSON.parse(example)).digest.algorithm).toBe('sha512')
})

test.each<[string, Partial<Record<keyof ChainRuleText, unknown>>]>([
  ['an unknown member', { more: 1 } as object],
  ['an unknown writer', { body: { form: 'json', writer: 'xml', of: { value: 'a' } } }],
  ['no body', { body: undefined }],
  ['an unknown algorithm', { digest: { algorithm: 'sha3' } }],
  ['an id that is none', { id: 'A b' }],
])('no rule: %s', (_what, change) => {
  expect(ChainRule.safeParse({ ...ruleNamed('jcs-sha256'), ...change }).success).toBe(false)
})
