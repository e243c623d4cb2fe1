import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { sha256 } from '../crypto/digest.ts'
import { askingOf } from '../jobs/asking.ts'
import { openWriter } from '../store/open-case.ts'
import { frameBytes } from '../store/originals.ts'
import { EngineChild } from '../testing/engine-child.ts'
import { chosenLines } from './chosen-lines.ts'
import { planScrub } from './plan-scrub.ts'
import { Planned } from './planned.ts'
import { PASSWORD, REASON, TOKEN, bodies, leakyLine } from './testing/leaky-case.ts'
import { writeScrub } from './write-scrub.ts'

// every step starts the engine anew, which takes its time where others work too
vi.setConfig({ testTimeout: 600_000 })

const folder = mkdtempSync(join(tmpdir(), 'proofline-scrub-kill-'))
const whole = join(folder, 'whole.proofline')
const casePath = join(folder, 'kill.proofline')
const KILLS = 5
const LINES = 1500
/** Bytes of packed originals as they were: none of them may be in the file once a scrub is done. */
let pieces: Buffer[] = []

async function opened(path = casePath): Promise<EngineChild> {
  const engine = new EngineChild()
  await engine.must('case.open', { place: await engine.place(path, 'case'), make: true })
  return engine
}

beforeAll(async () => {
  // a token of its own in each line: nothing of the packed bytes can come again in what they become
  const lines = Array.from({ length: LINES }, (_, n) => leakyLine({ n }).replace(TOKEN, `hvs.CAESI${sha256(`${n}`)}`))
  writeFileSync(join(folder, 'leaky.log'), `${lines.join('\n')}\n`)
  const engine = await opened(whole)
  await engine.run('import.start', { places: [await engine.place(join(folder, 'leaky.log'), 'input')] } as never)
  await engine.stop()
  const db = new Sqlite(whole, { readonly: true })
  pieces = bodies(db).flatMap(({ body }) => [0.2, 0.5, 0.8].map((part) => piece(body, part)))
  db.close()
}, 120_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function piece(body: Buffer, part: number): Buffer {
  const from = Math.floor(body.length * part)
  return body.subarray(from, from + 48)
}

/** How many of the old pieces stand in the bytes of a file, or of what lies beside it. */
function clearIn(path: string): number {
  const files = [path, `${path}-wal`, `${path}-journal`]
    .filter((name) => existsSync(name))
    .map((name) => readFileSync(name))
  return pieces.filter((one) => files.some((file) => file.includes(one))).length
}

/** The case as plain SQLite sees it, with no engine about. */
function looked(path: string) {
  const db = new Sqlite(path)
  const states = db.prepare<[], string>('SELECT state FROM scrub').pluck().all()
  const entries = db.prepare<[], number>("SELECT count(*) FROM custody WHERE event = 'original-scrubbed'").pluck().get()
  const isClear = bodies(db).some((row) => ['hvs.', PASSWORD].some((secret) => frameBytes(row).includes(secret)))
  db.close()
  return { states, entries, isClear }
}

const scrubAll = (engine: EngineChild) => engine.run('scrub.start', { masked: true, reason: REASON } as never)

test(`killed at ${KILLS} moments, a case is scrubbed whole, with its custody entry, or not at all`, async () => {
  expect(pieces.length).toBeGreaterThan(2)
  expect(clearIn(whole)).toBe(pieces.length)
  const tookMs = await unharmedMs()
  for (let kill = 0; kill < KILLS; kill++) {
    copyFileSync(whole, casePath)
    const engine = await opened()
    void scrubAll(engine).catch(() => undefined)
    await wait((tookMs * (kill + 1)) / (KILLS - 1))
    await engine.kill()
    const after = await opened() // finishes what was begun
    await after.stop()
    const nothing = { states: [], entries: 0, isClear: true, pieces: pieces.length }
    const all = { states: ['done'], entries: 1, isClear: false, pieces: 0 }
    expect([nothing, all]).toContainEqual({ ...looked(casePath), pieces: clearIn(casePath) })
  }
})

/** How long it takes where nobody kills it, so that the kills are spread over all of it. */
async function unharmedMs(): Promise<number> {
  copyFileSync(whole, casePath)
  const engine = await opened()
  const begun = performance.now()
  await scrubAll(engine)
  const tookMs = performance.now() - begun
  await engine.stop()
  return tookMs
}

test('a scrub that was written and did not reach the file is finished at the next opening, and said', async () => {
  copyFileSync(whole, casePath)
  const db = openWriter(casePath)
  db.pragma('wal_autocheckpoint = 0')
  const planned = new Planned(db)
  const chosen = chosenLines(db, { records: [], lines: [], rejected: false, masked: true }, () => askingOf({ db }))
  const how = { chosen, whole: false, signal: new AbortController().signal, tell: () => undefined }
  writeScrub(planned, { reason: REASON, counts: await planScrub(planned, how) })
  // as a machine without power leaves it: written beside the file, and not yet in it
  const left = join(folder, 'left.proofline')
  copyFileSync(casePath, left)
  copyFileSync(`${casePath}-wal`, `${left}-wal`)
  db.close()
  expect(clearIn(left)).toBe(pieces.length)

  const engine = await opened(left)
  const head = await engine.must('case.head', {})
  expect(head?.notes.join()).toMatch(/scrub of originals had not been finished; it is now/)
  await engine.stop()
  expect(looked(left)).toEqual({ states: ['done'], entries: 1, isClear: false })
  expect(clearIn(left)).toBe(0)
})
