import type { Database } from 'better-sqlite3'
import type { JobResult } from '../../contract/events.ts'
import type { ComparedField } from '../../core/compare/differing-fields.ts'
import type { FlagName } from '../../core/record/record.ts'
import { wholeRecords } from '../query/whole-records.ts'

type Listed = JobResult<'compare'>['differences'][number]
type Whole = ReturnType<typeof wholeRecords>[number]

/** A difference by the ids of its records. */
export interface FoundDifference {
  readonly difference: Listed['difference']
  readonly first?: number
  readonly second?: number
  readonly fields: readonly ComparedField[]
}

/** Records fetched at once. */
const PAGE = 500
/** What is shown of one value; the record has all. */
const LONGEST = 400

/** Reads what is shown of each difference, in the order given. */
export function listDifferences(db: Database, found: readonly FoundDifference[]): Listed[] {
  const listed: Listed[] = []
  for (let at = 0; at < found.length; at += PAGE) {
    const page = found.slice(at, at + PAGE)
    const ids = new Set(page.flatMap(({ first, second }) => [first, second]).filter((id) => id !== undefined))
    const records = new Map(wholeRecords(db, [...ids]).map((record) => [record.id, record]))
    const of = (id: number | undefined): Whole | undefined => (id === undefined ? undefined : records.get(id))
    for (const { difference, first, second, fields } of page) {
      const [a, b] = [of(first), of(second)]
      listed.push({
        difference,
        ...(a && { first: placeOf(a) }),
        ...(b && { second: placeOf(b) }),
        fields: fields.map((field) => ({ field, ...valueOf('first', a, field), ...valueOf('second', b, field) })),
      })
    }
  }
  return listed
}

function placeOf(record: Whole): NonNullable<Listed['first']> {
  const { id, file, line, length, sha256, time, timeUs, actor, action, target, outcome } = record
  return {
    id,
    file,
    line,
    length,
    sha256,
    time,
    timeUs,
    outcome,
    ...(actor !== undefined && { actor }),
    ...(action !== undefined && { action }),
    ...(target !== undefined && { target }),
  }
}

function valueOf(
  side: 'first' | 'second',
  record: Whole | undefined,
  field: ComparedField,
): { [S in typeof side]?: string } {
  const value = field === 'flags' ? pairingOf(record?.flags ?? []) : record?.[field]
  return value === undefined || value === '' ? {} : { [side]: String(value).slice(0, LONGEST).toWellFormed() }
}

const pairingOf = (flags: readonly FlagName[]): string => flags.join(' ')
