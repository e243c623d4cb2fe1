import { expect, test } from 'vitest'
import { openedContainers } from './opened-containers.ts'

test.each<[logs: readonly string[], want: readonly string[], kept?: readonly string[]]>([
  [['a.log', 'b.zip!a.log', 'asice.log'], []],
  [['x.asice!a.log', 'x.asice!b.log'], ['container.signature proof x.asice']],
  [['in.zip!x.SCE!a.log'], ['container.signature proof in.zip!x.SCE']],
  [['x.asice!b.zip!a.log'], ['container.signature proof x.asice']],
  [['x.asice!a.log'], [], ['x.asice']],
  [['x.asice!b.asice!a.log'], ['container.signature proof x.asice!b.asice'], ['x.asice']],
  [['b.xlsx!Sheet1', 'b.xlsx!Sheet2'], ['office.signature observation b.xlsx']],
])('%j', (logs, want, kept = []) => {
  const told = [...openedContainers(logs, kept)]
  expect(told.map(({ check, level, file }) => `${check} ${level} ${file}`)).toEqual(want)
  expect(told.every(({ verdict, settles }) => verdict === 'not-verifiable' && settles !== undefined)).toBe(true)
})
