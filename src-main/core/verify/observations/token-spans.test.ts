import { expect, test } from 'vitest'
import { TokenSpans } from './token-spans.ts'

/** Looks at tokens in their order, one a line. */
function changeIn(tokens: Iterable<number>): number | undefined {
  const spans = new TokenSpans()
  let line = 0
  for (const token of tokens) spans.look(token, { file: 'audit.log', line: (line += 1) })
  return spans.change()?.line
}

const before = [1, 2, 3, 1, 2, 3]
const after = [4, 5, 6, 4, 5, 6]

test('all tokens end at once and others begin: the first line after is the place', () => {
  expect(changeIn([...before, ...after])).toBe(7)
})

test.each<[string, readonly number[]]>([
  ['one token goes on', [...before, ...after, 1]],
  ['too few are in use before', [1, 2, 1, 2, ...after]],
  ['too few are in use after', [...before, 4, 5, 4, 5]],
  ['those after are seen once', [...before, 4, 5, 6, 7]],
  ['there are none', []],
])('no place where %s', (_what, tokens) => expect(changeIn(tokens)).toBeUndefined())

test('past the tokens that can be followed nothing is said', () => {
  const many = Array.from({ length: 200_001 }, (_, at) => 100 + at)
  expect(changeIn([...many, ...before, ...after])).toBeUndefined()
})
