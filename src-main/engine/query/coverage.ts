import type { Answer } from '../../contract/calls.ts'
import { writeTime } from '../../core/record/time.ts'
import type { CaseColumns } from '../columns/case-columns.ts'
import { bucketsOver } from './buckets.ts'
import type { Asking } from './result.ts'

type Coverage = Answer<'overview'>['coverage']

/** Days that the calendar shows at most, counted back from the last record; provisional: ten years. */
const MOST_DAYS = 3660
const DAY_US = 86_400_000_000

/** Records per bundle and day of the case's zone. Null: outside the bundle's own first and last record, so not known to be absent. */
export function coverage({ db, columns, zone }: Asking): Coverage {
  const { rows } = columns
  if (rows === 0) return { days: 0, rows: [] }
  const names = db.prepare<[], [number, string]>("SELECT id, name FROM bundle WHERE state = 'complete'").raw().all()
  const times = columns.column('time')
  const lastUs = times[rows - 1] ?? 0
  const fromUs = Math.max(times[0] ?? 0, lastUs - MOST_DAYS * DAY_US)
  const { bounds } = bucketsOver(fromUs, lastUs, '1d', zone)
  const days = bounds.length - 1
  const counts = countDays(columns, fromUs, bounds)
  return {
    from: writeTime(bounds[0] ?? 0, 0, 0),
    days,
    rows: names.map(([bundle, name]) => ({
      bundle,
      name,
      counts: withinSpan(counts.get(bundle) ?? new Uint32Array(days)),
    })),
  }
}

/** Records of each day by bundle, in one pass; rows are in order of time. */
function countDays(columns: CaseColumns, fromUs: number, bounds: ArrayLike<number>): Map<number, Uint32Array> {
  const times = columns.column('time')
  const bundles = columns.column('bundle')
  const days = bounds.length - 1
  const counts = new Map<number, Uint32Array>()
  let day = 0
  for (let at = 0; at < columns.rows; at++) {
    const us = times[at] ?? 0
    if (us < fromUs) continue
    while (day < days - 1 && us >= (bounds[day + 1] ?? 0)) day++
    const bundle = bundles[at] ?? 0
    const row = counts.get(bundle) ?? new Uint32Array(days)
    row[day] = (row[day] ?? 0) + 1
    counts.set(bundle, row)
  }
  return counts
}

function withinSpan(row: Uint32Array): (number | null)[] {
  const first = row.findIndex((count) => count > 0)
  const last = row.findLastIndex((count) => count > 0)
  return Array.from(row, (count, day) => (first < 0 || day < first || day > last ? null : count))
}
