import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { EngineChild } from './testing/engine-child.ts'
import { pairs } from './testing/lines.ts'

const folder = mkdtempSync(join(tmpdir(), 'proofline-kill-'))
const casePath = join(folder, 'kill.proofline')
const KILLS = 20
const EARLIER = 500
const LATER = 12_000

type Imported = { bundles: { id: number; records: number }[] }

async function opened(): Promise<EngineChild> {
  const engine = new EngineChild()
  await engine.must('case.open', { place: await engine.place(casePath, 'case'), make: true })
  return engine
}

const importOf = async (engine: EngineChild, name: string, again = false) =>
  engine.run('import.start', { places: [await engine.place(join(folder, name), 'input')], again } as never)

beforeAll(async () => {
  writeFileSync(join(folder, 'earlier.log'), pairs(0, EARLIER))
  writeFileSync(join(folder, 'later.log'), pairs(EARLIER, EARLIER + LATER))
  const engine = await opened()
  await importOf(engine, 'earlier.log')
  await engine.stop()
}, 60_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The case as plain SQLite sees it, with no engine about. */
function looked(): { bundles: { records: number; state: string }[]; ids: number[]; earlier: string } {
  const db = new Sqlite(casePath)
  const bundles = db
    .prepare<[], { records: number; state: string }>('SELECT records, state FROM bundle ORDER BY id')
    .all()
  const ids = db.prepare<[], number>('SELECT id FROM record ORDER BY id').pluck().all()
  const earlier =
    db
      .prepare<[number], string>(
        "SELECT group_concat(id || ':' || line || ':' || offset || ':' || time_us) FROM record WHERE id <= ?",
      )
      .pluck()
      .get(EARLIER) ?? ''
  db.close()
  return { bundles, ids, earlier }
}

test(`killed at ${KILLS} moments, a case holds a whole import or none`, { timeout: 240_000 }, async () => {
  const before = looked()
  expect(before.bundles).toEqual([{ records: EARLIER, state: 'complete' }])
  for (let kill = 0; kill < KILLS; kill++) {
    const engine = await opened()
    void importOf(engine, 'later.log', true)
    await wait(40 + Math.random() * 1100)
    await engine.kill()

    const after = await opened()
    const head = await after.must('case.head', {})
    const whole = (head?.bundles ?? 0) - 1
    expect(head?.records).toBe(EARLIER + whole * LATER)
    await after.stop()
    const seen = looked()
    expect(seen.bundles.every(({ state }) => state === 'complete')).toBe(true)
    expect(seen.ids).toEqual(Array.from({ length: EARLIER + whole * LATER }, (_, at) => at + 1))
    expect(seen.earlier).toBe(before.earlier)
  }
  const engine = await opened()
  const imported = (await importOf(engine, 'later.log', true)).result as Imported
  expect(imported.bundles).toMatchObject([{ records: LATER }])
  const custody = await engine.must('custody.page', { offset: 0, limit: 500 })
  expect(custody.verdict).toBe('verified')
  await engine.stop()
})

test('what an interrupted import left is said at the next opening', { timeout: 60_000 }, async () => {
  writeFileSync(join(folder, 'large.log'), pairs(100_000, 160_000))
  const engine = await opened()
  const reading = new Promise<void>((resolve) =>
    engine.wire.on('job.progress', (told) => (told as { records?: number }).records && resolve()),
  )
  void importOf(engine, 'large.log')
  await reading
  await engine.kill()
  const after = await opened()
  expect((await after.must('case.head', {}))?.notes.join()).toMatch(/large\.log was not completed/)
  await after.stop()
})

test('a clean close leaves one file', async () => {
  const engine = await opened()
  await engine.stop()
  expect(readdirSync(folder).filter((name) => name.startsWith('kill.proofline'))).toEqual(['kill.proofline'])
  expect(statSync(casePath).mode & 0o777).toBe(0o600)
  expect(existsSync(`${casePath}-lock`)).toBe(false)
})

test('a second engine is told who holds the case', async () => {
  const first = await opened()
  const second = new EngineChild()
  const reply = await second.call('case.open', { place: await second.place(casePath, 'case') })
  expect(reply).toMatchObject({ ok: false, code: 'case-in-use' })
  expect(reply.ok ? '' : reply.message).toContain(`process ${first.process.pid ?? 0}`)
  await Promise.all([first.stop(), second.stop()])
})
