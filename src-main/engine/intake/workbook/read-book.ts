import { malformedFault } from '../faults.ts'
import { dateFormats } from './date-formats.ts'
import type { DateKind } from './date-formats.ts'
import type { Parts } from './parts.ts'
import type { Attributes } from './read-xml.ts'
import { readWholeXml } from './read-xml.ts'

export interface Sheet {
  readonly name: string
  /** Name of its part in the archive. */
  readonly part: string
}

/** What must be known of a workbook to read its sheets. */
export interface Book {
  readonly sheets: readonly Sheet[]
  /** Days are counted from 1904 and not from 1900. */
  readonly from1904: boolean
  readonly stringsPart: string | undefined
  /** Which cell formats show a number as date or time, by their place in the list of cell formats. */
  readonly dateKinds: ReadonlyMap<number, DateKind>
}

/** Sheets that Excel cannot open with anyway. Provisional. */
const MOST_SHEETS = 10_000

interface Relation {
  readonly part: string
  readonly type: string
}

/** Reads a workbook's own parts (ECMA-376-1, 18.2, 18.8). */
export async function readBook(parts: Parts): Promise<Book> {
  const relations = await readRelations(parts)
  const sheets: Sheet[] = []
  let from1904 = false
  const open = (name: string, attributes: Attributes): void => {
    if (name === 'workbookPr') from1904 = /^(?:1|true)$/.test(attributes['date1904'] ?? '')
    if (name === 'sheet') sheets.push(...sheetOf(attributes, relations))
    if (sheets.length > MOST_SHEETS) throw malformedFault(parts.shown, `it names more than ${MOST_SHEETS} sheets`)
  }
  await readWholeXml(parts.read('xl/workbook.xml'), { open }, parts.shown)
  const partOf = (type: string): string | undefined => [...relations.values()].find((one) => one.type === type)?.part
  return {
    sheets,
    from1904,
    stringsPart: partOf('sharedStrings'),
    dateKinds: await readDateKinds(parts, partOf('styles')),
  }
}

/** Sheets without cells (charts, dialogs) hold nothing to read. */
function sheetOf({ name = '', id = '' }: Attributes, relations: ReadonlyMap<string, Relation>): Sheet[] {
  const { part, type } = relations.get(id) ?? { part: '', type: '' }
  return type === 'chartsheet' || type === 'dialogsheet' ? [] : [{ name, part }]
}

async function readRelations(parts: Parts): Promise<ReadonlyMap<string, Relation>> {
  const relations = new Map<string, Relation>()
  await readWholeXml(
    parts.read('xl/_rels/workbook.xml.rels'),
    {
      open: (name, { Id = '', Type = '', Target = '' }) => {
        if (name !== 'Relationship') return
        const part = Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`
        relations.set(Id, { part, type: Type.slice(Type.lastIndexOf('/') + 1) })
      },
    },
    parts.shown,
  )
  return relations
}

async function readDateKinds(parts: Parts, part: string | undefined): Promise<ReadonlyMap<number, DateKind>> {
  const formats = dateFormats()
  const kinds = new Map<number, DateKind>()
  let isInCells = false
  let count = 0
  const open = (name: string, { numFmtId = '', formatCode = '' }: Attributes): void => {
    if (name === 'cellXfs') isInCells = true
    if (name === 'numFmt') formats.add(Number(numFmtId), formatCode)
    if (name !== 'xf' || !isInCells) return
    const kind = formats.kindOf(Number(numFmtId))
    if (kind) kinds.set(count, kind)
    count += 1
  }
  const close = (name: string): void => {
    if (name === 'cellXfs') isInCells = false
  }
  if (part !== undefined) await readWholeXml(parts.read(part), { open, close }, parts.shown)
  return kinds
}
