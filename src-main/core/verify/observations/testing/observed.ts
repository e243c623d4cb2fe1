import type { Check } from '../../check.ts'
import type { Looked, Observation, ObservedRecord } from '../observation.ts'

export const MINUTE = 60_000_000

/** A record of a.log, one a minute. */
export const observed = (line: number, rest: Partial<ObservedRecord> = {}): ObservedRecord => ({
  file: 'a.log',
  line,
  timeUs: line * MINUTE,
  flags: 0,
  seq: undefined,
  token: undefined,
  act: undefined,
  ...rest,
})

export const many = (
  count: number,
  each: (line: number) => Partial<ObservedRecord> = () => ({}),
): readonly ObservedRecord[] => Array.from({ length: count }, (_, at) => observed(at + 1, each(at + 1)))

/** What one observation says of these records. */
export function told(
  observation: Observation | undefined,
  records: readonly ObservedRecord[],
  more: Partial<Looked> = {},
): Check[] {
  for (const one of records) observation?.look?.(one)
  const looked = { files: [], duplicates: 0, cutFiles: [], records: records.length, ...more }
  return [...(observation?.checks(looked) ?? [])]
}
