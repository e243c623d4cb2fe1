import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { generate } from '../../bench/generate.ts'
import { ImportResult } from '../contract/shapes.ts'
import { Desk, json } from './desk.ts'

const RECORDS = 600
// every step starts the program anew, which takes its time where others work too
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const desk = new Desk()
const at = (name: string): string => desk.at(name)
const proofline: Desk['run'] = (argv, how) => desk.run(argv, how)

/** How much an import under way has written. */
const walBytes = (name: string): number => statSync(at(`${name}-wal`), { throwIfNoEntry: false })?.size ?? 0

beforeAll(async () => {
  generate(at('audit.log'), RECORDS * 2)
  const lines = readFileSync(at('audit.log'), 'utf8').split('\n').slice(0, 6)
  writeFileSync(at('bad.log'), [...lines, 'not a record', '{"type":"request"', ''].join('\n'))
  writeFileSync(at('foreign.txt'), 'Dear colleagues,\nthe meeting is at noon.\n')
  await proofline(['import', 'a.proofline', 'audit.log'])
})
afterAll(() => desk.clear())

test('the ledger closes, on the screen and in JSON', async () => {
  const ran = await proofline(['import', 'ledger.proofline', 'audit.log', '--json'])
  const result = ImportResult.parse(json(ran))
  const [file] = result.bundles[0]?.files ?? []
  expect(file).toMatchObject({ lines: RECORDS * 2, records: RECORDS, paired: RECORDS, duplicates: 0, rejected: 0 })
  const shown = await proofline(['import', 'shown.proofline', 'audit.log'])
  expect(shown.out).toMatch(/1,200\s+=\s+600\s+\+\s+600\s+\+\s+0\s+\+\s+0\s+closes/)
})
test('what the case holds already is named', async () => {
  const again = await proofline(['import', 'a.proofline', 'audit.log'])
  expect(again.code).toBe(0)
  expect(again.out).toContain('Already')
})
test('a rejected line is named and ends with 5', async () => {
  const ran = await proofline(['import', 'bad.proofline', 'bad.log'])
  expect(ran.code).toBe(5)
  expect(ran.out).toMatch(/rejected\s+bad\.log, line 7: /)
  expect(ran.out).toMatch(/rejected\s+bad\.log, line 8: /)
})
test('a refused file beside a good one ends with 5, alone with 1', async () => {
  const both = await proofline(['import', 'both.proofline', 'audit.log', 'foreign.txt'])
  expect([both.code, both.out]).toEqual([5, expect.stringContaining('Refused  foreign.txt')])
  const alone = await proofline(['import', 'alone.proofline', 'foreign.txt', '--json'])
  expect(alone.code).toBe(1)
  expect(json(alone)).toMatchObject({ bundles: [], refused: [{}], error: { message: 'Nothing could be imported.' } })
})
test('a system is added by one JSON file: --profile reads what nothing recognises', async () => {
  writeFileSync(
    at('doors.csv'),
    'moment|badge|did|ok\n14.03.2025 03:31:07|b-17|opened|ja\n14.03.2025 03:32:00|b-18|forced|nein\nsoon|b-1|opened|ja\n',
  )
  const profile = {
    id: 'vault-door',
    title: 'Vault door, made up',
    recognise: { names: [['moment'], ['badge'], ['did']] },
    time: { from: ['moment'], formats: ['dd.MM.yyyy HH:mm:ss'] },
    kind: { from: ['did'], map: { opened: 'read' } },
    outcome: { from: ['ok'], map: { ja: 'success' } },
    fields: { actor: { from: ['badge'] }, action: { from: ['did'] }, target: { constant: 'vault door' } },
  }
  writeFileSync(at('door.json'), JSON.stringify(profile))
  const unknown = await proofline(['import', 'door.proofline', 'doors.csv'])
  expect([unknown.code, unknown.out]).toEqual([1, expect.stringContaining('Map its columns')])
  const unzoned = await proofline(['import', 'door.proofline', 'doors.csv', '--profile', 'door.json'])
  expect([unzoned.code, unzoned.out]).toEqual([1, expect.stringContaining('--source-zone')])
  const how = ['--profile', 'door.json', '--source-zone', 'Europe/Berlin', '--json']
  const result = ImportResult.parse(json(await proofline(['import', 'door.proofline', 'doors.csv', ...how])))
  expect(result.bundles).toMatchObject([
    { format: 'vault-door', records: 2, rejected: 1, unmappedResults: { count: 1, words: ['nein'] } },
  ])
  const shown = await proofline(['import', 'again.proofline', 'doors.csv', ...how.slice(0, -1)])
  expect(shown.out).toMatch(/note {6}1 result in words that the profile does not map[^]*the first: nein/)
  const { out } = await proofline(['events', 'door.proofline', '--json'])
  expect(out).toContain('2025-03-14T02:31:07Z')
  const records = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(records.flat()).toMatchObject([
    { actor: 'b-17', action: 'opened', kind: 'read', target: 'vault door', outcome: 'success' },
    { actor: 'b-18', action: 'forced', kind: 'other', outcome: 'unknown', reason: 'nein' },
  ])
})
test('a log in the place of the case is not touched', async () => {
  const before = readFileSync(at('bad.log'))
  const ran = await proofline(['import', 'bad.log', 'audit.log'])
  expect(ran.code).toBe(1)
  expect(ran.said).toContain('not a Proofline case')
  expect(readFileSync(at('bad.log')).equals(before)).toBe(true)
})
test('a missing file', async () => {
  const ran = await proofline(['import', 'missing.proofline', 'none.log', '--json'])
  expect(ran.code).toBe(1)
  expect(JSON.stringify(json(ran))).toContain('none.log')
})
test('cancelled: 130, and the case opens with what it held', async () => {
  generate(at('big.log'), 200_000)
  await proofline(['import', 'cancelled.proofline', 'audit.log'])
  const ran = await proofline(['import', 'cancelled.proofline', 'big.log', '--json'], {
    meanwhile: (running) => running.interruptOnce('SIGINT', () => walBytes('cancelled.proofline') > 1_000_000),
  })
  expect(ran.code).toBe(130)
  expect(json(ran)).toMatchObject({ error: { code: 'cancelled' } })
  expect(existsSync(at('cancelled.proofline-wal'))).toBe(false)
  const after = await proofline(['facets', 'cancelled.proofline', 'kind', '--json'])
  expect(json(after)).toMatchObject({ total: RECORDS })
})
