import { expect, test } from 'vitest'
import { locate, newLocated } from './locate.ts'

const LONGEST = 64 * 1024 * 1024

test.each([
  ['a line that is too long', `{"a":"${'x'.repeat(LONGEST)}"}`, 'the line is longer than 64 Mi characters'],
  [
    'an object behind too much',
    `${' '.repeat(4097)}{}`,
    'no JSON object begins in the first 4096 characters of the line',
  ],
  ['words that look like the reason', '{"Unexpected end": Unexpected end', 'the line is not valid JSON'],
])('%s', (_, text, reason) => {
  const located = newLocated()
  locate(text, located)
  expect(located).toMatchObject({ object: undefined, reason })
})

test.each([
  ['a value that is no object', (): unknown => [1], 'the line is no JSON object'],
  [
    'a fault without a place',
    (): unknown => {
      throw new RangeError('too deep')
    },
    'the line is not valid JSON',
  ],
])('a reader of its own: %s', (_, parse, reason) => {
  const located = newLocated()
  locate('{"a":1}', located, parse)
  expect(located).toMatchObject({ object: undefined, reason })
})
