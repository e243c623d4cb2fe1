import { beforeAll, expect, test } from 'vitest'
import type { Database } from 'better-sqlite3'
import { fold, matchesWhole, contains } from '../../core/filter/pattern.ts'
import { openColumns } from './case-columns.ts'
import { searchTerms, type Wanted } from './term-search.ts'
import { smallCase } from './testing/small-case.ts'

const special = ['Über', 'über', 'a%b', 'a_b', 'a\\b', 'nul\0tail', 'nul\0TAIL x', '"quoted"', 'SECRET/Prod/key', 'ab']
let db: Database

beforeAll(async () => {
  db = await smallCase([{ records: [{ us: 1, target: 'secret/prod/key' }] }])
  const add = db.prepare('INSERT OR IGNORE INTO term (text) VALUES (?)')
  db.transaction(() => {
    for (const text of special) add.run(text)
    for (let i = 0; i < 100_000; i++) add.run(`secret/app-${i}/key`)
  })()
})

const wanted: Wanted[] = [
  { how: 'whole', parts: ['secret/PROD/', ''] },
  { how: 'whole', parts: ['', 'app-9999', ''] },
  { how: 'whole', parts: ['', 'a', 'b'] },
  { how: 'whole', parts: ['s', 'pp-1', '7', '/', 'ey'] },
  { how: 'whole', parts: ['a%b'] },
  { how: 'whole', parts: ['nul\0tail'] },
  { how: 'whole', parts: ['nul', ''] },
  { how: 'anywhere', parts: ['tail'] },
  { how: 'anywhere', parts: ['"'] },
  { how: 'anywhere', parts: ['ber'] },
  { how: 'anywhere', parts: ['_'] },
  { how: 'anywhere', parts: ['app-1', '23', 'k'] },
  { how: 'anywhere', parts: ['nothing like it'] },
]

function plain({ how, parts }: Wanted): number[] {
  const folded = parts.map(fold)
  const rows = db.prepare<[], { id: number; text: string }>('SELECT id, text FROM term').all()
  return rows
    .filter(({ text }) => (how === 'whole' ? matchesWhole(folded, fold(text)) : contains(folded, fold(text))))
    .map(({ id }) => id)
}

const found = (one: Wanted): number[] => [...searchTerms(openColumns(db), one)].toSorted((a, b) => a - b)

test.each(wanted)('without an up to date index finds %j', (one) => expect(found(one)).toEqual(plain(one)))

test.each(wanted)('with the index finds %j', (one) => {
  db.exec("INSERT INTO term_text (term_text) VALUES ('rebuild')")
  expect(found(one)).toEqual(plain(one))
})

test('an exact value is found by its bytes', () => {
  expect(found({ how: 'exact', parts: ['über'] })).toHaveLength(1)
  expect(found({ how: 'exact', parts: ['secret/Prod/key'] })).toEqual([])
})
