import type { Database } from 'better-sqlite3'
import { actorKinds, flagsOf, kinds, outcomes, termFields } from '../../core/record/record.ts'
import type { AuditRecord, TermField } from '../../core/record/record.ts'
import { writeTime } from '../../core/record/time.ts'
import { idText, termColumn } from '../columns/column-names.ts'
import { textsOf } from '../columns/term-search.ts'

/** A record without the place of its original, which `raw_block` knows. */
export type RowRecord = Omit<AuditRecord, 'file' | 'length' | 'sha256'>
export interface FetchedRow {
  readonly record: RowRecord
  readonly file: number
}

type Cells = Record<string, number | string | Uint8Array | null>

const ROWS = 'SELECT * FROM record WHERE id IN (SELECT value FROM json_each(?))'

/** Records by id, in the order of the ids. Ids that the case does not hold are a fault of the caller. */
export function fetchRows(db: Database, ids: readonly number[]): FetchedRow[] {
  const cells = db.prepare<[string], Cells>(ROWS).all(JSON.stringify(ids))
  const wanted = new Set(
    cells.flatMap((row) => termFields.map((field) => number(row, termColumn(field))).filter((id) => id > 0)),
  )
  const texts = new Map(textsOf(db, Uint32Array.from(wanted)).map(({ id, text }) => [id, text]))
  const byId = new Map(cells.map((row) => [number(row, 'id'), row]))
  return ids.map((id) => {
    const row = byId.get(id)
    if (!row) throw new Error(`record ${id} is in the columns and not in the case`)
    return { record: recordOf(row, texts), file: number(row, 'file') }
  })
}

function recordOf(row: Cells, texts: ReadonlyMap<number, string>): RowRecord {
  const [timeUs, timeNs, timeDigits] = [number(row, 'time_us'), number(row, 'time_ns'), number(row, 'time_digits')]
  const terms = termsOf(row, texts)
  return {
    id: number(row, 'id'),
    bundle: number(row, 'bundle'),
    line: number(row, 'line'),
    offset: number(row, 'offset'),
    time: writeTime(timeUs, timeNs, timeDigits),
    timeUs,
    timeNs,
    timeDigits,
    actorKind: actorKinds[number(row, 'actor_kind')] ?? 'unknown',
    kind: kinds[number(row, 'kind')] ?? 'other',
    outcome: outcomes[number(row, 'outcome')] ?? 'unknown',
    flags: flagsOf(number(row, 'flags')),
    ...terms,
    system: terms.system ?? '',
    ...optional(row),
  }
}

function optional(row: Cells): Partial<RowRecord> {
  const [pairedLine, seq, port, received] = ['paired_line', 'seq', 'port', 'received_us'].map((name) => row[name])
  const [requestId, traceId] = [idText(row['request_id']), idText(row['trace_id'])]
  return {
    ...(typeof pairedLine === 'number' && { pairedLine }),
    ...(typeof seq === 'number' && { seq }),
    ...(typeof port === 'number' && { port }),
    ...(typeof received === 'number' && { received: writeTime(received, 0, 6) }),
    ...(requestId !== undefined && { requestId }),
    ...(traceId !== undefined && { traceId }),
  }
}

function termsOf(row: Cells, texts: ReadonlyMap<number, string>): { [F in TermField]?: string } {
  const terms: { [F in TermField]?: string } = {}
  for (const field of termFields) {
    const text = texts.get(number(row, termColumn(field)))
    if (text !== undefined) terms[field] = text
  }
  return terms
}

const number = (row: Cells, name: string): number => {
  const cell = row[name]
  return typeof cell === 'number' ? cell : 0
}
