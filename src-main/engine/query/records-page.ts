import type { Answer, Ask } from '../../contract/calls.ts'
import type { AuditRecord } from '../../core/record/record.ts'
import { bundleVerdicts } from '../columns/proof.ts'
import { type Result, positionAt } from '../columns/select.ts'
import { type Asking, recordsOf } from './result.ts'
import { fetchRows } from './rows.ts'

type Row = Answer<'records.page'>['rows'][number]

/** One page of the records that match, by rank: a slice of the result and one fetch of rows by id. */
export function recordsPage(asking: Asking, ask: Ask<'records.page'>): Answer<'records.page'> {
  const { result, range, notes } = recordsOf(asking, ask)
  const ids = idsOfPage(asking, result, ask)
  const verdicts = bundleVerdicts(asking.columns)
  const rows = fetchRows(asking.db, ids).map(({ record }, i): Row => {
    return { rank: ask.offset + i, ...shown(record), proof: verdicts.get(record.bundle) ?? 'unchecked' }
  })
  return { total: result.total, population: asking.columns.rows, range, notes: [...notes], rows }
}

/** The ids of a page, in the order asked. */
export function idsOfPage(
  { columns }: Asking,
  result: Result,
  ask: Pick<Ask<'records.page'>, 'order' | 'offset' | 'limit'>,
): number[] {
  const ids = columns.column('id')
  const count = Math.max(0, Math.min(ask.limit, result.total - ask.offset))
  return Array.from({ length: count }, (_, i) => {
    const rank = ask.order === 'time' ? ask.offset + i : result.total - 1 - ask.offset - i
    return ids[positionAt(result, rank)] ?? 0
  })
}

function shown(record: Omit<AuditRecord, 'file' | 'length' | 'sha256'>): Omit<Row, 'rank' | 'proof'> {
  const { id, time, timeUs, system, actorKind, kind, outcome, flags, actor, action, target, ip } = record
  return {
    id,
    time,
    timeUs,
    system,
    actorKind,
    kind,
    outcome,
    flags: [...flags],
    ...(actor !== undefined && { actor }),
    ...(action !== undefined && { action }),
    ...(target !== undefined && { target }),
    ...(ip !== undefined && { ip }),
  }
}
