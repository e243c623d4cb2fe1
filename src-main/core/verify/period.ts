import type { Period } from '../bundle/declaration.ts'
import type { Check } from './check.ts'

/** What the records of a bundle say about a span of time. */
export interface RecordsInSpan {
  /** Records whose time was looked at. */
  readonly covered: number
  /** Records before its begin, or at its end or later. */
  readonly outside: number
  /** The first of them, by line. */
  readonly first?: { readonly file: string; readonly line: number; readonly time: string } | undefined
}

/** The period that the exporter declares holds if no record lies outside of it; undefined records: nobody could read times. */
export function checkPeriod(period: Period | null, records: RecordsInSpan | undefined): Check {
  const base = { check: 'bundle.period', level: 'proof' } as const
  if (period === null) return { ...base, verdict: 'not-offered', message: 'The exporter declares no period' }
  const span = `${period.from} to before ${period.to}`
  if (records === undefined) {
    const message = `The declared period (${span}) was not held against the records: their times were not read`
    return { ...base, verdict: 'not-verifiable', state: 'unverifiable', message, settles: 'An import of the bundle' }
  }
  const { covered, outside, first } = records
  if (outside === 0) {
    const message = `All ${covered} records lie in the declared period (${span})`
    return { ...base, verdict: 'verified', state: 'verified', covered, message }
  }
  const place = first === undefined ? {} : { file: first.file, line: first.line, found: first.time }
  const message = `${outside} of ${covered} records lie outside the declared period (${span})`
  return { ...base, verdict: 'failed', state: 'broken', kind: 'inserted', expected: span, ...place, message }
}
