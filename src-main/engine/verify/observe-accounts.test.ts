import { expect, test, vi } from 'vitest'
import type { Check } from '../../core/verify/check.ts'
import { caseFolder } from '../testing/case-folder.ts'
import { pairs, vaultLine } from '../testing/lines.ts'
import { checkKept } from './check-kept.ts'

// every case is imported and read again by threads of its own, which takes its time where others work too
vi.setConfig({ testTimeout: 120_000 })

/** What files say of one another once they are imported together. */
async function compared(files: Readonly<Record<string, string>>): Promise<Check[]> {
  using at = caseFolder()
  for (const [name, text] of Object.entries(files)) at.write(name, text)
  await at.import(Object.keys(files))
  const checks: Check[] = []
  for await (const check of checkKept(at.db, 1, { signal: new AbortController().signal, tell: () => undefined }))
    checks.push(check)
  expect(checks.filter(({ verdict }) => verdict === 'failed')).toEqual([])
  return checks.filter(({ check }) => check === 'devices.disagree')
}

const lines = (from: number, to: number): string[] => pairs(from, to).trimEnd().split('\n')
const joined = (all: readonly string[]): string => `${all.join('\n')}\n`
const all = lines(0, 50)

test('two devices that tell the same agree', async () => {
  expect(await compared({ 'a.log': joined(all), 'b.log': joined(all) })).toMatchObject([
    { verdict: 'verified', level: 'observation', covered: 94 },
  ])
})

test('an event taken out of the first or the second device is told with its line in the other', async () => {
  const less = all.toSpliced(20, 2)
  expect(await compared({ 'a.log': joined(all), 'b.log': joined(less) })).toMatchObject([
    { verdict: 'not-verifiable', file: 'a.log', line: 21, message: expect.stringMatching(/^b\.log lacks 2 lines/) },
  ])
  expect(await compared({ 'a.log': joined(less), 'b.log': joined(all) })).toMatchObject([
    { file: 'b.log', line: 21, message: expect.stringMatching(/^a\.log lacks 2 lines/) },
  ])
})

test('a response taken out of one device is told though the event is whole', async () => {
  expect(await compared({ 'a.log': joined(all.toSpliced(21, 1)), 'b.log': joined(all) })).toMatchObject([
    { file: 'b.log', line: 22, message: expect.stringMatching(/^a\.log lacks 1 line /) },
  ])
})

test('overlapping copies of a rotated log agree', async () => {
  expect(await compared({ 'a.log.1': joined(lines(0, 30)), 'a.log': joined(lines(20, 50)) })).toMatchObject([
    { verdict: 'verified' },
  ])
})

test('nothing is said of one file, of files that follow one another, and of a line that a file repeats itself', async () => {
  expect(await compared({ 'a.log': joined(all) })).toEqual([])
  expect(await compared({ 'a.log': joined(lines(0, 20)), 'b.log': joined(lines(20, 50)) })).toEqual([])
  expect(await compared({ 'a.log': `${joined(all)}${vaultLine({ n: 7 })}\n` })).toEqual([])
})
