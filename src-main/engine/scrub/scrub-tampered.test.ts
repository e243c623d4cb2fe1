import { beforeEach, describe, expect, test, vi } from 'vitest'
import { sha256 } from '../crypto/digest.ts'
import { readCustody } from '../store/custody-log.ts'
import { PASSWORD, TOKEN, checksOf, failuresOf, leakyCopies, rewrite, scrub, tamper } from './testing/leaky-case.ts'

// verification starts threads, which takes its time where others work too
vi.setConfig({ testTimeout: 120_000 })
const copies = leakyCopies()

describe('what a scrub does not cover still fails', () => {
  beforeEach(async () => {
    await scrub(copies.at, { lines: [{ file: 'leaky.log', line: 11 }] })
  })

  test('another line changed', async () => {
    rewrite(copies.at.db, (text) => text.replace('secret/data/app', 'secret/data/xyz'))
    expect(failuresOf(await checksOf(copies.at))).toEqual(
      expect.arrayContaining(['case.originals edited', 'case.records edited']),
    )
  })

  test('the scrubbed line changed again', async () => {
    rewrite(copies.at.db, (text) => text.replace('****', '##**'))
    expect(failuresOf(await checksOf(copies.at))).toContain('case.originals edited')
  })

  test('the original put back', async () => {
    rewrite(copies.at.db, (text) =>
      text.replace('*'.repeat(TOKEN.length), TOKEN).replace('*'.repeat(PASSWORD.length), PASSWORD),
    )
    expect(failuresOf(await checksOf(copies.at))).toContain('case.originals edited')
  })

  test.each([
    ['its record changed', 'UPDATE record SET actor = actor + 1 WHERE line = 11 AND file = 1', 'case.records edited'],
    [
      'what it gave changed',
      `UPDATE scrub_line SET reading = replace(reading, 'approle-bot', 'somebody')`,
      'case.custody edited',
    ],
    ['what it gave made unreadable', "UPDATE scrub_line SET reading = 'x'", 'case.records edited'],
    ['its hash changed', `UPDATE scrub_line SET sha256 = '${'0'.repeat(64)}'`, 'case.custody edited'],
    ['another line listed', 'UPDATE scrub_line SET line = 12', 'case.custody edited'],
    ['the list emptied', 'DELETE FROM scrub_line', 'case.custody edited'],
    ['the scrub no longer listed', 'PRAGMA foreign_keys = OFF; DELETE FROM scrub', 'case.custody removed'],
    [
      'its reason reworded',
      "UPDATE custody SET detail = replace(detail, 'INC-4127', 'INC-1') WHERE event = 'original-scrubbed'",
      'case.custody edited',
    ],
  ])('%s', async (_what, sql, want) => {
    tamper(copies.at.db, sql)
    expect(
      failuresOf(await checksOf(copies.at)).map((one) =>
        one.replace(/^(case\.custody) .*/, `$1 ${want.split(' ')[1] ?? ''}`),
      ),
    ).toContain(want)
  })
})

test('a forged scrub, bytes rewritten without an entry in custody, fails', async () => {
  const text = rewrite(copies.at.db, (kept) => kept.replace('10.0.0.7', '********'))
  const note = [...readCustody(copies.at.db)].at(-1)?.seq ?? 0
  copies.at.db.exec(
    `INSERT INTO scrub (id, custody, state) VALUES (1, ${note}, 'done'); INSERT INTO scrub_file VALUES (1, 1, '${sha256(text)}', '[]')`,
  )
  expect(failuresOf(await checksOf(copies.at))).toEqual(
    expect.arrayContaining(['case.originals edited', 'case.custody inserted']),
  )
})

test('an original that is not the imported one is not scrubbed: that would hide it', async () => {
  rewrite(copies.at.db, (text) => text.replace('10.0.0.7', '10.0.0.8'))
  await expect(scrub(copies.at, { masked: true })).rejects.toMatchObject({ code: 'case-corrupt' })
  expect(copies.at.db.prepare('SELECT count(*) FROM scrub').pluck().get()).toBe(0)
})
