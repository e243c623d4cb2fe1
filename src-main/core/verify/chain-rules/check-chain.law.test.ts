import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { notIJson } from '../../json/i-json.ts'
import { chained, chainOf, failures, judge, jcsHash, verdictOf } from './testing/chained.ts'
import type { Made } from './testing/chained.ts'
import { ruleNamed } from './testing/rules.ts'

const rule = ruleNamed('jcs-sha256')
const keyed = ruleNamed('jcs-hmac-sha256')
const body = fc
  .record({ who: fc.string({ unit: 'grapheme' }), detail: fc.jsonValue({ maxDepth: 2 }) })
  .filter((value) => notIJson(JSON.stringify(value)) === undefined)
const bodies = fc.array(body, { minLength: 4, maxLength: 16 })
const some = fc.array(body, { minLength: 4, maxLength: 16 }).chain((list) =>
  fc.record({
    list: fc.constant(list),
    at: fc.nat(list.length - 1),
    other: fc.nat(list.length - 1),
    numbered: fc.boolean(),
  }),
)

const secrets = (...texts: string[]): Uint8Array[] => texts.map((text) => new TextEncoder().encode(text))

const placeOf = (numbered: boolean, seq: number, line = seq): string => (numbered ? String(seq) : `line ${line}`)
const put = (entries: readonly Made[], at: number, ...more: Made[]): Made[] => entries.toSpliced(at, 0, ...more)

test('a whole chain holds, and its end is not known', () => {
  fc.assert(
    fc.property(bodies, fc.boolean(), (list, numbered) => {
      const checks = judge(chained(list, 1, { numbered }), rule)
      expect(failures(checks)).toEqual([])
      expect(verdictOf(checks, 'chain.link')).toBe('verified')
      expect(verdictOf(checks, 'chain.start')).toBe('verified')
      expect(verdictOf(checks, 'chain.end')).toBe('not-verifiable')
    }),
  )
})

// One act against a chain is one finding.

test('a changed body', () => {
  fc.assert(
    fc.property(some, ({ list, at, numbered }) => {
      const entries = chained(list, 1, { numbered })
      entries[at] = { ...entries[at], who: `${String(entries[at]?.['who'])}!` }
      expect(failures(judge(entries, rule))).toEqual([`edited@${placeOf(numbered, at + 1)}`])
    }),
  )
})

test.each(['hash', 'prev_hash'])('a changed %s', (member) => {
  fc.assert(
    fc.property(some, ({ list, at, numbered }) => {
      const entries = chained(list, 1, { numbered })
      entries[at] = { ...entries[at], [member]: 'f'.repeat(64) }
      expect(failures(judge(entries, rule))).toEqual([`edited@${placeOf(numbered, at + 1)}`])
    }),
  )
})

test('removed entries, told at the entry after them', () => {
  fc.assert(
    fc.property(some, fc.integer({ min: 1, max: 3 }), ({ list, at, numbered }, count) => {
      const first = Math.min(at, list.length - count - 1)
      fc.pre(first >= 1)
      const entries = chained(list, 1, { numbered }).toSpliced(first, count)
      expect(failures(judge(entries, rule))).toEqual([`removed@${placeOf(numbered, first + count + 1, first + 1)}`])
    }),
  )
})

test('a foreign entry, linked or not, whose hash is made up', () => {
  fc.assert(
    fc.property(some, fc.boolean(), ({ list, at, numbered }, linked) => {
      const entries = chained(list, 1, { numbered })
      const before = entries[at]
      const foreign = {
        ...before,
        who: 'x!',
        prev_hash: linked ? before?.['hash'] : 'a'.repeat(64),
        hash: 'b'.repeat(64),
      }
      fc.pre(at < list.length - 1)
      expect(failures(judge(put(entries, at + 1, foreign), rule))).toEqual([
        `inserted@${placeOf(numbered, at + 1, at + 2)}`,
      ])
    }),
  )
})

test('a copy of an entry, wherever it is put', () => {
  fc.assert(
    fc.property(some, ({ list, at, other, numbered }) => {
      const entries = chained(list, 1, { numbered })
      const [first, second] = [Math.min(at, other), Math.max(at, other)]
      const copy = entries[first] ?? {}
      expect(failures(judge(put(entries, second + 1, copy), rule))).toEqual([
        `duplicated@${placeOf(numbered, first + 1, second + 2)}`,
      ])
    }),
  )
})

test('two entries that changed places', () => {
  fc.assert(
    fc.property(some, ({ list, at, other, numbered }) => {
      fc.pre(at !== other)
      const entries = chained(list, 1, { numbered })
      const [first, second] = [Math.min(at, other), Math.max(at, other)]
      const swapped = entries.with(first, entries[second] ?? {}).with(second, entries[first] ?? {})
      expect(failures(judge(swapped, rule))).toEqual([`reordered@${placeOf(numbered, second + 1, first + 1)}`])
    }),
  )
})

test('a second entry that follows rightly from one', () => {
  fc.assert(
    fc.property(some, ({ list, at, numbered }) => {
      const entries = chained(list, 1, { numbered })
      const twin: Made = { ...entries[at], who: 'x!' }
      expect(failures(judge(put(entries, at + 1, { ...twin, hash: jcsHash(twin) }), rule))).toEqual([
        `forked@${placeOf(numbered, at + 1, at + 2)}`,
      ])
    }),
  )
})

test('an entry that was replaced and hashed anew, told at the entry that no longer follows', () => {
  fc.assert(
    fc.property(some, ({ list, at }) => {
      fc.pre(at < list.length - 1)
      const entries = chained(list)
      const other: Made = { ...entries[at], who: 'x!' }
      entries[at] = { ...other, hash: jcsHash(other) }
      expect(failures(judge(entries, rule))).toEqual([`rechained@${at + 2}`])
    }),
  )
})

test('a cut head', () => {
  fc.assert(
    fc.property(some, ({ list, at, numbered }) => {
      fc.pre(at > 0)
      const found = failures(judge(chained(list, 1, { numbered }).slice(at), rule))
      expect(found).toEqual([`truncated@${placeOf(numbered, at + 1, 1)}`])
    }),
  )
})

describe('a keyed chain', () => {
  const making = { secret: () => 'right' }

  test('without the secret no row fails, and none is verified', () => {
    fc.assert(
      fc.property(some, ({ list, at }) => {
        const entries = chained(list, 1, making)
        entries[at] = { ...entries[at], who: 'changed' }
        const checks = judge(entries, keyed)
        expect(failures(checks)).toEqual([])
        expect(verdictOf(checks, 'chain.link')).toBe('not-verifiable')
      }),
    )
  })

  test('a wrong secret is said once', () => {
    fc.assert(
      fc.property(bodies, (list) => {
        const found = failures(judge(chained(list, 1, making), keyed, { secrets: secrets('wrong') }))
        expect(found).toEqual(['wrong-key@1'])
      }),
    )
  })

  test('an earlier secret is one range, and no finding once it is given', () => {
    const entries = chainOf(20, { secret: (seq) => (seq <= 8 ? 'old' : 'right') })
    const one = judge(entries, keyed, { secrets: secrets('right') })
    expect(failures(one)).toEqual(['wrong-key@1'])
    expect(one.find(({ kind }) => kind === 'wrong-key')?.message).toContain('8 entries from entry 1 to 8')
    expect(failures(judge(entries, keyed, { secrets: secrets('right', 'old') }))).toEqual([])
  })

  test('the HMAC that changed content would need is never told', () => {
    const entries = chainOf(5, making)
    const forged: Made = { ...entries[2], what: 'forged' }
    const checks = judge(entries.with(2, forged), keyed, { secrets: secrets('right') })
    expect(failures(checks)).toEqual(['edited@3'])
    expect(JSON.stringify(checks)).not.toContain(jcsHash(forged, 'right'))
  })
})
