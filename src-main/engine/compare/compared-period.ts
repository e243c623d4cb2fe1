import type { Database } from 'better-sqlite3'
import { FaultError } from '../../contract/fault.ts'
import type { JobResult } from '../../contract/events.ts'
import { type TimeRange, readRange } from '../../core/record/zone.ts'
import { echo } from '../query/result.ts'
import { readMeta } from '../store/meta.ts'
import type { ComparedBundle } from './compared-side.ts'

export interface ComparedPeriod {
  readonly range: TimeRange
  readonly shown: JobResult<'compare'>['period']
  readonly notes: readonly string[]
}

/** The period asked for as it is; else where both exports have records, the first and last of them included. */
export function comparedPeriod(
  db: Database,
  ask: { readonly from?: string | undefined; readonly to?: string | undefined },
  bundles: readonly ComparedBundle[],
): ComparedPeriod {
  if (ask.from === undefined && ask.to === undefined) return overlapOf(bundles)
  const lastUs = bundles.reduce((last, { last_us }) => Math.max(last, last_us ?? last), Number.MIN_SAFE_INTEGER)
  const read = readRange(ask, readMeta(db, 'zone') || 'UTC', lastUs)
  if (!read.ok) throw new FaultError('query', { message: `${read.end}: ${read.message}` })
  return { range: read.range, shown: { ...echo(read.range), is: 'given' }, notes: read.notes }
}

interface Span {
  readonly fromUs: number
  readonly toUs: number
  readonly from: string | null
  readonly to: string | null
}

const spanOf = ({ first_us, last_us, first_time, last_time }: ComparedBundle): Span[] =>
  first_us === null || last_us === null ? [] : [{ fromUs: first_us, toUs: last_us, from: first_time, to: last_time }]

const NOWHERE: ComparedPeriod = {
  range: { from: { us: 0, ns: 0 }, to: { us: 0, ns: 0 } },
  shown: { is: 'overlap' },
  notes: [],
}

function overlapOf(bundles: readonly ComparedBundle[]): ComparedPeriod {
  const spans = bundles.flatMap(spanOf)
  const begin = spans.toSorted((a, b) => b.fromUs - a.fromUs)[0]
  const end = spans.toSorted((a, b) => a.toUs - b.toUs)[0]
  // an export without records overlaps with nothing
  if (!begin || !end || spans.length < bundles.length || begin.fromUs > end.toUs) return NOWHERE
  return {
    range: { from: { us: begin.fromUs, ns: 0 }, to: { us: end.toUs + 1, ns: 0 } },
    shown: { ...(begin.from !== null && { from: begin.from }), ...(end.to !== null && { to: end.to }), is: 'overlap' },
    notes: [],
  }
}
