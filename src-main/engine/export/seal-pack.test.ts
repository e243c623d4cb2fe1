import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, describe, expect, test } from 'vitest'
import { unescapeCell, unsheetText } from '../../core/pack/cells.ts'
import { recordColumns } from '../../core/pack/tables.ts'
import { sealPack, type SealAsk } from './seal-pack.ts'
import { readCsv } from './testing/read-csv.ts'
import { hardTexts, sampleContent, sampleRecords } from './testing/sample-pack.ts'
import { entriesOf, sealSample, testSigner } from './testing/sealed.ts'

const folder = mkdtempSync(join(tmpdir(), 'seal-pack-'))
afterAll(() => rmSync(folder, { recursive: true }))

const sealedAt = '2026-03-01T10:00:02Z'
const signer = testSigner('A', new Date('2026-03-01T10:00:00Z'))
const ask = (name: string, more: Partial<SealAsk> = {}): SealAsk => ({
  content: sampleContent(sealedAt),
  identity: signer.identity,
  out: join(folder, name),
  ...more,
})
const left = () => readdirSync(folder).filter((name) => name.startsWith('.'))

test('tells what it wrote', async () => {
  const sealed = await sealPack(ask('told.asice'))
  const bytes = readFileSync(sealed.pack)
  expect(sealed).toMatchObject({
    records: 40,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  })
  expect(sealed.files).toBe((await entriesOf(sealed.pack)).size)
  expect(sealed.fingerprint).toBe(signer.identity.certificates[0]?.fingerprint)
  expect(left()).toEqual([])
})

describe('the container', () => {
  test('has its files in the order of the format, mimetype stored without extra field', async () => {
    await sealPack(ask('order.asice'))
    const names = [...(await entriesOf(join(folder, 'order.asice'))).keys()]
    expect(names.slice(0, 5)).toEqual(['mimetype', 'bagit.txt', 'bag-info.txt', 'VERIFY.txt', 'data/evidence.xlsx'])
    expect(names.slice(-8)).toEqual([
      'data/report.json',
      'data/chain-of-custody.jsonl',
      'data/source-sha256.txt',
      'certs/chain.pem',
      'manifest-sha256.txt',
      'tagmanifest-sha256.txt',
      'META-INF/ASiCManifest001.xml',
      'META-INF/signature001.p7s',
    ])
    const start = readFileSync(join(folder, 'order.asice')).subarray(0, 69)
    expect(start.subarray(30).toString('latin1')).toBe('mimetypeapplication/vnd.etsi.asic-e+zip')
    // Method stored, no extra field, DOS time of the export in UTC: 10:00:02 is 0x5001, 2026-03-01 is 0x5c61.
    expect([start.readUInt16LE(8), start.readUInt16LE(28), start.readUInt16LE(10), start.readUInt16LE(12)]).toEqual([
      0, 0, 0x5001, 0x5c61,
    ])
  })

  test('holds the same bytes in every time zone, signature aside', async () => {
    const zone = process.env['TZ']
    const seen: string[] = []
    for (const one of ['Pacific/Kiritimati', 'America/St_Johns']) {
      process.env['TZ'] = one
      const name = `${one.replace('/', '-')}.asice`
      await sealPack(ask(name))
      const entries = await entriesOf(join(folder, name))
      seen.push(
        createHash('sha256')
          .update(entries.get('data/evidence.xlsx') ?? '')
          .digest('hex'),
      )
    }
    if (zone === undefined) delete process.env['TZ']
    else process.env['TZ'] = zone
    expect(seen[0]).toBe(seen[1])
  })
})

const records = [...sampleRecords(200), { id: 201, actor: 'x'.repeat(40_000), unknownField: 'kept', seq: 7 }]
const want = records.map((record) => recordColumns.map(({ name }) => plain(record, name)))

function plain(record: Readonly<Record<string, unknown>>, name: string): string {
  if (name === 'more') return 'unknownField' in record ? '{"unknownField":"kept"}' : ''
  const value = record[name]
  return Array.isArray(value) ? value.join(' ') : String(value ?? '')
}

async function opened(
  name: string,
  sheetRows?: number,
): Promise<{ csv: Map<string, string[][]>; book: ExcelJS.Workbook }> {
  const content = { ...sampleContent(sealedAt), records }
  await sealPack(ask(name, { content, ...(sheetRows === undefined ? {} : { sheetRows }) }))
  const entries = await entriesOf(join(folder, name))
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(Uint8Array.from(entries.get('data/evidence.xlsx') ?? []).buffer)
  const tables = [...entries].filter(([path]) => path.startsWith('data/tables/'))
  return { book, csv: new Map(tables.map(([path, bytes]) => [path.slice(12, -4), readCsv(bytes.toString('utf8'))])) }
}

test('give back every text of every record, in CSV and in the workbook; one cell is cut and says where the rest is', async () => {
  const { csv, book } = await opened('texts.asice')
  const rows = csv
    .get('records')
    ?.slice(1)
    .map((row) => row.map(unescapeCell))
  expect(rows).toEqual(want)
  expect(want.flat()).toEqual(expect.arrayContaining([hardTexts[0], hardTexts[9], hardTexts[13]]))
  const sheet = book.getWorksheet('Records')
  const cells = want.map((_, index) =>
    recordColumns.map((__, column) => sheetCell(sheet?.getCell(index + 2, column + 1).value)),
  )
  const cut = cells.at(-1)?.[3] ?? ''
  expect(cut).toHaveLength(32_767)
  expect(cut).toMatch(/x… \[cut, whole text in tables\/records\.csv row 202\]$/)
  expect(cells.slice(0, -1)).toEqual(want.slice(0, -1))
  expect(coverOf(book, 'Cells cut to fit')).toMatch(/^1 /)
})

test('no cell is a formula or a link, and every sheet has its head row fixed and a filter over all rows', async () => {
  const { book, csv } = await opened('safe.asice')
  expect(book.worksheets.map(({ name }) => name)).toEqual([
    'Cover',
    'How to read',
    'IPE',
    'Sources',
    'Verification',
    'Completeness',
    'Records',
    'Custody',
  ])
  for (const sheet of book.worksheets) {
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 })
    expect(sheet.autoFilter).toMatch(new RegExp(`^A1:[A-Z]+${sheet.rowCount}$`))
    sheet.eachRow((row) => row.eachCell((cell) => expect(cell.formula).toBeUndefined()))
  }
  expect([...csv.keys()].toSorted()).toEqual([
    'completeness',
    'cover',
    'custody',
    'how-to-read',
    'ipe',
    'records',
    'sources',
    'verification',
  ])
  for (const [index, rows] of [...csv.values()].entries()) expect(rows.length).toBe(book.worksheets[index]?.rowCount)
})

test('records over one sheet go on in the next, and the total adds up', async () => {
  const { book, csv } = await opened('split.asice', 101)
  expect(book.worksheets.map(({ name }) => name).slice(6)).toEqual(['Records', 'Records 2', 'Records 3', 'Custody'])
  expect(['records', 'records-2', 'records-3'].map((name) => csv.get(name)?.length)).toEqual([101, 101, 2])
  expect(coverOf(book, 'Records in this pack')).toBe('201')
})

test('no record is a sheet with a head row alone', async () => {
  await sealPack(ask('none.asice', { content: { ...sampleContent(sealedAt), records: [] } }))
  const entries = await entriesOf(join(folder, 'none.asice'))
  expect(readCsv(entries.get('data/tables/records.csv')?.toString() ?? '')).toHaveLength(1)
})

function coverOf(book: ExcelJS.Workbook, item: string): string {
  const rows = book.getWorksheet('Cover')?.getRows(2, 30) ?? []
  return sheetCell(rows.find((row) => row.getCell(1).value === item)?.getCell(2).value)
}

function sheetCell(value: unknown): string {
  return unsheetText(typeof value === 'string' || typeof value === 'number' ? String(value) : '')
}

test.each<[string, () => Partial<SealAsk>, string]>([
  ['cancelled before it begins', () => ({ signal: AbortSignal.abort() }), 'cancelled'],
  ['cancelled among the records', () => cancelled(), 'cancelled'],
  ['a folder that does not exist', () => ({ out: join(folder, 'no', 'pack.asice') }), 'file-missing'],
  ['an OpenSSH key', () => ({ identity: JSON.parse('{"kind":"ssh"}') }), 'key-wrong'],
  [
    'a certificate that has ended',
    () => ({ identity: testSigner('Old', new Date('2010-01-01')).identity }),
    'key-wrong',
  ],
  [
    'a certificate not yet begun',
    () => ({ identity: testSigner('New', new Date('2030-01-01')).identity }),
    'key-wrong',
  ],
])('%s leaves nothing behind', async (name, more, code) => {
  const whole = ask(`${name}.asice`, more())
  await expect(sealPack(whole)).rejects.toMatchObject({ code })
  expect(existsSync(whole.out)).toBe(false)
  expect(left()).toEqual([])
})

function cancelled(): Partial<SealAsk> {
  const control = new AbortController()
  function* endless() {
    for (const record of sampleRecords(1_000_000)) {
      if (record['id'] === 3000) control.abort()
      yield record
    }
  }
  return { signal: control.signal, content: { ...sampleContent(sealedAt), records: endless() } }
}

test('cancelled while the pack itself is written leaves nothing behind', async () => {
  const control = new AbortController()
  const whole = ask('late.asice', {
    content: sampleContent(sealedAt, 20_000),
    signal: control.signal,
    progress: ({ step, done }) => {
      if (step === 'files' && done === 11) setTimeout(() => control.abort(), 5)
    },
  })
  await expect(sealPack(whole)).rejects.toMatchObject({ code: 'cancelled' })
  expect(existsSync(whole.out)).toBe(false)
  expect(left()).toEqual([])
})

test('records that cannot be read leave nothing behind', async () => {
  const whole = ask('failing.asice', { content: { ...sampleContent(sealedAt), records: failing() } })
  await expect(sealPack(whole)).rejects.toThrow('a fault of ours')
  expect(left()).toEqual([])
})

test('an existing file is never overwritten', async () => {
  const out = join(folder, 'there.asice')
  writeFileSync(out, 'precious')
  await expect(sealPack(ask('there.asice'))).rejects.toMatchObject({ code: 'output-exists' })
  expect(readFileSync(out, 'utf8')).toBe('precious')
})

function* failing() {
  yield* sampleRecords(3)
  throw new TypeError('a fault of ours')
}

test('a pack is readable by everybody, its unfinished parts by the owner alone', async () => {
  await sealSample(folder, 'rights.asice', signer, sealedAt)
  expect(statSync(join(folder, 'rights.asice')).mode & 0o400).toBe(0o400)
})
