import Sqlite, { type Database } from 'better-sqlite3'
import { expect, test } from 'vitest'
import { chainedEntry, checkCustody } from '../../core/custody/custody.ts'
import { sha256 } from '../crypto/digest.ts'
import { appendCustody, readCustody } from './custody-log.ts'
import { migrate } from './migrate.ts'
import { writeFirstMeta } from './meta.ts'

class Chain implements Disposable {
  readonly case = new Sqlite(':memory:')

  constructor(entries: number) {
    migrate(this.case)
    writeFirstMeta(this.case, { auditor: 'A. Auditor' })
    for (let n = 0; n < entries; n++) appendCustody(this.case, 'note', { n, text: 'ä\u2028"\\' }, new Date(n))
  }

  [Symbol.dispose](): void {
    this.case.close()
  }
}

const problemsOf = (db: Database): string[] =>
  [...checkCustody([...readCustody(db)].map(chainedEntry), sha256)].map(({ kind, seq }) => `${kind}@${seq ?? '?'}`)

/** As another program would change the case: the triggers of the table taken off first. */
function tampered(db: Database, sql: string): string[] {
  db.exec(`DROP TRIGGER custody_stays; DROP TRIGGER custody_is_kept; ${sql}`)
  return problemsOf(db)
}

test('what is appended is read back, linked, and holds', () => {
  using db = new Chain(5)
  const entries = [...readCustody(db.case)]
  expect(entries.map(({ seq, actor, detail }) => [seq, actor, detail['n']])).toEqual(
    [0, 1, 2, 3, 4].map((n) => [n + 1, 'A. Auditor', n]),
  )
  expect(problemsOf(db.case)).toEqual([])
})

test('an act of a transaction that is rolled back leaves no trace and no gap', () => {
  using db = new Chain(2)
  const act = db.case.transaction(() => {
    appendCustody(db.case, 'export-started', {})
    throw new Error('rolled back')
  })
  expect(act).toThrow('rolled back')
  appendCustody(db.case, 'note', {})
  expect([...readCustody(db.case)].map(({ seq }) => seq)).toEqual([1, 2, 3])
  expect(problemsOf(db.case)).toEqual([])
})

test.each(["UPDATE custody SET detail = '{}' WHERE seq = 2", 'DELETE FROM custody WHERE seq = 2'])(
  'the table refuses: %s',
  (sql) => {
    using db = new Chain(3)
    expect(() => db.case.exec(sql)).toThrow(/never/)
  },
)

test.each([
  ["UPDATE custody SET detail = '{}' WHERE seq = 2", ['edited@2']],
  ["UPDATE custody SET actor = 'B' WHERE seq = 3", ['edited@3']],
  ["UPDATE custody SET detail = 'no JSON' WHERE seq = 1", ['edited@1']],
  ["UPDATE custody SET detail = '[1]' WHERE seq = 1", ['edited@1']],
  ['DELETE FROM custody WHERE seq = 2', ['removed@3']],
  [
    "UPDATE custody SET prev_hash = replace(prev_hash, substr(prev_hash, 1, 1), 'z') WHERE seq = 2",
    ['edited@2', 'rechained@2'],
  ],
])('changed behind our back: %s', (sql, want) => {
  using db = new Chain(3)
  expect(tampered(db.case, sql)).toEqual(want)
})
