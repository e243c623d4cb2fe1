import { expect, test } from 'vitest'
import { sortPlaces } from './sort-places.ts'

test('cases and packs are told by their endings, all else is to be imported', () => {
  const names = ['a.proofline', 'b.ASICE', 'audit.log', 'bundle.zip', 'proofline', 'x.asice.zip']
  const sorted = sortPlaces(names.map((name, n) => ({ place: `p${n}`, name })))
  expect(sorted.cases.map(({ name }) => name)).toEqual(['a.proofline'])
  expect(sorted.packs.map(({ name }) => name)).toEqual(['b.ASICE'])
  expect(sorted.inputs.map(({ name }) => name)).toEqual(['audit.log', 'bundle.zip', 'proofline', 'x.asice.zip'])
})
