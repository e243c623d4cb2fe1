import { type NumberColumn, idHash, storedColumns, wordsHash } from '../columns/column-names.ts'
import type { FillColumn } from '../columns/write-run.ts'
import { termFields } from '../../core/record/record.ts'
import { ID_FORM } from './block.ts'
import { COL, COLS } from './row.ts'
import type { Rows } from './rows.ts'

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

const sources = storedColumns.map((column) => {
  if (column.sort === 'number') return numberPlace[column.name]
  if (column.sort === 'hash') return COL[column.name]
  return COL.terms + termFields.indexOf(column.name)
})

/** Gives the stored columns of the rows from place `first` on, as the query over the table would give them. */
export function fillFrom(rows: Rows, first: number): FillColumn {
  const bytes = new DataView(rows.uuids.buffer)
  return (column, from, into) => {
    const source = sources[column] ?? 0
    const start = first + from
    if (source >= COL.requestId) {
      for (let at = 0; at < into.length; at++) into[at] = hashAt(rows, source, start + at, bytes)
      return
    }
    const more = source === COL.port ? 1 : 0
    for (let at = 0; at < into.length; at++) {
      const cell = rows.cells[(start + at) * COLS + source] ?? Number.NaN
      into[at] = Number.isNaN(cell) ? 0 : cell + more
    }
  }
}

function hashAt(rows: Rows, column: number, place: number, bytes: DataView): number {
  const form = rows.number(place, column)
  if (Number.isNaN(form)) return 0
  if (column === COL.traceId) return idHash(rows.text(place, 'traceId') ?? '')
  if (form !== ID_FORM.uuid) return idHash(rows.text(place, 'requestId') ?? '')
  return wordsHash(bytes.getUint32(place * 16), bytes.getUint32(place * 16 + 12))
}
