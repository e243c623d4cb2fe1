import Sqlite, { type Database } from 'better-sqlite3'
import { chmodSync, copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newIdentity } from '../crypto/keys.ts'
import { readTrust } from '../crypto/trusted.ts'
import { entriesOf } from '../export/testing/sealed.ts'
import { verifyPack } from '../export/verify-pack.ts'
import { readCustody } from '../store/custody-log.ts'
import { openWriter } from '../store/open-case.ts'
import { type CaseFolder, caseFolder } from '../testing/case-folder.ts'
import { pairs } from '../testing/lines.ts'
import { sealCase } from './seal-case.ts'
import { verifyCase } from './verify-case.ts'

const pem = newIdentity({ name: 'Auditor', algorithm: 'ecdsa-p256', now: new Date() })

let made: CaseFolder
let [casePath, db]: [string, Database] = ['', new Sqlite(':memory:')]
let copies = 0
beforeAll(async () => {
  made = caseFolder()
  made.write('vault.log', pairs(0, 10))
  chmodSync(made.write('auditor.pem', pem), 0o600)
  await made.import(['vault.log'])
  made.db.pragma('wal_checkpoint(TRUNCATE)')
})
afterAll(() => made[Symbol.dispose]())
beforeEach(() => {
  copies += 1
  casePath = join(made.folder, `copy-${copies}.proofline`)
  copyFileSync(made.casePath, casePath)
  db = openWriter(casePath)
})
afterEach(() => db.close())

const context = () => ({ casePath, db, signal: new AbortController().signal, tell: () => {} })
const out = () => `${casePath}.asice`
const verify = () => verifyCase(context(), { trust: [] })
const seal = () => sealCase(context(), { out: out(), reason: 'test', key: join(made.folder, 'auditor.pem'), where: '' })
const events = () => [...readCustody(db)].map(({ event }) => event)

/** What the sealed report says, and what the pack's own check answers. */
async function sealed() {
  await seal()
  const report: unknown = JSON.parse((await entriesOf(out())).get('data/report.json')?.toString() ?? '')
  const trust = readTrust(new TextEncoder().encode(pem))
  return { report, answer: await verifyPack({ path: out(), trust, now: new Date() }) }
}

const better = "UPDATE check_result SET body = replace(body, 'not-offered', 'verified')"
const tampered: readonly (readonly [string, string])[] = [
  ['another verdict', "UPDATE check_run SET verdict = 'verified'"],
  ['another verdict with a check to go with it', `${better}; UPDATE check_run SET verdict = 'verified'`],
  ['another check', better],
  ['a check left out', 'DELETE FROM check_result WHERE ordinal = 0'],
  ['a check that is no JSON', "UPDATE check_result SET body = 'x' WHERE ordinal = 0"],
]

describe('a kept verification that was changed', () => {
  beforeEach(async () => void (await verify()))

  test.each(tampered)('%s: nothing is sealed, and nothing entered', async (_what, sql) => {
    db.exec(sql)
    const before = events()
    await expect(seal()).rejects.toMatchObject({ code: 'case-corrupt', message: expect.stringContaining('bundle 1') })
    expect(events()).toEqual(before)
  })

  test.each(tampered)('%s: verification tells it, and after it the case can be sealed', async (_what, sql) => {
    db.exec(sql)
    const told = await verify()
    const own = told.bundles.find(({ format }) => format === 'case')
    expect([told.verdict, own?.checks.map(({ check, verdict, kind }) => [check, verdict, kind])]).toEqual([
      'failed',
      [['case.custody', 'failed', 'edited']],
    ])
    expect((await verify()).verdict).toBe('not-offered')
    expect((await sealed()).answer.verdict).toBe('verified')
  })

  test('a verification that no entry tells of is none', async () => {
    db.exec('PRAGMA foreign_keys = OFF')
    db.exec("INSERT INTO check_run (bundle, checked_us, took_ms, trust, verdict) VALUES (9, 1, 1, '[]', 'verified')")
    await expect(seal()).rejects.toMatchObject({ code: 'case-corrupt' })
  })
})

test('what was never checked is checked, and the pack says what the case says', async () => {
  const { report, answer } = await sealed()
  expect(report).toMatchObject({ verdict: 'not-offered', verification: { bundles: [{ id: 1 }] } })
  expect(answer.verdict).toBe('verified')
})

test('a key that custody knows nothing of is told as failed in the pack', async () => {
  await verify()
  db.exec(
    "INSERT INTO trusted_key (kind, name, fingerprint, material, who, how, added_us) VALUES ('note', 'n', 'f', 'm', 'A', 'B', 1)",
  )
  const { report, answer } = await sealed()
  expect(report).toMatchObject({
    verdict: 'failed',
    verification: { bundles: [{ id: 1 }, { format: 'case', checks: [{ check: 'case.custody', kind: 'inserted' }] }] },
  })
  expect(answer.verdict).toBe('verified')
})

test('a verification from before digests were kept is held by its verdict, and the pack says so', async () => {
  await verify()
  db.exec("DROP TRIGGER custody_stays; UPDATE custody SET detail = json_remove(detail, '$.results_sha256')")
  const { report } = await sealed()
  expect(JSON.stringify(report)).toContain('verified before custody kept a digest of the checks')
})
