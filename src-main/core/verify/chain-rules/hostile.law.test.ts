import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { builtInRules } from './built-in.ts'
import { ChainChecker } from './check-chain.ts'
import { findRule } from './find-rule.ts'
import { entryReader } from './reader.ts'
import { ChainRule } from './rule.ts'
import { chainOf, deps, digests, judgeLines, ZEROS } from './testing/chained.ts'
import { ruleNamed } from './testing/rules.ts'

const utf8 = new TextEncoder()
const whole = chainOf(6).map((entry) => JSON.stringify(entry))

test('bytes of any kind are answered, never thrown, and never verified', () => {
  const line = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc.json({ maxDepth: 3 }).map((text) => utf8.encode(text)),
  )
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), fc.constantFrom(...builtInRules), (lines, rule) => {
      const reader = entryReader(rule)
      const checker = new ChainChecker(rule, deps)
      for (const one of lines) {
        const read = reader?.read(one)
        if (read !== undefined) checker.add(read)
      }
      const verdicts = [...checker.checks()].filter(({ check }) => check === 'chain.link').map(({ verdict }) => verdict)
      expect(verdicts).not.toContain('verified')
      expect(findRule(lines, { digests, secrets: [] }).rule).toBeUndefined()
    }),
  )
})

test('one flipped bit anywhere in a chain is never verified', () => {
  const bytes = utf8.encode(whole.join('\n'))
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(6), (at, bit) => {
      const flipped = bytes.with(at, (bytes[at] ?? 0) ^ (1 << bit))
      fc.pre(bytes[at] !== 0x0a && flipped[at] !== 0x0a && flipped[at] !== 0x0d)
      const lines = new TextDecoder().decode(flipped).split('\n')
      const checks = judgeLines(lines, ruleNamed('jcs-sha256'))
      const held = checks.filter(({ check }) => check === 'chain.link' || check === 'chain.start')
      expect(held.every(({ verdict }) => verdict === 'verified')).toBe(false)
    }),
  )
})

describe('what is beyond a limit of ours', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  test.each([
    ['nested too deep', whole[2]?.replace('"entry 3"', deep)],
    ['too long', `{"a":"${'x'.repeat(1_000_001)}"}`],
  ])('is neither verified nor failed: %s', (_what, line = '') => {
    const lines = whole.with(2, line)
    for (const id of ['jcs-sha256', 'javascript-sha256', 'python-sortkeys']) {
      const links = judgeLines(lines, ruleNamed(id)).filter(({ check }) => check === 'chain.link')
      expect(links.map(({ verdict }) => verdict)).not.toContain('verified')
      expect(links.filter(({ verdict, line: at }) => verdict === 'failed' && at === 3)).toEqual([])
    }
    const own = judgeLines(lines, ruleNamed('jcs-sha256')).filter(({ check }) => check === 'chain.link')
    expect(own).toMatchObject([{ line: 3, verdict: 'not-verifiable', state: 'unsupported' }])
  })
})

describe('what would exhaust memory keeps to its bounds', () => {
  test('a chain of broken links keeps to the places it can list', () => {
    const lines = Array.from({ length: 6000 }, (_, index) =>
      JSON.stringify({ prev_hash: `${index}`.padStart(64, 'a'), hash: `${index}`.padStart(64, 'b') }),
    )
    const checks = judgeLines([...whole, ...lines], ruleNamed('jcs-sha256'))
    expect(checks.length).toBeLessThan(16_000)
    expect(checks.find(({ message }) => message.includes('not listed one by one'))?.verdict).toBe('failed')
  })

  test('unreadable lines between entries, too', () => {
    const lines = chainOf(1100).flatMap((entry) => [JSON.stringify(entry), '{'])
    const checks = judgeLines(lines, ruleNamed('jcs-sha256'))
    expect(checks.filter(({ kind }) => kind === 'malformed').length).toBe(1000)
    expect(checks.find(({ kind }) => kind === 'edited')?.message).toMatch(/^100 further places differ/)
  })

  test('changed entries, too', () => {
    const changes = [{ what: 'x' }, {}, { hash: ZEROS }, {}]
    const lines = chainOf(20_006).map((entry, at) => JSON.stringify({ ...entry, ...changes[at % 4] }))
    const messages = judgeLines(lines, ruleNamed('jcs-sha256')).filter(({ kind }) => kind === 'edited')
    expect(messages.length).toBe(10_001)
    expect(messages.at(-1)?.message).toMatch(/^3 further places differ/)
  })

  test('entries that hold the separator', () => {
    const rule = ChainRule.parse({
      ...ruleNamed('jcs-sha256'),
      body: { form: 'joined', fields: ['what', '@prev'], separator: '|' },
    })
    const lines = chainOf(60).map(({ seq, prev_hash }) => JSON.stringify({ seq, what: 'a|b', prev_hash, hash: ZEROS }))
    const told = judgeLines(lines, rule).find(({ check }) => check === 'chain.separator')
    expect(told).toMatchObject({
      covered: 60,
      message: expect.stringMatching(/^60 entries of 60 hold .*, 50, \.\.\.\)$/),
    })
  })
})
