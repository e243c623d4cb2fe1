import { expect, test } from 'vitest'
import { subjectOf } from './subject.ts'

test('telling members come first, digests are left to the detail', () => {
  expect(subjectOf({ sha256: 'a'.repeat(64), records: 12, name: 'vault-prod' })).toBe('vault-prod, records 12')
  expect(subjectOf({})).toBe('')
  expect(subjectOf({ nested: { a: 1 }, other: 'x' })).toBe('other x')
})

test('verdicts are told in words, what is true by its name, what is false not at all', () => {
  expect(subjectOf({ bundle: 4, name: 'vault.log', verdict: 'not-offered' })).toBe('vault.log, bundle 4, not offered')
  expect(subjectOf({ title: 'Q1', made: true, readOnly: false })).toBe('Q1, made')
  expect(subjectOf({ key: 'not-offered', verdict: 'splendid' })).toBe('key not-offered, verdict splendid')
})
