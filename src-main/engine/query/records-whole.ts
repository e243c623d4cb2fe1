import type { Answer, Ask } from '../../contract/calls.ts'
import { idsOfPage } from './records-page.ts'
import { type Asking, recordsOf } from './result.ts'
import { wholeRecords } from './whole-records.ts'

/** One page of the records that match, whole: with the place and hash of their originals. */
export function recordsWhole(asking: Asking, ask: Ask<'records.whole'>): Answer<'records.whole'> {
  const { result, range, notes } = recordsOf(asking, ask)
  return {
    total: result.total,
    range,
    notes: [...notes],
    records: wholeRecords(asking.db, idsOfPage(asking, result, ask)),
  }
}
