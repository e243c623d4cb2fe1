import { expect, test } from 'vitest'
import { caseFolder } from '../testing/case-folder.ts'

const token = `ghp_${'a1B2'.repeat(9)}`
const rows = (results: readonly string[]): string =>
  ['time,user,action,result', ...results.map((word, n) => `2025-01-01T00:00:0${n % 10}Z,nora,read,${word}`), ''].join(
    '\n',
  )

async function unmapped(...files: readonly (readonly string[])[]) {
  using at = caseFolder()
  for (const [n, results] of files.entries()) at.write(`${n}.csv`, rows(results))
  const { bundles } = await at.import(files.map((_, n) => `${n}.csv`))
  return bundles.map(({ unmappedResults }) => unmappedResults)
}

test('results in words that the profile does not map are counted, with the first five', async () => {
  expect(await unmapped(['success', 'Blorp', 'OK', 'Blorp', 'meh'])).toEqual([{ count: 3, words: ['Blorp', 'meh'] }])
  expect(await unmapped(['a', 'b', 'c', 'd', 'e', 'f', 'g'])).toEqual([{ count: 7, words: ['a', 'b', 'c', 'd', 'e'] }])
})

test('over all files of the bundle', async () => {
  expect(await unmapped(['Blorp', 'success'], ['failure', 'meh'])).toEqual([{ count: 2, words: ['Blorp', 'meh'] }])
})

test('where every word is mapped, or there is none, nothing is said', async () => {
  expect(await unmapped(['success', 'DENIED', '', 'failed'])).toEqual([undefined])
})

test('a word that does not belong in a log is masked there too', async () => {
  const [found] = await unmapped(['success', token])
  expect(found?.words).toEqual([expect.stringMatching(/^\[masked:github-token:[0-9a-f]{8}\]$/)])
})
