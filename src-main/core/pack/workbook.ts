import { sheetText } from './cells.ts'

/** A part of the workbook: its name inside the file and its whole text. */
export interface Part {
  readonly path: string
  readonly text: string
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006'
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** The part of the sheet with that number, from 1. */
export function sheetPath(number: number): string {
  return `xl/worksheets/sheet${number}.xml`
}

/** All parts but the sheets (ISO/IEC 29500-1, part 18; -2 for the package), for sheets with these titles in this order. */
export function workbookParts(
  titles: readonly string[],
  ask: { title: string; sealedAt: string; tool: string },
): Part[] {
  return [
    { path: '[Content_Types].xml', text: contentTypes(titles.length) },
    { path: '_rels/.rels', text: rootRelations() },
    { path: 'docProps/core.xml', text: coreProperties(ask) },
    {
      path: 'docProps/app.xml',
      text: `${HEAD}<Properties xmlns="${DOCUMENT}/extended-properties"><Application>${sheetText(ask.tool)}</Application></Properties>`,
    },
    { path: 'xl/workbook.xml', text: workbook(titles) },
    { path: 'xl/_rels/workbook.xml.rels', text: workbookRelations(titles.length) },
    { path: 'xl/styles.xml', text: styles() },
  ]
}

function contentTypes(sheets: number): string {
  const numbers = Array.from({ length: sheets }, (_, index) => index + 1)
  return (
    `${HEAD}<Types xmlns="${PACKAGE}/content-types">` +
    `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `<Default Extension="xml" ContentType="application/xml"/>` +
    override('xl/workbook.xml', `${SHEET_TYPE}.sheet.main+xml`) +
    numbers.map((number) => override(sheetPath(number), `${SHEET_TYPE}.worksheet+xml`)).join('') +
    override('xl/styles.xml', `${SHEET_TYPE}.styles+xml`) +
    override('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml') +
    override('docProps/app.xml', 'application/vnd.openxmlformats-officedocument.extended-properties+xml') +
    `</Types>`
  )
}

function relations(entries: readonly (readonly [type: string, target: string])[]): string {
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${entries.map(relation).join('')}</Relationships>`
}

function rootRelations(): string {
  return relations([
    [`${DOCUMENT}/relationships/officeDocument`, 'xl/workbook.xml'],
    [`${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
    [`${DOCUMENT}/relationships/extended-properties`, 'docProps/app.xml'],
  ])
}

function workbookRelations(sheets: number): string {
  const sheet = (_: unknown, index: number) =>
    [`${DOCUMENT}/relationships/worksheet`, `worksheets/sheet${index + 1}.xml`] as const
  return relations([...Array.from({ length: sheets }, sheet), [`${DOCUMENT}/relationships/styles`, 'styles.xml']])
}

function coreProperties({ title, sealedAt, tool }: { title: string; sealedAt: string; tool: string }): string {
  const time = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${sealedAt}</dcterms:${name}>`
  return (
    `${HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" ` +
    `xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
    `<dc:title>${sheetText(title)}</dc:title><dc:creator>${sheetText(tool)}</dc:creator>` +
    `${time('created')}${time('modified')}</cp:coreProperties>`
  )
}

function workbook(titles: readonly string[]): string {
  return (
    `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}/relationships"><bookViews><workbookView activeTab="0"/></bookViews>` +
    `<sheets>${titles.map(sheetEntry).join('')}</sheets></workbook>`
  )
}

/** The looks of cells, in the order of their numbers in `styles.xml`. */
export const looks = [
  'text',
  'head',
  'wrap',
  'number',
  'code',
  'label',
  'verified',
  'failed',
  'not-verifiable',
  'not-offered',
  'lead',
] as const
export type Look = (typeof looks)[number]

const font = (size = 10, name = 'Calibri') => `<font><sz val="${size}"/><name val="${name}"/></font>`
const bold = (rgb: string, size = 10) =>
  `<font><b/><sz val="${size}"/><color rgb="FF${rgb}"/><name val="Calibri"/></font>`
const fill = (rgb: string) =>
  `<fill><patternFill patternType="solid"><fgColor rgb="FF${rgb}"/><bgColor indexed="64"/></patternFill></fill>`

/** One format a look: [number format, font, fill, border, alignment]; 49 is text, 1 is a whole number (18.8.30). */
const formats: Readonly<Record<Look, readonly [number, number, number, number, string]>> = {
  text: [49, 0, 0, 1, 'vertical="top"'],
  head: [49, 1, 2, 1, 'vertical="center"'],
  wrap: [49, 0, 0, 1, 'vertical="top" wrapText="1"'],
  number: [1, 0, 0, 1, 'vertical="top" horizontal="right"'],
  code: [49, 2, 0, 1, 'vertical="top"'],
  label: [49, 3, 0, 1, 'vertical="top" wrapText="1"'],
  verified: [49, 4, 3, 1, 'vertical="top"'],
  failed: [49, 5, 4, 1, 'vertical="top"'],
  'not-verifiable': [49, 6, 5, 1, 'vertical="top"'],
  'not-offered': [49, 3, 6, 1, 'vertical="top"'],
  lead: [49, 7, 0, 1, 'vertical="top" wrapText="1"'],
}

function styles(): string {
  const fonts = [
    font(),
    bold('FFFFFF'),
    font(9, 'Consolas'),
    bold('475569'),
    bold('14532D'),
    bold('7F1D1D'),
    bold('78350F'),
    bold('0F172A', 14),
  ]
  const fills = [
    '<fill><patternFill patternType="none"/></fill>',
    '<fill><patternFill patternType="gray125"/></fill>',
    ...['1F2937', 'DCFCE7', 'FEE2E2', 'FEF3C7', 'F1F5F9'].map(fill),
  ]
  const line = '<border><left/><right/><top/><bottom style="hair"><color rgb="FFCBD5E1"/></bottom><diagonal/></border>'
  const borders = ['<border><left/><right/><top/><bottom/><diagonal/></border>', line]
  const cells = looks.map((look) => {
    const [format, fontId, fillId, borderId, alignment] = formats[look]
    return (
      `<xf numFmtId="${format}" fontId="${fontId}" fillId="${fillId}" borderId="${borderId}" xfId="0" applyNumberFormat="1" applyFont="1" ` +
      `applyFill="1" applyBorder="1" applyAlignment="1"><alignment ${alignment}/></xf>`
    )
  })
  return (
    `${HEAD}<styleSheet xmlns="${MAIN}">${list('fonts', fonts)}${list('fills', fills)}${list('borders', borders)}` +
    list('cellStyleXfs', ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>']) +
    list('cellXfs', cells) +
    list('cellStyles', ['<cellStyle name="Normal" xfId="0" builtinId="0"/>']) +
    `</styleSheet>`
  )
}

function override(part: string, type: string): string {
  return `<Override PartName="/${part}" ContentType="${type}"/>`
}

function relation([type, target]: readonly [string, string], index: number): string {
  return `<Relationship Id="rId${index + 1}" Type="${type}" Target="${target}"/>`
}

function sheetEntry(title: string, index: number): string {
  return `<sheet name="${sheetText(title)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`
}

function list(name: string, items: readonly string[]): string {
  return `<${name} count="${items.length}">${items.join('')}</${name}>`
}
