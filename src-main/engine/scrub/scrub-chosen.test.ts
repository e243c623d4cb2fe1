import { expect, test, vi } from 'vitest'
import type { Check } from '../../core/verify/check.ts'
import { exportRejected } from '../export/export-rejected.ts'
import { askingOf } from '../jobs/asking.ts'
import { recordGet } from '../query/record-get.ts'
import { rejectionsPage } from '../query/rejections-page.ts'
import { REASON, TOKEN, bytesOf, checksOf, failuresOf, leakyCopies, scrub, standsIn } from './testing/leaky-case.ts'

// verification starts threads, which takes its time where others work too
vi.setConfig({ testTimeout: 120_000 })
const copies = leakyCopies()

const scrubbedOf = (checks: readonly Check[]) =>
  checks.flatMap(({ check, line = 0, count = 1 }) =>
    check === 'case.scrubbed' ? Array.from({ length: count }, (_, n) => line + n) : [],
  )

test('lines of a query: the record with the line folded into it, and what the query does not reach is told', async () => {
  const done = await scrub(copies.at, { where: 'action:read target:"auth/token/lookup/*"' })
  expect(done).toMatchObject({ lines: 3, duplicates: 1 })
  expect(scrubbedOf(await checksOf(copies.at))).toEqual([11, 12, 24])
  expect(standsIn(copies.at, TOKEN)).toBe(true)
})

test('lines of a file, whole: all bytes are gone, and every record is still what it was', async () => {
  const done = await scrub(copies.at, {
    lines: [
      { file: 'leaky.log', line: 11 },
      { file: 'leaky.log', line: 3 },
    ],
    whole: true,
  })
  expect(done).toMatchObject({ lines: 2, whole: 2, unplaced: 0, values: 0 })
  expect(failuresOf(await checksOf(copies.at))).toEqual([])
  const [first] = copies.at.db.prepare<[], number>('SELECT id FROM record WHERE line = 11 AND file = 1').pluck().all()
  const got = recordGet(askingOf(copies.at), first ?? 0)
  expect(got.originals[0]).toMatchObject({ scrubbed: { who: 'tester', why: REASON, whole: true } })
  expect(got.originals[0]?.text).toMatch(/^\*+$/)
  expect(got.originals[1]?.scrubbed).toBeUndefined()
  expect(got.proof).toMatchObject({ verdict: 'not-verifiable', because: expect.stringContaining('scrubbed') })
})

test('rejected lines; what is shown and given back of them says so', async () => {
  await scrub(copies.at, { rejected: true })
  expect(failuresOf(await checksOf(copies.at))).toEqual([])
  const { rows } = rejectionsPage(copies.at.db, { offset: 0, limit: 5 })
  expect(rows).toMatchObject([{ line: 23, scrubbed: { why: REASON, whole: false } }])
  const out = `${copies.at.folder}/out.log`
  expect(await exportRejected(copies.at.db, out)).toEqual({ lines: 1, scrubbed: 1 })
  expect(bytesOf(out).toString()).toMatch(/^\{"type":"request","token":"\*+\n$/)
})

test.each([
  ['no such file', { lines: [{ file: 'nowhere.log', line: 1 }] }],
  ['no such line', { lines: [{ file: 'leaky.log', line: 4711 }] }],
  ['no such record', { records: [99_999] }],
])('%s', async (_what, ask) => {
  await expect(scrub(copies.at, ask)).rejects.toMatchObject({ code: 'not-found' })
})

test('lines with nothing masked are left, and told', async () => {
  expect(await scrub(copies.at, { lines: [{ file: 'leaky.log', line: 1 }] })).toMatchObject({ done: false, clean: 1 })
})
