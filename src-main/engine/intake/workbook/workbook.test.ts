import ExcelJS from 'exceljs'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { contentOf, faultOf, listAll, textOf } from '../testing/listed.ts'
import { packTar } from '../testing/tar-bytes.ts'
import { zipBytes } from '../testing/zip-bytes.ts'
import { dateText, kindOfCode } from './date-formats.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'proofline-book-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const put = (name: string, body: Uint8Array): string => {
  writeFileSync(join(folder, name), body)
  return join(folder, name)
}

/** A workbook as another program writes it (ExcelJS). */
async function written(fill: (book: ExcelJS.Workbook) => void): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  fill(book)
  return Buffer.from(await book.xlsx.writeBuffer())
}

const sample = (): Promise<Buffer> =>
  written((book) => {
    const first = book.addWorksheet('Access log')
    first.addRow(['Time', 'User', 'Count', 'Note'])
    first.addRow([new Date('2025-03-09T07:05:06.789Z'), 'João, "o chefe"', 1.5, 'two\nlines'])
    first.getCell('A2').numFmt = 'yyyy-mm-dd hh:mm:ss'
    first.getRow(4).values = [undefined, { richText: [{ text: 'rich' }, { font: { bold: true }, text: ' text' }] }]
    first.addRow([new Date('2025-03-09T00:00:00Z'), { formula: 'C2*2', result: 3 }, true, { error: '#N/A' }])
    first.getCell('A5').numFmt = 'dd/mm/yyyy'
    first.addRow([0.5, { text: 'site', hyperlink: 'https://example.invalid' }, 12_345_678_901_234, 1e-7])
    first.getCell('A6').numFmt = 'h:mm'
    const hidden = book.addWorksheet('Hidden one', { state: 'veryHidden' })
    hidden.addRow(['x'])
  })

const accessLog = [
  'Time,User,Count,Note',
  '2025-03-09T07:05:06.789,"João, ""o chefe""",1.5,"two\nlines"',
  '',
  ',rich text,,',
  '2025-03-09,3,TRUE,#N/A',
  '12:00:00,site,12345678901234,1e-7',
  '',
].join('\n')

test('each sheet is a member, hidden or not; its text is CSV and its bytes are those of the file', async () => {
  const bytes = await sample()
  const listed = await listAll([put('book.xlsx', bytes)])
  expect(await contentOf(listed)).toEqual([`book.xlsx!Access log=${accessLog}`, 'book.xlsx!Hidden one=x\n'])
  expect(listed[0]).toMatchObject({ layers: ['xlsx'], sizeBytes: bytes.length })
  expect((await textOf(listed[1])).received.equals(bytes)).toBe(true)
})

test('a workbook is known by what it holds, wherever it lies', async () => {
  const bytes = await sample()
  const tar = await packTar([{ name: 'export/log.dat', body: gzipSync(bytes) }])
  const listed = await listAll([put('out.tar.gz', gzipSync(tar))])
  const path = 'out.tar.gz!export/log.dat!Access log'
  expect(listed[0]).toMatchObject({ path, layers: ['gzip', 'xlsx'] })
  expect((await textOf(listed[0])).text).toBe(accessLog)
  const like = zipBytes([{ name: 'xl/workbook.xml', body: '<workbook/>' }])
  expect(await contentOf(await listAll([put('like.xlsx', like)]))).toEqual(['like.xlsx!xl/workbook.xml=<workbook/>'])
})

test('days are counted from 1904 where the workbook says so', async () => {
  const bytes = await written((book) => {
    book.properties.date1904 = true
    const sheet = book.addWorksheet('s')
    sheet.addRow([new Date('2025-03-09T07:05:06Z')])
    sheet.getCell('A1').numFmt = 'yyyy-mm-dd hh:mm:ss'
  })
  expect((await textOf((await listAll([put('mac.xlsx', bytes)]))[0])).text).toBe('2025-03-09T07:05:06\n')
})

test('a large sheet is read in parts', async () => {
  const bytes = await written((book) => {
    const sheet = book.addWorksheet('many')
    for (let row = 0; row < 20_000; row += 1) sheet.addRow([row, `user ${row % 100}`, 'secret/data/app'])
  })
  const { text } = await textOf((await listAll([put('many.xlsx', bytes)]))[0])
  expect(text.split('\n').length).toBe(20_001)
  expect(text.endsWith('19999,user 99,secret/data/app\n')).toBe(true)
})

const NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
interface Made {
  readonly sheet?: string
  readonly sheets?: string
  readonly relations?: string
  readonly strings?: string
  readonly without?: string
}
/** A workbook written by hand, right or wrong as told. */
function made({ sheet = '', sheets, relations = '', strings, without }: Made): Buffer {
  const names = sheets ?? '<sheet name="s" sheetId="1" r:id="r1"/>'
  const parts = [
    { name: '[Content_Types].xml', body: '<Types/>' },
    { name: 'xl/workbook.xml', body: `<workbook ${NS} xmlns:r="x"><sheets>${names}</sheets></workbook>` },
    {
      name: 'xl/_rels/workbook.xml.rels',
      body: `<Relationships><Relationship Id="r1" Type="${RELATION}/worksheet" Target="/xl/one.xml"/>
        <Relationship Id="r2" Type="${RELATION}/sharedStrings" Target="texts.xml"/>
        <Relationship Id="r3" Type="${RELATION}/chartsheet" Target="chart.xml"/>${relations}</Relationships>`,
    },
    { name: 'xl/one.xml', body: `<worksheet ${NS}><sheetData>${sheet}</sheetData></worksheet>` },
    { name: 'xl/texts.xml', body: strings ?? `<sst ${NS}><si><t>shared</t></si></sst>` },
  ]
  return zipBytes(parts.filter(({ name }) => name !== without))
}
const textOfSheet = async (what: Made): Promise<string> =>
  (await textOf((await listAll([put('book.xlsx', made(what))]))[0])).text

const cells: [string, string, string][] = [
  ['cells without places', '<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>', '1,2\n3,\n'],
  [
    'a wider row after a narrow one',
    '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="C2"><v>2</v></c></row>',
    '1\n,,2\n',
  ],
  ['an empty row', '<row r="1"/><row r="3"><c r="A3"><v>1</v></c></row>', '\n\n1\n'],
  ['a shared text', '<row><c t="s"><v>0</v></c></row>', 'shared\n'],
  [
    'a text in place, with its sound left out',
    '<row><c t="inlineStr"><is><r><t>a</t></r><r><t xml:space="preserve"> b</t></r><rPh><t>x</t></rPh></is></c></row>',
    'a b\n',
  ],
  ['a formula without value', '<row><c><f>A1</f></c><c t="str"><f>B1</f><v>text</v></c></row>', ',text\n'],
  ['escaped characters', '<row><c t="str"><v>a_x000A_b_x0041_</v></c></row>', '"a\nbA"\n'],
  ['numbers as text', '<row><c><v>1E3</v></c><c><v>007</v></c><c><v>none</v></c></row>', '1000,7,none\n'],
  ['an ISO date', '<row><c t="d"><v>2025-01-01T00:00:00</v></c></row>', '2025-01-01T00:00:00\n'],
  ['another prefix', '<x:row xmlns:x="y"><x:c><x:v>1</x:v></x:c></x:row>', '1\n'],
  ['text that looks like markup', '<row><c t="str"><v>&lt;row&gt;<![CDATA[<v>]]></v></c></row>', '<row><v>\n'],
]
test.each(cells)('%s', async (_, sheet, want) => expect(await textOfSheet({ sheet })).toBe(want))

const wide = Array.from({ length: 16_385 }, () => '<c/>').join('')
const broken: [string, Made, RegExp][] = [
  [
    'rows out of order',
    { sheet: '<row r="2"/><row r="1"/>' },
    /^malformed: book.xlsx!s: its row after row 2 is out of order/,
  ],
  ['a row past the last', { sheet: '<row r="1048577"/>' }, /row 0 is out of order/],
  ['cells out of order', { sheet: '<row r="1"><c r="B1"/><c r="A1"/></row>' }, /a cell of its row 1 is out of order/],
  ['a cell that is nowhere', { sheet: '<row r="1"><c r="?"/></row>' }, /a cell of its row 1 is out of order/],
  ['too many cells', { sheet: `<row>${wide}</row>` }, /a cell of its row 1 is out of order/],
  [
    'a shared text that is not there',
    { sheet: '<row><c t="s"><v>1</v></c></row>' },
    /names a text that the workbook does not hold/,
  ],
  [
    'a shared text without texts',
    { sheet: '<row><c t="s"><v>0</v></c></row>', without: 'xl/texts.xml' },
    /its part "xl\/texts.xml" is missing/,
  ],
  ['XML that ends early', { sheet: '<row>' }, /^malformed: book.xlsx!s: an XML part of it is damaged/],
  ['an entity of its own', { sheet: '<row><c t="str"><v>&bomb;</v></c></row>' }, /an XML part of it is damaged/],
  [
    'a text without end',
    { sheet: `<row><c t="str"><v>${'x'.repeat(5_000_000)}</v></c></row>` },
    /^limit: book.xlsx!s: a text in it is over/,
  ],
  [
    'a text of endless parts',
    { sheet: `<row><c t="str"><v>${`${'x'.repeat(900_000)}<!-- -->`.repeat(6)}</v></c></row>` },
    /^limit: book.xlsx!s: a .* is over/,
  ],
  [
    'a broken list of texts',
    { sheet: '<row><c t="s"><v>0</v></c></row>', strings: '<sst><si>' },
    /an XML part of it is damaged/,
  ],
]
test.each(broken)('a sheet with %s is refused', async (_, what, want) => {
  expect(await faultOf((await listAll([put('book.xlsx', made(what))]))[0])).toMatch(want)
})

const refused: [string, Made, RegExp[]][] = [
  ['a name that climbs', { sheets: '<sheet name=".." sheetId="1" r:id="r1"/>' }, [/the sheet ".." climbs/]],
  ['a name with a slash', { sheets: '<sheet name="/etc" sheetId="1" r:id="r1"/>' }, [/absolute path/]],
  ['no name', { sheets: '<sheet sheetId="1" r:id="r1"/>' }, [/has no name/]],
  ['a part that is not there', { sheets: '<sheet name="s" sheetId="1" r:id="r9"/>' }, [/is not in the file/]],
  [
    'one name twice',
    { sheets: '<sheet name="s" r:id="r1"/><sheet name="s" r:id="r1"/>' },
    [/stands in it twice/, /twice/],
  ],
  ['a chart', { sheets: '<sheet name="chart" r:id="r3"/>' }, []],
  ['a broken workbook part', { sheets: '<sheet' }, [/^malformed: book.xlsx: an XML part/]],
]
test.each(refused)('a workbook with %s', async (_, what, want) => {
  const listed = await listAll([put('book.xlsx', made(what))])
  expect(listed.map(({ kind }) => kind)).toEqual(want.map(() => 'refused'))
  for (const [at, pattern] of want.entries()) expect(await faultOf(listed[at])).toMatch(pattern)
})

test('a sheet that is out of proportion to its file', async () => {
  const row = '<row><c r="XFD1"><v>1</v></c></row>'
  const path = put('wide.xlsx', made({ sheet: row.repeat(100) }))
  const [sheet] = await listAll([path], { ratioFromBytes: 1_000_000, maxRatio: 50 })
  expect(await faultOf(sheet)).toMatch(/^limit: wide.xlsx!s: its text is more than 50 times/)
})

const codes: [string, string | undefined][] = [
  ['yyyy-mm-dd', 'date'],
  ['dd/mm/yyyy hh:mm', 'date-time'],
  ['[$-409]m/d/yy h:mm AM/PM;@', 'date-time'],
  ['mm', 'date'],
  ['mm:ss', 'time'],
  ['hh:mm:ss.000', 'time'],
  ['[h]:mm:ss', undefined],
  ['General', undefined],
  ['0.00', undefined],
  ['#,##0 "days"', undefined],
  ['0\\d', undefined],
  ['[Red]0', undefined],
  ['0;"yes"', undefined],
  ['@', undefined],
]
test.each(codes)('the format %s shows %s', (code, want) => expect(kindOfCode(code)).toBe(want))

const days: [number, Parameters<typeof dateText>[1], string | undefined][] = [
  [1, 'date', '1900-01-01'],
  [59, 'date', '1900-02-28'],
  [61, 'date', '1900-03-01'],
  [45_725.5, 'date', '2025-03-09T12:00:00'],
  [45_725, 'date-time', '2025-03-09T00:00:00'],
  [45_725.999_999_999, 'date-time', '2025-03-10T00:00:00'],
  [0.75, 'time', '18:00:00'],
  [1.75, 'time', '1900-01-01T18:00:00'],
  [-1, 'date', undefined],
  [3_000_000, 'date', undefined],
  [Number.NaN, 'date', undefined],
]
test.each(days)('day %d as %s is %s', (count, kind, want) => expect(dateText(count, kind, false)).toBe(want))
