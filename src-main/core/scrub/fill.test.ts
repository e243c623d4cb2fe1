import { expect, test } from 'vitest'
import { fillWhole } from './fill.ts'

const filled = (text: string, split: Parameters<typeof fillWhole>[1]): string =>
  Buffer.from(fillWhole(Buffer.from(text), split)).toString()

test.each([
  ['lines', '{"a":"hvs.x"}', '*************'],
  ['lines', 'é', '**'],
  ['table-rows', 'a,"b\nc",d', '"***\n***"'],
  ['table-rows', 'a', '*'],
  ['table-rows', '"a', '**'],
  ['table-rows', '\r"","a\nb"', '"*****\n*"'],
  ['json-values', '{"a":\n1}', '{    \n }'],
  ['json-values', '{"a":"secret"}', '{"*":"******"}'],
  ['json-values', '{"a":1}', '{     }'],
  ['json-values', '{\n  "a": 1\n}', '{\n        \n}'],
  ['json-values', '{"a":"cut', '{"*":"***'],
  ['json-members', '["secret"]', '["******"]'],
  ['json-members', '"secret"', '"******"'],
  ['json-members', '4711', '****'],
  ['json-members', '{x', '{*'],
  ['json-members', '{', '{'],
  ['json-members', '"a', '"*'],
] as const)('%s: %j', (split, text, want) => {
  expect(filled(text, split)).toBe(want)
})
