import { expect, test } from 'vitest'
import { prettyOriginal, stretches } from './original.ts'

test('JSON is set on lines, all else stays as it is', () => {
  expect(prettyOriginal('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}')
  expect(prettyOriginal('not { json')).toBe('not { json')
})

test('stretches joined are the text, whatever was asked for', () => {
  const text = '{"path":"secret/db","note":"(secret/db)","x":"\\"q\\": 1"}'
  for (const hits of [[], ['secret/db'], ['(', 'secret'], ['"path"']]) {
    expect(
      stretches(text, hits)
        .map((stretch) => stretch.text)
        .join(''),
    ).toBe(text)
  }
  expect(stretches(text, ['secret/db']).filter(({ look }) => look === 'hit')).toHaveLength(2)
  expect(stretches(text, [])[1]).toEqual({ text: '"path"', look: 'name' })
})
