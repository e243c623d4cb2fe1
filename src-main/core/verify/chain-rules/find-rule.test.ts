import { expect, test } from 'vitest'
import { findRule } from './find-rule.ts'
import { chained, chainOf, digests } from './testing/chained.ts'
import type { Made } from './testing/chained.ts'
import { ruleNamed } from './testing/rules.ts'

const utf8 = new TextEncoder()
const keyed = ruleNamed('jcs-hmac-sha256')
const jcs = ruleNamed('jcs-sha256')
const find = (entries: readonly Made[], ...rules: Parameters<typeof findRule>[2] & object) =>
  findRule(
    entries.map((entry) => utf8.encode(JSON.stringify(entry))),
    { digests, secrets: [] },
    rules,
  )

const secret = () => 'not handed in'
const sealed = chainOf(4, { secret })

test('without its secret a keyed rule is found by form and links, and says so', () => {
  expect(find(sealed, jcs, keyed)).toMatchObject({ rule: keyed, byForm: true, held: 0, entries: 3, tried: 1 })
})

test.each<[string, readonly Made[]]>([
  ['no link holds', sealed.map((entry) => ({ ...entry, prev_hmac: 'a'.repeat(64) }))],
  ['a hash is no digest of its algorithm', sealed.with(2, { ...sealed[2], hmac: 'a'.repeat(63) })],
  ['one entry alone links to nothing', sealed.slice(0, 1)],
  ['nothing is chained', [{ what: 'entry' }]],
])('a keyed rule is not found where %s', (_what, entries) => {
  expect(find(entries, keyed).rule).toBeUndefined()
})

test('a rule whose hashes hold goes before one that fits by form alone, in either order', () => {
  const other = sealed.map(({ hmac: mac, ...members }) => ({ ...members, mac }))
  const both = chained(other)
  for (const rules of [
    [keyed, jcs],
    [jcs, keyed],
  ]) {
    expect(find(both, ...rules)).toMatchObject({ rule: jcs, byForm: false, held: 3, tried: 2 })
  }
})
