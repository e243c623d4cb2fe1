import fc from 'fast-check'
import { expect, test } from 'vitest'
import { differing } from './differing.ts'

test('only the part that differs is marked', () => {
  expect(differing('825114 lines', '825113 lines')).toEqual({ before: '82511', differs: '4', after: ' lines' })
  expect(differing('ab', undefined)).toEqual({ before: '', differs: 'ab', after: '' })
  expect(differing('aa', 'aaa')).toEqual({ before: 'aa', differs: '', after: '' })
  expect(differing('aaa', 'aa')).toEqual({ before: 'aa', differs: 'a', after: '' })
})

test('the parts are the text, and both texts share what stands around', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'b') }),
      fc.string({ unit: fc.constantFrom('a', 'b') }),
      (one, two) => {
        const [left, right] = [differing(one, two), differing(two, one)]
        expect(left.before + left.differs + left.after).toBe(one)
        expect([left.before, left.after]).toEqual([right.before, right.after])
        expect(left.differs + right.differs === '').toBe(one === two)
      },
    ),
  )
})
