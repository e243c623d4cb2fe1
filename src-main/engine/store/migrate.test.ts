import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { FaultError } from '../../contract/fault.ts'
import { migrate, steps } from './migrate.ts'

const versionOf = (db: Sqlite.Database): unknown => db.pragma('user_version', { simple: true })

/** A case with a row in each table that an import writes. */
function filled(): Sqlite.Database {
  const db = new Sqlite(':memory:')
  migrate(db)
  db.exec(`
    INSERT INTO bundle (id, name, format, confidence, reasons, shape, state, started_us, first_record)
      VALUES (1, 'a', 'vault', 1, '[]', 'files', 'complete', 0, 1);
    INSERT INTO bundle_file (id, bundle, path, role, reading) VALUES (1, 1, 'a.log', 'log', '{"split":"lines"}');
    INSERT INTO term (id, text) VALUES (1, 'vault');
    INSERT INTO term_text (rowid, text) VALUES (1, 'vault');
    INSERT INTO record (id, bundle, file, line, offset, time_us, time_ns, time_digits, actor_kind, kind, outcome, flags, system)
      VALUES (1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1);
    INSERT INTO custody VALUES (1, '', '', 'note', '{}', '', '', '');`)
  return db
}

test('a later step carries every row over, and applies once', () => {
  const db = filled()
  const tables = ['bundle', 'bundle_file', 'term', 'record', 'custody'] as const
  const before = tables.map((table) => db.prepare(`SELECT * FROM ${table}`).raw().all())
  const later = [...steps, 'CREATE TABLE later (x INTEGER) STRICT; INSERT INTO later SELECT id FROM record']
  migrate(db, later)
  migrate(db, later)
  expect(versionOf(db)).toBe(later.length)
  expect(tables.map((table) => db.prepare(`SELECT * FROM ${table}`).raw().all())).toEqual(before)
  expect(db.prepare('SELECT count(*) FROM later').pluck().get()).toBe(1)
  expect(db.prepare("SELECT rowid FROM term_text WHERE term_text MATCH 'aul'").pluck().all()).toEqual([1])
  db.close()
})

test('a step that fails leaves the case as it was', () => {
  const db = filled()
  const broken = [...steps, 'CREATE TABLE later (x INTEGER) STRICT; INSERT INTO nowhere VALUES (1)']
  expect(() => migrate(db, broken)).toThrow(/nowhere/)
  expect(versionOf(db)).toBe(steps.length)
  expect(db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'later'").pluck().get()).toBe(0)
  db.close()
})

test('a case of a later version is refused untouched', () => {
  const db = new Sqlite(':memory:')
  db.pragma(`user_version = ${steps.length + 1}`)
  const refused = (): void => migrate(db)
  expect(refused).toThrow(FaultError)
  expect(refused).toThrow(/later version/)
  expect(db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()).toBe(0)
  db.close()
})
