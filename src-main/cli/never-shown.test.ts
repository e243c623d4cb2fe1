import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { calls } from '../contract/calls.ts'
import type { Table } from '../core/formats/format.ts'
import { everyFormat } from '../core/formats/testing/entries.ts'
import { STEM, namedPlaces, namedValue, secrets, textPlaces } from '../core/formats/testing/plant.ts'
import { csvForm, ndjsonForm, tableForm } from './record-forms.ts'
import { recordFields } from './record-fields.ts'
import { csvRow } from '../core/pack/cells.ts'
import { openColumns } from '../engine/columns/case-columns.ts'
import { newIdentity } from '../engine/crypto/keys.ts'
import { entriesOf } from '../engine/export/testing/sealed.ts'
import { sealCase } from '../engine/jobs/seal-case.ts'
import { knownFormats } from '../engine/known-formats.ts'
import { recogniseInputs } from '../engine/recognise-inputs.ts'
import { type CaseFolder, caseFolder } from '../engine/testing/case-folder.ts'
import { facetFields } from '../engine/query/facet-values.ts'
import { facets } from '../engine/query/facets.ts'
import { recordGet } from '../engine/query/record-get.ts'
import { recordsPage } from '../engine/query/records-page.ts'
import { recordsWhole } from '../engine/query/records-whole.ts'
import { rejectionsPage } from '../engine/query/rejections-page.ts'
import type { Asking } from '../engine/query/result.ts'
import { valuesComplete } from '../engine/query/values-complete.ts'

const kinds = Object.values(secrets)

/** A log of each format with a secret in every place of its entries, each place with another kind, and the entry as it is. */
const logs = everyFormat.flatMap(([id, , entries]) =>
  entries.map(({ text, table }, at) => {
    const planted = textPlaces({ text, table }).map((place, n) => place((old) => secretAt(n, old)))
    const named = namedPlaces({ text, table }).map((place, n) => place(() => namedValue(n)))
    const broken = `${text.slice(0, -9)} ${kinds[0]?.(0)} "password":"${namedValue(1)}"`
    const rows = [text, ...planted, ...named, ...(table === undefined ? [broken] : [])]
    return { id, name: `${id}-${at}.log`, text: headOf(table) + rows.map((row) => `${row}\n`).join('') }
  }),
)

function secretAt(n: number, old: string): string {
  const value = (kinds[n % kinds.length] ?? namedValue)(n)
  return n % 2 === 0 ? value : `${old} ${value}`
}

function headOf(table: Table | undefined): string {
  return table === undefined ? '' : csvRow(table.columns).replaceAll(',', table.delimiter)
}

let at: CaseFolder
let asking: Asking
beforeAll(async () => {
  at = caseFolder()
  for (const { name, text } of logs) at.write(name, text)
  // the general profiles fit what the other reads, so they are chosen by name
  const general = logs.filter(({ id }) => id.startsWith('activity-log'))
  const others = logs.filter((log) => !general.includes(log))
  await importAll(others.map(({ name }) => name))
  for (const { id, name } of general) await importAll([name], id)
  asking = { db: at.db, columns: openColumns(at.db), zone: 'UTC', lastUs: undefined }
}, 120_000)
afterAll(() => at[Symbol.dispose]())

async function importAll(names: readonly string[], format?: string): Promise<void> {
  const { refused } = await at.import(names, { sourceZone: 'UTC', ...(format !== undefined && { format }) })
  expect(refused.map(({ path, message }) => `${path}: ${message}`)).toEqual([])
}

/** Where a planted secret stands in an answer; '' where none does. */
const leakIn = (what: string, answer: unknown): string => {
  const text = typeof answer === 'string' ? answer : JSON.stringify(answer)
  const found = text.toLowerCase().indexOf(STEM.toLowerCase())
  return found < 0 ? '' : `${what}: ${text.slice(Math.max(0, found - 120), found + 40)}`
}

/** Every page of a call that has pages. */
function* pages<T>(of: (offset: number) => { readonly total: number; readonly rows: readonly T[] }) {
  for (let offset = 0; ;) {
    const page = of(offset)
    yield page.rows
    offset += page.rows.length
    if (page.rows.length === 0 || offset >= page.total) return
  }
}
const records = () =>
  pages((offset) => {
    const ask = calls['records.whole'].input.parse({ offset, limit: 500 })
    const { total, records: rows } = recordsWhole(asking, ask)
    return { total, rows }
  })

test('every format gave records, and secrets were masked in them', () => {
  const read = at.db
    .prepare<[], string>('SELECT DISTINCT t.text FROM record r JOIN term t ON t.id = r.system')
    .pluck()
    .all()
  expect(read.toSorted()).toEqual([...new Set(logs.map(({ id }) => id))].toSorted())
  const masked = at.db.prepare<[], number>("SELECT count(*) FROM term WHERE text LIKE '%[masked:%'").pluck().get()
  expect(masked).toBeGreaterThan(100)
})

test('no table of the case holds one but the originals', () => {
  const tables = at.db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all()
  for (const table of tables.filter((name) => name !== 'raw_block')) {
    for (const row of at.db.prepare(`SELECT * FROM "${table}"`).raw().iterate())
      expect(
        leakIn(
          table,
          (row as unknown[]).map((cell) => (Buffer.isBuffer(cell) ? cell.toString('latin1') : cell)),
        ),
      ).toBe('')
  }
})

test('the full-text index finds none', () => {
  const found = at.db.prepare('SELECT rowid FROM term_text WHERE term_text MATCH ?').all(`"${STEM}"`)
  expect(found).toEqual([])
  const ask = calls['records.page'].input.parse({ where: STEM, offset: 0, limit: 10 })
  expect(recordsPage(asking, ask).total).toBe(0)
})

test('no record shows one, beside its original either', () => {
  let shown = 0
  for (const page of records())
    for (const { id } of page) {
      expect(leakIn(`record ${id}`, recordGet(asking, id))).toBe('')
      shown += 1
    }
  expect(shown).toBeGreaterThan(500)
})

const listed = (offset: number) => recordsPage(asking, calls['records.page'].input.parse({ offset, limit: 500 }))

test('no list, rejection, facet or completion shows one', () => {
  for (const rows of pages(listed)) expect(leakIn('records.page', rows)).toBe('')
  let rejected = 0
  for (const rows of pages((offset) => rejectionsPage(at.db, { offset, limit: 500 }))) {
    expect(leakIn('rejections.page', rows)).toBe('')
    rejected += rows.length
  }
  expect(rejected).toBeGreaterThan(20)
  for (const field of facetFields) {
    expect(leakIn('facets', facets(asking, calls.facets.input.parse({ fields: [field], limit: 1000 })))).toBe('')
    for (const text of ['', STEM, 'masked'])
      expect(
        leakIn(
          'values',
          valuesComplete(asking, calls['values.complete'].input.parse({ field, text, limit: 50 })).values,
        ),
      ).toBe('')
  }
})

test('no preview shows one before anything is imported', async () => {
  const inputs = logs.map(({ name }) => ({ place: name, path: join(at.folder, name) }))
  const answer = await recogniseInputs(inputs, { preview: 50, formats: knownFormats(at.db) })
  expect(answer.inputs.some(({ preview }) => preview.length > 10)).toBe(true)
  expect(leakIn('input.recognise', answer)).toBe('')
})

test('no table, CSV or ndjson of the command line holds one', () => {
  const forms = [tableForm(recordFields, undefined), csvForm(recordFields), ndjsonForm(recordFields)]
  for (const page of records()) for (const form of forms) expect(leakIn('events', form.page(page))).toBe('')
})

test('no file of a sealed pack holds one, nor any sheet of its workbook', async () => {
  const [key, out, book] = ['key.pem', 'x.asice', 'evidence.xlsx'].map((name) => join(at.folder, name))
  if (key === undefined || out === undefined || book === undefined) throw new TypeError('no paths')
  writeFileSync(key, newIdentity({ name: 'Tester', algorithm: 'ecdsa-p256', now: new Date() }))
  const context = { casePath: at.casePath, db: at.db, signal: new AbortController().signal, tell: () => {} }
  await sealCase(context, { out, reason: 'a test', key, where: '' })
  const files = await entriesOf(out)
  for (const [name, bytes] of files) expect(leakIn(name, bytes.toString('latin1'))).toBe('')
  writeFileSync(book, files.get('data/evidence.xlsx') ?? '')
  const sheets = await entriesOf(book)
  expect([...sheets.keys()].some((name) => name.includes('sheet'))).toBe(true)
  for (const [name, bytes] of sheets) expect(leakIn(name, bytes.toString('utf8'))).toBe('')
  expect(readFileSync(book).length).toBeGreaterThan(10_000)
}, 240_000)
