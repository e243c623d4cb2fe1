import { type NumberColumn, cellHash, storedColumns } from '../columns/column-names.ts'
import { termFields } from '../../core/record/record.ts'
import { COL, type Cell, type Row } from './row.ts'

const numberPlace: Readonly<Record<NumberColumn, number>> = {
  time: COL.timeUs,
  timeNs: COL.timeNs,
  id: COL.id,
  file: COL.file,
  actorKind: COL.actorKind,
  kind: COL.kind,
  outcome: COL.outcome,
  port: COL.port,
  flags: COL.flags,
}

const places = storedColumns.map((column) => {
  if (column.sort === 'number') return numberPlace[column.name]
  if (column.sort === 'hash') return COL[column.name]
  return COL.terms + termFields.indexOf(column.name)
})

const hashed = storedColumns.flatMap(({ sort }, at) => (sort === 'hash' ? [at] : []))
const PORT = storedColumns.findIndex(({ name }) => name === 'port')

/** The cells of the stored columns of a row, in their order; the array is reused. */
export function columnCells(row: Row, into: Cell[]): Cell[] {
  for (let at = 0; at < places.length; at++) into[at] = row[places[at] ?? 0] ?? null
  const port = row[COL.port]
  into[PORT] = typeof port === 'number' ? port + 1 : null
  for (const at of hashed) into[at] = cellHash(into[at])
  return into
}
