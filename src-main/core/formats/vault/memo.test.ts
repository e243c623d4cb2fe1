import { expect, test } from 'vitest'
import { newMemo } from './memo.ts'

test('keeps answers until it is full, and then forgets them all', () => {
  const memo = newMemo<number>(2)
  memo.keep('a', 1)
  memo.keep('b', 2)
  expect([memo.get('a'), memo.get('b')]).toEqual([1, 2])
  memo.keep('c', 3)
  expect([memo.get('a'), memo.get('b'), memo.get('c')]).toEqual([undefined, undefined, 3])
})

test('a key that is too long is answered, and not kept', () => {
  const memo = newMemo<number>(2)
  expect(memo.keep('x'.repeat(513), 1)).toBe(1)
  expect(memo.get('x'.repeat(513))).toBeUndefined()
})
