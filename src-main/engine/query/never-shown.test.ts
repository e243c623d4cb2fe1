import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { calls } from '../../contract/calls.ts'
import type { Table } from '../../core/formats/format.ts'
import { everyFormat } from '../../core/formats/testing/entries.ts'
import { STEM, namedPlaces, namedValue, secrets, textPlaces } from '../../core/formats/testing/plant.ts'
import { csvForm, ndjsonForm, tableForm } from '../../cli/record-forms.ts'
import { recordFields } from '../../cli/record-fields.ts'
import { csvRow } from '../../core/pack/cells.ts'
import { openColumns } from '../columns/case-columns.ts'
import { newIdentity } from '../crypto/keys.ts'
import { entriesOf } from '../export/testing/sealed.ts'
import { sealCase } from '../jobs/seal-case.ts'
import { knownFormats } from '../known-formats.ts'
import { recogniseInputs } from '../recognise-inputs.ts'
import { type CaseFolder, caseFolder } from '../testing/case-folder.ts'
import { facetFields } from './facet-values.ts'
import { facets } from './facets.ts'
import { recordGet } from './record-get.ts'
import { recordsPage } from './records-page.ts'
import { recordsWhole } from './records-whole.ts'
import { rejectionsPage } from './rejections-page.ts'
import type { Asking } from './result.ts'
import { valuesComplete } from './values-complete.ts'

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

const clean = (what: string, answer: unknown): void => {
  const text = typeof answer === 'string' ? answer : JSON.stringify(answer)
  const found = text.toLowerCase().indexOf(STEM.toLowerCase())
  expect(found < 0 ? '' : `${what}: ${text.slice(Math.max(0, found - 120), found + 40)}`).toBe('')
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
      clean(
        table,
        (row as unknown[]).map((cell) => (Buffer.isBuffer(cell) ? cell.toString('latin1') : cell)),
      )
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
      clean(`record ${id}`, recordGet(asking, id))
      shown += 1
    }
  expect(shown).toBeGreaterThan(500)
})

test('no list, rejection, facet or completion shows one', () => {
  const page = (offset: number) => recordsPage(asking, calls['records.page'].input.parse({ offset, limit: 500 }))
  for (const rows of pages(page)) clean('records.page', rows)
  let rejected = 0
  for (const rows of pages((offset) => rejectionsPage(at.db, { offset, limit: 500 }))) {
    clean('rejections.page', rows)
    rejected += rows.length
  }
  expect(rejected).toBeGreaterThan(20)
  for (const field of facetFields) {
    clean('facets', facets(asking, calls.facets.input.parse({ fields: [field], limit: 1000 })))
    for (const text of ['', STEM, 'masked'])
      clean('values', valuesComplete(asking, calls['values.complete'].input.parse({ field, text, limit: 50 })).values)
  }
})

test('no preview shows one before anything is imported', async () => {
  const inputs = logs.map(({ name }) => ({ place: name, path: join(at.folder, name) }))
  const answer = await recogniseInputs(inputs, { preview: 50, formats: knownFormats(at.db) })
  expect(answer.inputs.some(({ preview }) => preview.length > 10)).toBe(true)
  clean('input.recognise', answer)
})

test('no table, CSV or ndjson of the command line holds one', () => {
  const forms = [tableForm(recordFields, undefined), csvForm(recordFields), ndjsonForm(recordFields)]
  for (const page of records()) for (const form of forms) clean('events', form.page(page))
})

test('no file of a sealed pack holds one, nor any sheet of its workbook', async () => {
  const [key, out, book] = ['key.pem', 'x.asice', 'evidence.xlsx'].map((name) => join(at.folder, name))
  if (key === undefined || out === undefined || book === undefined) throw new TypeError('no paths')
  writeFileSync(key, newIdentity({ name: 'Tester', algorithm: 'ecdsa-p256', now: new Date() }))
  // a seal checks what was never checked; that is tested elsewhere and takes its time
  at.db.exec("INSERT INTO check_run SELECT id, 0, 0, '{}', 'not-offered' FROM bundle")
  const context = { casePath: at.casePath, db: at.db, signal: new AbortController().signal, tell: () => {} }
  await sealCase(context, { out, reason: 'a test', key, where: '' })
  const files = await entriesOf(out)
  for (const [name, bytes] of files) clean(name, bytes.toString('latin1'))
  writeFileSync(book, files.get('data/evidence.xlsx') ?? '')
  const sheets = await entriesOf(book)
  expect([...sheets.keys()].some((name) => name.includes('sheet'))).toBe(true)
  for (const [name, bytes] of sheets) clean(name, bytes.toString('utf8'))
  expect(readFileSync(book).length).toBeGreaterThan(10_000)
}, 60_000)
