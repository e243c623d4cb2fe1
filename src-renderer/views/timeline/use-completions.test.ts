import { expect, test } from 'vitest'
import { valueChoices } from './use-completions.ts'

const found = [
  { value: 'deploy-preview', here: 9, inCase: 9 },
  { value: 'deploy-bot', here: 8, inCase: 8 },
]
const wordsFor = (typed: string): readonly string[] =>
  valueChoices({ kind: 'value', field: 'actor', text: typed, from: 0, to: typed.length }, found).map(({ word }) => word)

test('values of an older answer that no longer fit what is typed are not offered', () => {
  expect(wordsFor('deploy-')).toEqual(['deploy-preview', 'deploy-bot'])
  expect(wordsFor('Deploy-B')).toEqual(['deploy-bot'])
  expect(wordsFor('deploy-x')).toEqual([])
})
