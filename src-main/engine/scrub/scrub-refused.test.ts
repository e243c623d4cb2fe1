import { describe, expect, test } from 'vitest'
import { leakyCopies, scrub } from './testing/leaky-case.ts'

const copies = leakyCopies()

const begin = (state: string) => () =>
  copies.at.db.exec(`INSERT INTO scrub (custody, state) SELECT max(seq), '${state}' FROM custody`)

describe('the case file refuses', () => {
  test('a scrub that custody does not tell of, or that is done at once', () => {
    expect(begin('pending')).toThrow(/custody chain first/)
    expect(begin('done')).toThrow(/custody chain first/)
  })

  test.each([
    ['another body', "UPDATE raw_block SET body = x'00' WHERE file = 1"],
    ['another length', 'UPDATE raw_block SET bytes = bytes + 1 WHERE file = 1'],
    ['a line listed later', "INSERT INTO scrub_line VALUES (1, 0, 1, 1, 0, '', '')"],
    ['a block listed later', "INSERT INTO scrub_block VALUES (1, 0, 1, x'00')"],
    ['a file listed later', "INSERT INTO scrub_file VALUES (2, 1, '', '')"],
    ['a list changed', 'UPDATE scrub_line SET line = 1'],
    ['a list shortened', 'DELETE FROM scrub_line'],
    ['a digest changed', "UPDATE scrub_file SET text_sha256 = ''"],
    ['a digest removed', 'DELETE FROM scrub_file'],
    ['a scrub begun again', "UPDATE scrub SET state = 'pending'"],
    ['a scrub removed', 'DELETE FROM scrub'],
  ])('%s', async (_what, sql) => {
    await scrub(copies.at, { lines: [{ file: 'leaky.log', line: 11 }] })
    expect(() => copies.at.db.exec(sql)).toThrow(/never|done/)
  })

  test('another body than the one that is entered, while a scrub is pending', async () => {
    await scrub(copies.at, { lines: [{ file: 'leaky.log', line: 11 }] })
    copies.at.db.transaction(() => {
      const entry = copies.at.db.prepare("SELECT max(seq) FROM custody WHERE event = 'original-scrubbed'").pluck().get()
      expect(entry).toBeDefined()
      copies.at.db.exec(
        `INSERT INTO custody SELECT seq + 1, time, actor, event, detail, tool, prev_hash, hash FROM custody ORDER BY seq DESC LIMIT 1`,
      )
      copies.at.db.exec("INSERT INTO scrub (id, custody, state) SELECT 7, max(seq), 'pending' FROM custody")
      copies.at.db.exec("INSERT INTO scrub_block SELECT file, offset, 7, x'0102' FROM raw_block WHERE file = 1")
      expect(() => copies.at.db.exec("UPDATE raw_block SET body = x'0103' WHERE file = 1")).toThrow(/never change/)
      expect(() => copies.at.db.exec("UPDATE raw_block SET body = x'0102', count = 0 WHERE file = 1")).toThrow(
        /never change/,
      )
      expect(() => copies.at.db.exec("UPDATE raw_block SET body = x'0102' WHERE file = 2")).toThrow(/never change/)
      expect(() => copies.at.db.exec("UPDATE raw_block SET body = x'0102' WHERE file = 1")).not.toThrow()
    })()
  })
})
