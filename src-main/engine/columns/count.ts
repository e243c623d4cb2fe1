import type { Column } from './chunk.ts'
import type { CaseColumns } from './case-columns.ts'
import type { ColumnName } from './column-names.ts'
import type { Result } from './select.ts'

/** How often each value of a column occurs in a result, at the index of the value. */
export function countValues(columns: CaseColumns, name: ColumnName, result: Result): Uint32Array {
  const column = columns.column(name)
  const counts = new Uint32Array(columns.greatest(name) + 1)
  if (result.positions) countAt(column, result.positions, counts)
  else countAll(column.subarray(result.from, result.to), counts)
  return counts
}

function countAll(values: Column, counts: Uint32Array): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0
    counts[value] = (counts[value] ?? 0) + 1
  }
}

function countAt(column: Column, positions: Uint32Array, counts: Uint32Array): void {
  for (let i = 0; i < positions.length; i++) {
    const value = column[positions[i] ?? 0] ?? 0
    counts[value] = (counts[value] ?? 0) + 1
  }
}
