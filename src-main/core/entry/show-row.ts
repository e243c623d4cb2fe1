import type { Mask, Shown, Table } from '../formats/format.ts'
import { isMasked, maskText } from '../mask/mask-text.ts'
import { cellsOf, writeCell } from './cells.ts'
import { type ShowPolicy, showJson } from './show-json.ts'

export interface ShowRow {
  readonly table: Table
  readonly policy: ShowPolicy<string>
  readonly mask: Mask
}

/** A row with the cells masked that must not be shown; a cell that holds JSON is masked as an entry of its own. A row without anything to mask stays as it is. */
export function showRow(row: string, how: ShowRow): Shown {
  const { table, mask } = how
  const cut = cellsOf(row, table.delimiter)
  if (!cut.ok || (cut.cells.length === 1 && table.columns.length > 1)) return looseRow(row, how)
  const masked: string[] = []
  const cells = cut.cells.map((cell, at) => {
    const shown = showCell(cell, table.columns[at] ?? '', how)
    masked.push(...shown.masked)
    return shown.text
  })
  const changed = cells.some((cell, at) => cell !== cut.cells[at])
  const text = changed ? cells.map((cell) => writeCell(cell, table.delimiter)).join(table.delimiter) : row
  return { text: maskText(text, mask).text, masked }
}

function showCell(cell: string, column: string, { policy, mask }: ShowRow): Shown {
  const fate = policy.fate('', column, cell, '')
  if (fate.is === 'own') return fate.show(cell, mask)
  if (fate.is === 'mask' && cell !== '' && !isMasked(cell)) return { text: mask(fate.kind, cell), masked: [fate.kind] }
  return /^\s*[[{]/.test(cell) ? showJson(cell, () => policy, mask) : maskText(cell, mask)
}

/** A row that cannot be cut: names in it are not known, so it is shown as loose text. */
const looseRow = (row: string, { policy, mask }: ShowRow): Shown => showJson(row, () => policy, mask)
