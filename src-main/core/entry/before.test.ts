import { expect, test } from 'vitest'
import { before } from './before.ts'

test.each([
  ['secretsmanager.amazonaws.com', '.', 'secretsmanager'],
  ['/healthz', '?', '/healthz'],
  ['?a=1', '?', ''],
  ['', '.', ''],
])('%j before %j is %j', (text, sign, want) => {
  expect(before(text, sign)).toBe(want)
})
