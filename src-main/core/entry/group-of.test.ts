import { expect, test } from 'vitest'
import { groupOf } from './group-of.ts'

test('a group that took no part in the match has no text', () => {
  const match = /^(a)(b)?$/.exec('a')
  expect(match && [groupOf(match, 1), groupOf(match, 2), groupOf(match, 3)]).toEqual(['a', '', ''])
})
