import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { EngineChild } from '../testing/engine-child.ts'
import { pairs } from '../testing/lines.ts'

const folder = mkdtempSync(join(tmpdir(), 'proofline-runner-'))
let engine: EngineChild
let cases = 0

const input = (name: string): Promise<string> => engine.place(join(folder, name), 'input')
const importOf = async (name: string) => engine.begin('import.start', { places: [await input(name)] } as never)

/** Resolves when a job has told of records, so that it is in the middle of its work. */
const inTheMiddle = (job: number): Promise<void> =>
  new Promise((resolve) => {
    const off = engine.wire.on('job.progress', (told) => {
      const { job: of, records } = told as { job: number; records?: number }
      if (of !== job || !records) return
      off()
      resolve()
    })
  })

beforeAll(() => {
  writeFileSync(join(folder, 'large.log'), pairs(0, 120_000))
  writeFileSync(join(folder, 'small.log'), pairs(200_000, 200_100))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

beforeEach(async () => {
  engine = new EngineChild()
  const place = await engine.place(join(folder, `${cases++}.proofline`), 'case')
  await engine.must('case.open', { place, make: true })
})
afterEach(() => engine.stop())

test(
  'an import in full run ends soon after it is cancelled, and nothing of it stays',
  { timeout: 60_000 },
  async () => {
    const { job, ended } = await importOf('large.log')
    await inTheMiddle(job)
    const asked = performance.now()
    await engine.must('job.cancel', { job })
    expect(await ended).toMatchObject({ code: 'cancelled' })
    const tookMs = performance.now() - asked
    console.info(`cancelled after ${tookMs.toFixed(0)} ms`)
    expect(tookMs).toBeLessThan(5000)
    expect(await (await importOf('small.log')).ended).toMatchObject({ result: { bundles: [{ records: 100 }] } })
    expect(await engine.must('case.head', {})).toMatchObject({ records: 100, bundles: 1 })
  },
)

test('a second writing job waits for the first; one that waits can be cancelled', { timeout: 60_000 }, async () => {
  const order: number[] = []
  engine.wire.on('job.progress', (told) => void order.push((told as { job: number }).job))
  const first = await importOf('large.log')
  const second = await importOf('small.log')
  const third = await importOf('small.log')
  await engine.must('job.cancel', { job: third.job })
  expect(await third.ended).toMatchObject({ code: 'cancelled' })
  expect(await first.ended).toMatchObject({ result: { bundles: [{ id: 1, records: 120_000 }] } })
  expect(await second.ended).toMatchObject({ result: { bundles: [{ id: 2, records: 100 }] } })
  expect(order.indexOf(second.job)).toBeGreaterThan(order.lastIndexOf(first.job))
})

test('a question is answered while an import runs, and sees nothing of it', { timeout: 60_000 }, async () => {
  await (
    await importOf('small.log')
  ).ended
  const { job, ended } = await importOf('large.log')
  let done = false
  void ended.then(() => (done = true))
  await inTheMiddle(job)
  const head = await engine.must('case.head', {})
  const page = await engine.must('records.page', { offset: 0, limit: 10 })
  expect(done).toBe(false)
  expect(head).toMatchObject({ records: 100, bundles: 1 })
  expect(page.total).toBe(100)
  await engine.must('job.cancel', { job })
  await ended
})

test('a job that is not there cannot be cancelled', async () => {
  expect(await engine.call('job.cancel', { job: 99 })).toMatchObject({ ok: false, code: 'not-found' })
})
