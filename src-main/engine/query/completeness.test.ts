import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Answer, type AskInput, calls } from '../../contract/calls.ts'
import { openColumns } from '../columns/case-columns.ts'
import { writeMeta } from '../store/meta.ts'
import { type CaseFolder, caseFolder } from '../testing/case-folder.ts'
import { pairs, vaultLine } from '../testing/lines.ts'
import { caseHead } from './case-head.ts'
import { completeness } from './completeness.ts'

let at: CaseFolder
beforeEach(() => (at = caseFolder()))
afterEach(() => at[Symbol.dispose]())

const HOUR = 3600

/** Request and response of an event each hour of a day. */
const hours = (day: number, from = 0, to = 24): string =>
  Array.from({ length: to - from }, (_, hour) =>
    pairs((day * 24 + from + hour) * HOUR, (day * 24 + from + hour) * HOUR + 1),
  ).join('')

function stated(ask: AskInput<'completeness'> = {}): Answer<'completeness'> {
  const { db, casePath } = at
  const last = db.prepare<[], number>('SELECT max(last_us) FROM bundle').pluck().get() ?? undefined
  const asking = { db, columns: openColumns(db), zone: 'UTC', lastUs: last }
  const head = caseHead({ db, path: casePath, readOnly: false, close: () => undefined }, [])
  const { input, output } = calls.completeness
  return output.parse(completeness(asking, input.parse(ask), head))
}

test('an empty case states nothing; with a period it names it', () => {
  expect(stated()).toEqual({ notes: [], sources: [] })
  expect(stated({ from: '2025-01-01', to: '2025-01-31' })).toMatchObject({
    period: { from: '2025-01-01T00:00:00Z', to: '2025-02-01T00:00:00Z', by: 'asked' },
    sources: [],
  })
})

test('whose period it is, and what lies outside it', async () => {
  at.write('a.log', `${hours(0)}${hours(1)}${hours(2)}`)
  await at.import(['a.log'])
  expect(stated().period).toMatchObject({ by: 'records', from: '2025-01-01T00:00:00Z' })
  writeMeta(at.db, 'from', '2025-01-01')
  writeMeta(at.db, 'to', '2025-01-10')
  const own = stated()
  expect(own.period).toMatchObject({ by: 'case', to: '2025-01-11T00:00:00Z' })
  expect(own.sources).toMatchObject([
    {
      records: 72,
      outside: 0,
      rejected: 0,
      days: { of: 10, with: 3 },
      gaps: [{ where: 'after', to: '2025-01-11T00:00:00Z' }],
    },
  ])
  const asked = stated({ from: '2025-01-02', to: '2025-01-02' })
  expect(asked).toMatchObject({
    period: { by: 'asked', from: '2025-01-02T00:00:00Z', to: '2025-01-03T00:00:00Z' },
    sources: [{ records: 24, outside: 48, days: { of: 1, with: 1 }, gaps: [] }],
  })
})

const switched = (n: number, operation: string): string => `${vaultLine({ n, operation, path: 'sys/audit/file' })}\n`

test('a gap is open, or explained by a device that was switched off; another bundle of the system may hold it', async () => {
  const [off, on] = [switched(23 * HOUR + 60, 'delete'), switched(72 * HOUR - 60, 'update')]
  at.write('a.log', `${hours(0)}${off}${on}${hours(3)}${hours(6)}`)
  at.write('b.log', hours(4, 6, 18))
  await at.import(['a.log'])
  await at.import(['b.log'])
  const [first, second] = stated().sources
  expect(first?.gaps).toMatchObject([
    { from: '2025-01-01T23:01:00Z', to: '2025-01-03T23:59:00Z', explained: 'switched-off' },
    {
      from: '2025-01-04T23:00:00Z',
      to: '2025-01-07T00:00:00Z',
      elsewhere: [{ bundle: 2, name: 'b.log', records: 12 }],
    },
  ])
  expect(first?.gaps[1]?.explained).toBeUndefined()
  expect(second?.gaps).toMatchObject([{ where: 'before' }, { where: 'after' }])
})

test('blind spots, signs and trust come with each source; nothing is proved that was not checked', async () => {
  at.write('a.log', hours(0))
  await at.import(['a.log'])
  const [source] = stated().sources
  expect(source?.blindSpots.length).toBeGreaterThan(3)
  expect(source).toMatchObject({ checked: false, signs: [], trust: expect.stringMatching(/^Not checked yet/) })
  const cut = { check: 'log.cut', level: 'observation', verdict: 'not-verifiable', message: 'cut' }
  at.db.exec("INSERT INTO check_run VALUES (1, 0, 0, '[]', 'not-offered')")
  at.db.prepare('INSERT INTO check_result VALUES (1, 0, ?)').run(JSON.stringify(cut))
  expect(stated().sources).toMatchObject([
    { checked: true, signs: [{ check: 'log.cut', more: 0 }], trust: 'Nothing of this source is proved.' },
  ])
})

test('a period before or after all records is one gap; over ten years days are not counted', async () => {
  at.write('a.log', hours(0))
  await at.import(['a.log'])
  expect(stated({ from: '2026-01-01', to: '2026-01-31' }).sources).toMatchObject([
    { records: 0, outside: 24, gaps: [{ where: 'all', because: 'This source has no record of the period' }] },
  ])
  const long = stated({ from: '2000-01-01', to: '2025-12-31' })
  expect([long.notes.length, long.sources[0]?.days]).toEqual([1, undefined])
})

test('ends that cannot be read, or stand the wrong way round, are refused', () => {
  expect(() => stated({ from: 'yesterday' })).toThrow(/from/)
  expect(() => stated({ from: '2025-02-01', to: '2025-01-01' })).toThrow(/before it begins/)
})
