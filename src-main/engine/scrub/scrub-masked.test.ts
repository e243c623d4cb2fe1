import { expect, test, vi } from 'vitest'
import type { Check } from '../../core/verify/check.ts'
import { caseHead } from '../query/case-head.ts'
import { packContent } from '../query/pack-content.ts'
import { readCustody } from '../store/custody-log.ts'
import { frameBytes, originalAt } from '../store/originals.ts'
import {
  PASSWORD,
  REASON,
  TOKEN,
  bodies,
  bytesOf,
  checksOf,
  failuresOf,
  leakyCopies,
  leakyLog,
  scrub,
  standsIn,
} from './testing/leaky-case.ts'

// verification starts threads, which takes its time where others work too
vi.setConfig({ testTimeout: 120_000 })
const copies = leakyCopies()

const openOf = (checks: readonly Check[]): string[] =>
  checks
    .filter(({ level, verdict }) => level === 'proof' && verdict === 'not-verifiable')
    .map(({ check, file, line }) => `${check} ${file ?? ''} ${line ?? ''}`.trim())

const recordRows = (): unknown[] => copies.at.db.prepare('SELECT * FROM record ORDER BY id').all()

test('a masked line is overwritten, and the clear bytes are nowhere any more', async () => {
  copies.at.db.pragma('wal_checkpoint(TRUNCATE)')
  const packed = bodies(copies.at.db).filter((row) => frameBytes(row).includes(TOKEN))
  expect(packed.length).toBeGreaterThan(0)
  for (const { body } of packed) expect(bytesOf(copies.at.casePath).includes(body.subarray(8, 200))).toBe(true)

  const done = await scrub(copies.at, { masked: true })
  expect(done).toMatchObject({ done: true, pending: false, lines: 5, whole: 0, already: 0, blocks: packed.length })
  expect(done.files).toEqual([{ bundle: 1, path: 'leaky.log', lines: 5 }])
  for (const text of [TOKEN, PASSWORD, 'hunter2', 'plainToken']) expect(standsIn(copies.at, text)).toBe(false)
  const [file, log] = [bytesOf(copies.at.casePath), bytesOf(`${copies.at.casePath}-wal`)]
  for (const { body } of packed) {
    for (let from = 8; from + 64 < body.length; from += 512) {
      expect(file.includes(body.subarray(from, from + 64))).toBe(false)
      expect(log.includes(body.subarray(from, from + 64))).toBe(false)
    }
  }
})

test('a masked line keeps its place, its hash and its records; every other byte stays', async () => {
  const [rows, text] = [recordRows(), leakyLog()]
  const index = copies.at.db.prepare('SELECT file, offset, bytes, first_line, count, entries FROM raw_block').all()
  await scrub(copies.at, { masked: true })
  expect(recordRows()).toEqual(rows)
  expect(copies.at.db.prepare('SELECT file, offset, bytes, first_line, count, entries FROM raw_block').all()).toEqual(
    index,
  )
  const kept = Buffer.concat(bodies(copies.at.db).map(frameBytes)).toString().slice(0, text.length)
  expect(kept).toBe(text.replaceAll(TOKEN, '*'.repeat(TOKEN.length)).replaceAll(PASSWORD, '*'.repeat(PASSWORD.length)))
  expect(originalAt(copies.at.db, 1, text.lastIndexOf('\n', text.indexOf(TOKEN)) + 1).line).toBe(11)
})

test('a masked line is not verifiable, and says who scrubbed it, when and why; nothing fails, nothing of it is verified', async () => {
  expect(openOf(await checksOf(copies.at))).toEqual([])
  await scrub(copies.at, { masked: true })
  const checks = await checksOf(copies.at)
  expect(checks.filter(({ verdict }) => verdict === 'failed')).toEqual([])
  expect(openOf(checks)).toEqual([
    'case.originals leaky.log',
    'case.scrubbed leaky.log 11',
    'case.scrubbed leaky.log 23',
  ])
  expect(checks.flatMap(({ check, count }) => (check === 'case.scrubbed' ? count : []))).toEqual([2, 3])
  const told = checks.find(({ check }) => check === 'case.scrubbed')
  expect(told?.message).toMatch(
    /^Lines 11 to 12 hold values that were scrubbed by tester on \d{4}-.*custody entry \d+\): INC-4127/,
  )
  expect(told?.settles).toContain('as it was received')
  expect(checks.filter(({ check, verdict }) => check === 'case.originals' && verdict === 'verified')).toMatchObject([
    { covered: 1 },
  ])
})

test('a masked line is told in custody before it is done, and in every pack', async () => {
  await scrub(copies.at, { masked: true })
  const entry = [...readCustody(copies.at.db)].at(-1)
  expect(entry).toMatchObject({ event: 'original-scrubbed', actor: 'tester', detail: { reason: REASON, lines: 5 } })
  const head = caseHead({ db: copies.at.db, path: copies.at.casePath, readOnly: false, close: () => undefined }, [])
  expect(packContent(copies.at.db, head, '', { query: '' }).blindSpots.join()).toContain(REASON)
})

test('a masked line is left as it is the second time', async () => {
  await scrub(copies.at, { masked: true })
  expect(await scrub(copies.at, { masked: true })).toMatchObject({ done: false, lines: 0, already: 5 })
  expect(await scrub(copies.at, { masked: true, whole: true })).toMatchObject({ done: true, lines: 5, whole: 5 })
  expect(failuresOf(await checksOf(copies.at))).toEqual([])
})

test('a dry run counts and changes nothing', async () => {
  const plan = await scrub(copies.at, { masked: true, dryRun: true })
  expect(plan).toMatchObject({ done: false, lines: 5 })
  expect(plan).not.toHaveProperty('custody')
  expect(standsIn(copies.at, TOKEN)).toBe(true)
  expect(copies.at.db.prepare('SELECT count(*) FROM scrub').pluck().get()).toBe(0)
})
