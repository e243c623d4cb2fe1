import type { Database } from 'better-sqlite3'
import {
  type ComparedField,
  type Difference,
  TELLING_FLAGS,
  comparedFields,
  differenceOf,
  isHashed,
  withoutHashes,
} from '../../core/compare/differing-fields.ts'
import { idText } from '../columns/column-names.ts'
import { originalsOf } from '../store/originals.ts'
import type { ComparedBundle } from './compared-side.ts'

type Cells = Readonly<Record<string, unknown>>

/** What two records of one event, whose bytes differ, differ in. */
export interface PairDifference {
  readonly difference: Difference
  readonly fields: readonly ComparedField[]
}

const columnOf: Readonly<Record<string, readonly string[]>> = {
  time: ['time_us', 'time_ns', 'time_digits'],
  actorKind: ['actor_kind'],
}

const columnsOf = (field: ComparedField): readonly string[] => columnOf[field] ?? [snake(field)]
const snake = (field: string): string => field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Compares records by their numbers: both stand in one case, so equal terms are equal numbers. */
export function pairComparer(
  db: Database,
  first: ComparedBundle,
  second: ComparedBundle,
): (firstId: number, secondId: number) => PairDifference {
  const row = db.prepare<[number], Cells>('SELECT * FROM record WHERE id = ?')
  const fields = fieldsBetween(first, second)
  const isHashedTerm = hashedTerms(db)
  const bothVault = first.format === 'vault' && second.format === 'vault'
  const equalWithoutHashes = originalsComparer(db)

  return (firstId, secondId) => {
    const [a, b] = [row.get(firstId), row.get(secondId)]
    if (!a || !b) throw new Error(`records ${firstId} and ${secondId} are gone while they are compared`)
    const differing = fields.filter(({ columns }) => columns.some((column) => !sameCell(column, a[column], b[column])))
    const onlyHashed = differing.every(
      ({ columns: [column = ''] }) => isHashedTerm(column, a[column]) && isHashedTerm(column, b[column]),
    )
    const hashed = bothVault && onlyHashed && equalWithoutHashes(a, b)
    const names = differing.map(({ field }) => field)
    return { fields: names, difference: differenceOf({ fields: names, onlyHashed, equalWithoutHashes: hashed }) }
  }
}

/** An environment that the auditor gave at import is not of the source. */
function fieldsBetween(first: ComparedBundle, second: ComparedBundle) {
  const given = (first.environment ?? '') !== '' || (second.environment ?? '') !== ''
  return comparedFields
    .filter((field) => !(given && field === 'environment'))
    .map((field) => ({ field, columns: columnsOf(field) }))
}

function sameCell(column: string, a: unknown, b: unknown): boolean {
  if (column === 'flags') return (Number(a) & TELLING_FLAGS) === (Number(b) & TELLING_FLAGS)
  return a === b || (a instanceof Uint8Array && b instanceof Uint8Array && idText(a) === idText(b))
}

/** Whether a cell is the number of a term that is a hashed value; terms seen before are remembered, up to a bound. */
function hashedTerms(db: Database): (column: string, cell: unknown) => boolean {
  const columns = new Set(comparedFields.map((field) => snake(field)).filter((name) => !numbers.has(name)))
  const text = db.prepare<[number], string>('SELECT text FROM term WHERE id = ?').pluck()
  const known = new Map<number, boolean>()
  return (column, cell) => {
    if (!columns.has(column) || typeof cell !== 'number') return false
    const held = known.get(cell)
    if (held !== undefined) return held
    if (known.size > 400_000) known.clear()
    const is = isHashed(text.get(cell) ?? '')
    known.set(cell, is)
    return is
  }
}
const numbers: ReadonlySet<string> = new Set(['time', 'seq', 'actor_kind', 'kind', 'outcome', 'port', 'flags'])

type OriginalAt = ReturnType<typeof originalsOf>

/** Whether the originals of two records are equal but for hashed values. */
function originalsComparer(db: Database): (a: Cells, b: Cells) => boolean {
  const [ofFirst, ofSecond] = [originalsOf(db), originalsOf(db)]
  return (a, b) =>
    (['', 'paired_'] as const).every(
      (half) =>
        bareText(ofFirst, a[`${half}file`], a[`${half}offset`]) ===
        bareText(ofSecond, b[`${half}file`], b[`${half}offset`]),
    )
}

const bareText = (originalAt: OriginalAt, file: unknown, offset: unknown): string =>
  typeof file === 'number' && typeof offset === 'number'
    ? withoutHashes(originalAt(file, offset).bytes.toString('latin1'))
    : ''
