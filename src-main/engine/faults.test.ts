import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EngineChild } from './testing/engine-child.ts'
import { pairs } from './testing/lines.ts'

const folder = mkdtempSync(join(tmpdir(), 'proofline-faults-'))
const good = join(folder, 'good.proofline')
const isRoot = process.geteuid?.() === 0
let engine: EngineChild

beforeAll(async () => {
  writeFileSync(join(folder, 'a.log'), pairs(0, 2000))
  engine = new EngineChild()
  await engine.must('case.open', { place: await engine.place(good, 'case'), make: true })
  await engine.run('import.start', { places: [await engine.place(join(folder, 'a.log'), 'input')] } as never)
  await engine.must('case.close', {})
}, 60_000)

afterAll(async () => {
  await engine.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** A copy of the good case, changed behind Proofline's back. */
function changed(name: string, change: (db: Sqlite.Database) => void): string {
  const path = join(folder, name)
  copyFileSync(good, path)
  const db = new Sqlite(path)
  change(db)
  db.close()
  return path
}

async function openReply(path: string): Promise<{ code: string; text: string }> {
  const reply = await engine.call('case.open', { place: await engine.place(path, 'case') })
  if (reply.ok) throw new Error(`${path} was opened`)
  return { code: reply.code, text: `${reply.message} ${reply.remedy ?? ''}` }
}

describe('a file that is no case of ours', () => {
  test('missing', async () => {
    expect(await openReply(join(folder, 'no-such.proofline'))).toMatchObject({ code: 'file-missing' })
  })

  test('a text, a folder, an empty file, another SQLite file', async () => {
    writeFileSync(join(folder, 'text.proofline'), 'hello')
    writeFileSync(join(folder, 'empty.proofline'), '')
    mkdirSync(join(folder, 'dir.proofline'))
    const other = new Sqlite(join(folder, 'other.proofline'))
    other.exec('CREATE TABLE t (x)')
    other.close()
    for (const name of ['text', 'empty', 'dir', 'other']) {
      const { code, text } = await openReply(join(folder, `${name}.proofline`))
      expect(code).toBe('not-a-case')
      expect(text).toMatch(/Choose a file that Proofline made/)
    }
  })

  test('from a later version, untouched', async () => {
    const path = changed('newer.proofline', (db) => db.pragma('user_version = 99'))
    const before = readFileSync(path)
    expect(await openReply(path)).toMatchObject({
      code: 'case-newer',
      text: expect.stringMatching(/later version/) as string,
    })
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  test.each([
    ['a trigger', 'CREATE TRIGGER evil AFTER INSERT ON custody BEGIN DELETE FROM setting; END'],
    ['a view', 'CREATE VIEW evil AS SELECT * FROM record'],
    ['a table', 'CREATE TABLE evil (x)'],
    ['a dropped trigger', 'DROP TRIGGER record_stays'],
    ['a dropped index', 'DROP INDEX rejected_line_by_file'],
  ])('with a changed schema: %s', async (_what, sql) => {
    const path = changed(`schema-${Math.random()}.proofline`, (db) => db.exec(sql))
    expect(await openReply(path)).toMatchObject({
      code: 'case-tampered',
      text: expect.stringMatching(/another program/) as string,
    })
  })

  test('damaged: cut short, and overwritten in the middle of its schema page', async () => {
    const cut = join(folder, 'cut.proofline')
    copyFileSync(good, cut)
    truncateSync(cut, 9000)
    expect((await openReply(cut)).code).toBe('case-corrupt')
    const bytes = readFileSync(good)
    bytes.fill(0xff, 100, 4000)
    writeFileSync(join(folder, 'hurt.proofline'), bytes)
    expect((await openReply(join(folder, 'hurt.proofline'))).code).toBe('case-corrupt')
  })
})

test('records changed behind our back are found by verify', { timeout: 60_000 }, async () => {
  const path = changed('edited.proofline', (db) => {
    const trigger =
      db.prepare<[], string>("SELECT sql FROM sqlite_schema WHERE name = 'record_stays'").pluck().get() ?? ''
    db.exec('DROP TRIGGER record_stays')
    db.exec('UPDATE record SET outcome = 3 WHERE id = 7')
    db.exec(trigger)
  })
  await engine.must('case.open', { place: await engine.place(path, 'case') })
  const { result } = await engine.run('verify.start', {} as never)
  const { bundles } = result as {
    bundles: { verdict: string; checks: { check: string; verdict: string; message: string }[] }[]
  }
  expect(bundles[0]?.verdict).toBe('failed')
  expect(bundles[0]?.checks.find(({ check }) => check === 'case.records')).toMatchObject({ verdict: 'failed' })
  await engine.must('case.close', {})
})

test.skipIf(!isRoot)(
  'a full disk keeps what was complete, and the import succeeds when there is room (needs root to mount a small tmpfs)',
  { timeout: 120_000 },
  async () => {
    const small = join(folder, 'small')
    mkdirSync(small)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', small])
    try {
      const path = join(small, 'full.proofline')
      await engine.must('case.open', { place: await engine.place(path, 'case'), make: true })
      const first = await engine.run('import.start', {
        places: [await engine.place(join(folder, 'a.log'), 'input')],
      } as never)
      expect(first.result).toMatchObject({ bundles: [{ records: 2000 }] })
      writeFileSync(join(folder, 'big.log'), pairs(10_000, 60_000))
      const full = await engine.run('import.start', {
        places: [await engine.place(join(folder, 'big.log'), 'input')],
      } as never)
      expect(full.code).toBe('disk-full')
      await engine.must('case.close', {})
      execFileSync('mount', ['-o', 'remount,size=200m', small])
      await engine.must('case.open', { place: await engine.place(path, 'case') })
      expect(await engine.must('case.head', {})).toMatchObject({ records: 2000, bundles: 1 })
      const again = await engine.run('import.start', {
        places: [await engine.place(join(folder, 'big.log'), 'input')],
      } as never)
      expect(again.result).toMatchObject({ bundles: [{ records: 50_000 }] })
      await engine.must('case.close', {})
    } finally {
      execFileSync('umount', ['-l', small])
    }
  },
)

describe('inputs that cannot be read', () => {
  test('missing, empty, foreign: each refused with a remedy, nothing kept', async () => {
    const path = join(folder, 'inputs.proofline')
    await engine.must('case.open', { place: await engine.place(path, 'case'), make: true })
    writeFileSync(join(folder, 'empty.log'), '')
    writeFileSync(join(folder, 'foreign.log'), 'Jan  1 00:00:00 host sshd[1]: hello\n')
    for (const name of ['missing.log', 'empty.log', 'foreign.log']) {
      const { result } = await engine.run('import.start', {
        places: [await engine.place(join(folder, name), 'input')],
      } as never)
      const { refused, bundles } = result as { refused: { message: string; remedy?: string }[]; bundles: unknown[] }
      expect(bundles).toEqual([])
      expect(refused[0]?.remedy).toBeTruthy()
    }
    expect((await engine.must('case.head', {}))?.bundles).toBe(0)
    await engine.must('case.close', {})
  })

  test('a case that may not be written opens read-only and says so', async () => {
    const place = join(folder, 'ro')
    mkdirSync(place)
    const path = join(place, 'ro.proofline')
    copyFileSync(good, path)
    const reader = new EngineChild([], isRoot ? 65534 : undefined)
    chmodSync(folder, 0o755)
    chmodSync(path, 0o444)
    chmodSync(place, 0o555)
    const head = await reader.must('case.open', { place: await reader.place(path, 'case') })
    expect(head).toMatchObject({ readOnly: true, records: 2000 })
    expect(head.notes.join()).toMatch(/read-only/)
    expect(await reader.call('case.describe', { title: 'x' })).toMatchObject({ ok: false, code: 'case-read-only' })
    await reader.stop()
    chmodSync(place, 0o755)
  })

  test('a case without the right to read it', async () => {
    const path = join(folder, 'secret.proofline')
    copyFileSync(good, path)
    chmodSync(path, 0o000)
    const reader = new EngineChild([], isRoot ? 65534 : undefined)
    const reply = await reader.call('case.open', { place: await reader.place(path, 'case') })
    expect(reply).toMatchObject({ ok: false, code: 'no-permission' })
    await reader.stop()
  })
})

test('a copy of an idle open case is whole', { timeout: 60_000 }, async () => {
  const path = join(folder, 'idle.proofline')
  await engine.must('case.open', { place: await engine.place(path, 'case'), make: true })
  await engine.run('import.start', { places: [await engine.place(join(folder, 'a.log'), 'input')] } as never)
  await engine.must('case.describe', { title: 'said while open' })
  copyFileSync(path, join(folder, 'copy.proofline'))
  const other = new EngineChild()
  const head = await other.must('case.open', { place: await other.place(join(folder, 'copy.proofline'), 'case') })
  expect(head).toMatchObject({ records: 2000, title: 'said while open' })
  await other.stop()
  await engine.must('case.close', {})
})

test("Proofline's own files are not taken for logs", async () => {
  await engine.must('case.open', { place: await engine.place(join(folder, 'own.proofline'), 'case'), make: true })
  const { result } = await engine.run('import.start', { places: [await engine.place(good, 'input')] } as never)
  expect(result).toMatchObject({
    bundles: [],
    refused: [{ message: expect.stringContaining('is a Proofline case') as string }],
  })
  await engine.must('case.close', {})
})
