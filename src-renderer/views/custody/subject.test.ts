import { expect, test } from 'vitest'
import { subjectOf } from './subject.ts'

test('telling members come first, digests are left to the detail', () => {
  expect(subjectOf({ sha256: 'a'.repeat(64), records: 12, name: 'vault-prod' })).toBe('vault-prod, records 12')
  expect(subjectOf({})).toBe('')
  expect(subjectOf({ nested: { a: 1 }, other: 'x' })).toBe('other x')
})
