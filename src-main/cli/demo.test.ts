import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { afterAll, expect, test, vi } from 'vitest'
import { Desk, json } from './desk.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const desk = new Desk()
afterAll(() => desk.clear())

interface Truth {
  readonly planted: readonly { readonly mark: string; readonly time: string; readonly ip: string }[]
  readonly totals: { readonly records: number }
}

test('the demonstration tells what the sample holds, and leaves a pack that verifies', async () => {
  const truth = JSON.parse(readFileSync(new URL('../../resources/sample/truth.json', import.meta.url), 'utf8')) as Truth
  const night = truth.planted.find(({ mark }) => mark === 'night-read')
  const { code, out, said } = await desk.run(['demo', '--json'])
  expect([code, said]).toEqual([0, ''])
  const told = json({ out }) as { case: string; pack: string; steps: { summary: string }[]; asExpected: boolean }
  const story = told.steps.map(({ summary }) => summary)
  expect(told.asExpected).toBe(true)
  expect(story[0]).toContain(`${truth.totals.records.toLocaleString('en-US')} records`)
  expect(story[2]).toContain(`${night?.time}: deploy-bot read`)
  expect(story[2]).toContain(`from ${night?.ip}`)
  expect(story[3]).toMatch(/edited at .*\n.*removed at /)
  expect([existsSync(told.case), existsSync(told.pack)]).toEqual([true, true])
  const again = await desk.run(['demo', '--out', 'proofline-demo'])
  expect([again.code, again.said]).toEqual([1, expect.stringContaining('not empty')])
})

test('the measurement leaves nothing behind', async () => {
  const { code, out } = await desk.run(['bench', '--records', '500', '--json'])
  expect([code, json({ out })]).toMatchObject([0, { records: 500, lines: 1000 }])
  expect(readdirSync(desk.at('tmp'))).toEqual([])
})
