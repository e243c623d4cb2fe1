import type { Database } from 'better-sqlite3'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { zstdCompressSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Check } from '../../core/verify/check.ts'
import { caseFolder } from '../testing/case-folder.ts'
import type { CaseFolder } from '../testing/case-folder.ts'
import { pairs, vaultLine } from '../testing/lines.ts'
import { openWriter } from '../store/open-case.ts'
import { frameBytes } from '../store/originals.ts'
import { readCustody } from '../store/custody-log.ts'
import { checkActs } from './check-acts.ts'
import { checkKept } from './check-kept.ts'

let made: CaseFolder
let db: Database
beforeAll(async () => {
  made = caseFolder()
  made.write('first.log', pairs(0, 50))
  await made.import(['first.log'])
  made.write('second.log', `${pairs(100, 400)}broken\n${vaultLine({ n: 150 })}\n${vaultLine({ n: 999 })}\n`)
  await made.import(['second.log'])
  made.db.pragma('wal_checkpoint(TRUNCATE)')
})
afterAll(() => made[Symbol.dispose]())

beforeEach(() => {
  const copy = join(made.folder, 'copy.proofline')
  copyFileSync(made.casePath, copy)
  db = openWriter(copy)
})
afterEach(() => db.close())

const how = { signal: new AbortController().signal, tell: () => undefined }
async function told(bundle = 2): Promise<Check[]> {
  const checks: Check[] = []
  for await (const check of checkKept(db, bundle, how)) checks.push(check)
  return checks
}
const failures = async (bundle = 2) =>
  (await told(bundle))
    .filter(({ verdict }) => verdict === 'failed')
    .map(({ check, kind, line }) => ({ check, kind, line }))

/** What somebody with another program can do to a case file: the triggers go first. */
function tamper(sql: string): void {
  const triggers = db.prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all()
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`)
  db.exec(sql)
}

test('an untouched case holds, also its second import', async () => {
  for (const bundle of [1, 2]) {
    const checks = await told(bundle)
    expect(checks.map(({ check, verdict, level }) => [check, verdict, level])).toEqual([
      ['value.masked', 'verified', 'observation'],
      ['case.originals', 'verified', 'observation'],
      ['case.records', 'verified', 'observation'],
      ['case.columns', 'verified', 'observation'],
    ])
  }
})

test.each([
  [
    'a changed actor',
    'UPDATE record SET actor = actor + 1 WHERE id = 60',
    [{ check: 'case.records', kind: 'edited', line: 19 }],
  ],
  [
    'a changed time',
    'UPDATE record SET time_us = time_us + 1 WHERE id = 60',
    [{ check: 'case.records', kind: 'edited', line: 19 }],
  ],
  ['a removed record', 'DELETE FROM record WHERE id = 60', [{ check: 'case.records', kind: 'removed', line: 19 }]],
  [
    'an added record',
    'INSERT INTO record (id, bundle, file, line, offset, time_us, time_ns, time_digits, actor_kind, kind, outcome, flags) VALUES (9999, 2, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0)',
    [{ check: 'case.records', kind: 'inserted', line: 1 }],
  ],
  [
    'a rejected line taken out',
    'DELETE FROM rejected_line',
    [{ check: 'case.records', kind: 'removed', line: undefined }],
  ],
  [
    'a column that tells another story',
    "UPDATE column_chunk SET body = (SELECT body FROM column_chunk WHERE bundle = 2 AND name = 'kind') WHERE bundle = 2 AND name = 'outcome'",
    [{ check: 'case.columns', kind: 'edited', line: undefined }],
  ],
  [
    'another digest',
    "UPDATE bundle_file SET text_sha256 = 'x' WHERE id = 2",
    [{ check: 'case.originals', kind: 'edited', line: undefined }],
  ],
  [
    'another ledger',
    'UPDATE bundle_file SET rejected = 0 WHERE id = 2',
    [{ check: 'case.records', kind: 'edited', line: undefined }],
  ],
])('%s is found', async (_, sql, want) => {
  tamper(sql)
  expect(await failures()).toEqual(want)
})

test('a term that was reworded is found in every record that has it', async () => {
  tamper("UPDATE term SET text = 'somebody else' WHERE text = 'secret/data/app'")
  expect((await failures()).length).toBeGreaterThan(0)
})

test('an original that was rewritten is found by its digest and its line index', async () => {
  const block = db
    .prepare<[], { bytes: number; body: Buffer }>('SELECT bytes, body FROM raw_block WHERE file = 2')
    .get()
  if (!block) throw new Error('no block')
  const text = frameBytes(block).toString().replace('secret/data/app', 'secret/data/xyz')
  tamper('SELECT 1')
  db.prepare('UPDATE raw_block SET body = ? WHERE file = 2').run(zstdCompressSync(text))
  const found = await failures()
  expect(found).toContainEqual({ check: 'case.originals', kind: 'edited', line: undefined })
  expect(found).toContainEqual({ check: 'case.records', kind: 'edited', line: undefined })
})

test('an original that cannot be read is a finding, not an end', async () => {
  tamper("UPDATE raw_block SET body = x'00' WHERE file = 2")
  expect(await failures()).toContainEqual({ check: 'case.originals', kind: 'malformed', line: undefined })
})

test('cancelling ends it', async () => {
  const stop = AbortSignal.abort()
  const run = async () => {
    for await (const check of checkKept(db, 2, { ...how, signal: stop })) if (check.verdict === 'failed') break
  }
  await expect(run()).rejects.toMatchObject({ code: 'cancelled' })
})

test.each([
  ['records left out of every question', 'UPDATE bundle SET records = records - 50 WHERE id = 2'],
  ['lines made up', 'UPDATE bundle SET lines = lines + 50, rejected = rejected + 50 WHERE id = 2'],
  ['a bundle that ends earlier', 'UPDATE bundle SET last_us = last_us - 1000000 WHERE id = 2'],
])('totals of the bundle changed: %s', async (_what, sql) => {
  tamper(sql)
  expect(await failures()).toEqual([{ check: 'case.records', kind: 'edited' }])
})

const acts = (): unknown[] => [...checkActs(db, readCustody(db))].map(({ check, kind }) => `${check} ${kind ?? ''}`)

describe('the chain of acts against what the case holds', () => {
  test('an untouched case', () => {
    expect(acts()).toEqual([])
  })

  test.each([
    ['a bundle gone', "UPDATE bundle SET state = 'importing' WHERE id = 1", ['case.custody removed']],
    ['counts changed', 'UPDATE bundle SET records = 1 WHERE id = 1', ['case.custody edited']],
    [
      'a file of another digest',
      `UPDATE bundle_file SET sha256 = '${'0'.repeat(64)}' WHERE bundle = 1`,
      ['case.custody edited'],
    ],
    ['a file renamed', "UPDATE bundle_file SET path = 'other.log' WHERE bundle = 2", ['case.custody edited']],
    [
      'an entry that says nothing',
      "UPDATE custody SET detail = '{}' WHERE event = 'bundle-imported' AND seq < 4",
      ['case.custody malformed'],
    ],
  ])('%s', (_what, sql, want) => {
    tamper(sql)
    expect(acts()).toEqual(want)
  })
})
