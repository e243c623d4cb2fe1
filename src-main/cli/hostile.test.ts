import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { Desk, json } from './desk.ts'

// every step starts the program anew, which takes its time where others work too
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const desk = new Desk()
const NAME = 'audit\u001B[31m\u202Egol.log'
// oxlint-disable-next-line no-control-regex -- what a terminal must never be sent
const obeyed = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/

/** A response as a device writes it, whose identity, address and path play with whoever reads them. */
const line = (id: number, actor: string, path: string): string =>
  JSON.stringify({
    time: `2025-01-0${id}T00:00:00Z`,
    type: 'response',
    auth: { display_name: actor },
    request: { id: `r${id}`, operation: 'read', path, remote_address: '10.0.0.1' },
    response: {},
  })

beforeAll(async () => {
  const good = [line(1, '=cmd|x', 'secret/\u001B[2J\u202Egnp.exe'), line(2, 'ad\u200Bmin', 'secret/a\nb\u009B31m')]
  writeFileSync(desk.at(NAME), [...good, 'not a record \u001B]0;title\u0007', ''].join('\n'))
  await desk.run(['import', 'h.proofline', NAME])
})
afterAll(() => desk.clear())

test.each([
  [['import', 'again.proofline', NAME]],
  [['import', 'again-json.proofline', NAME, '--json']],
  [['import', 'none\u001B[2J.proofline', 'none\u001B[2J.log']],
  [['inspect', NAME]],
  [['events', 'h.proofline']],
  [['events', 'h.proofline', '--json']],
  [['facets', 'h.proofline', 'actor', 'target']],
  [['facets', 'h.proofline', 'target', '--json']],
  [['histogram', 'h.proofline', '--by', 'actor']],
  [['custody', 'h.proofline']],
  [['events', 'h.proofline', '--where', 'actr\u202E:x']],
  [['\u001B[2J']],
])('nothing that a terminal obeys: %j', async (argv) => {
  const { out, said } = await desk.run(argv)
  expect(out + said).not.toMatch(obeyed)
  expect(out + said).not.toBe('')
})

test('NDJSON and CSV say what the log said', async () => {
  const { out } = await desk.run(['events', 'h.proofline', '--json', '--limit', '1'])
  expect(json({ out })).toMatchObject({ target: 'secret/\u001B[2J\u202Egnp.exe', actor: '=cmd|x', file: NAME })
  const csv = await desk.run(['events', 'h.proofline', '--format', 'csv', '--fields', 'actor,target'])
  expect(csv.out).toBe(
    'actor,target\r\n\'=cmd|x,secret/\u001B[2J\u202Egnp.exe\r\nad\u200Bmin,"secret/a\nb\u009B31m"\r\n',
  )
})
