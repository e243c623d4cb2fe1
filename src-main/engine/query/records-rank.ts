import type { Answer, Ask } from '../../contract/calls.ts'
import type { CaseColumns } from '../columns/case-columns.ts'
import { rankOf } from '../columns/select.ts'
import { type Asking, recordsOf } from './result.ts'

/** The rank of a record in a result, or null where it does not match. */
export function recordsRank(asking: Asking, ask: Ask<'records.rank'>): Answer<'records.rank'> {
  const { result } = recordsOf(asking, ask)
  const position = positionOf(asking, ask.id)
  const rank = position === undefined ? undefined : rankOf(result, position)
  if (rank === undefined) return { rank: null }
  return { rank: ask.order === 'time' ? rank : result.total - 1 - rank }
}

/** A record's place in the order of the case; undefined where no complete bundle holds it. */
function positionOf({ db, columns }: Asking, id: number): number | undefined {
  const time = db
    .prepare<[number], { us: number; ns: number }>('SELECT time_us AS us, time_ns AS ns FROM record WHERE id = ?')
    .get(id)
  if (!time) return undefined
  return sameTime(columns, id, columns.position(time), columns.position({ us: time.us, ns: time.ns + 1 }))
}

/** Records of one moment stand in the order of their ids. */
function sameTime(columns: CaseColumns, id: number, from: number, to: number): number | undefined {
  const ids = columns.column('id')
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ids[middle] ?? 0) < id) low = middle + 1
    else high = middle
  }
  return low < to && ids[low] === id ? low : undefined
}
