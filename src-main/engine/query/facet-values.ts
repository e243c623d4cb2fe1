import { actorKinds, flagNames, kinds, outcomes, termFields } from '../../core/record/record.ts'
import type { TermField } from '../../core/record/record.ts'
import { FaultError } from '../../contract/fault.ts'
import { nearest } from '../../core/filter/nearest.ts'
import type { ColumnName } from '../columns/column-names.ts'
import { bundleVerdicts } from '../columns/proof.ts'
import { textsOf } from '../columns/term-search.ts'
import type { Asking } from './result.ts'

/** A field whose values can be counted. */
export type FacetField = TermField | 'kind' | 'outcome' | 'actorKind' | 'bundle' | 'file' | 'flags' | 'proof' | 'port'

export const facetFields: readonly FacetField[] = [
  ...termFields,
  'kind',
  'outcome',
  'actorKind',
  'bundle',
  'file',
  'flags',
  'proof',
  'port',
]

const words: Partial<Record<FacetField, readonly string[]>> = { kind: kinds, outcome: outcomes, actorKind: actorKinds }
export const isTermField = (field: string): field is TermField => termFields.some((one) => one === field)

/** The field of a name, `flag` and any case included; another one is a `query` fault. */
export function facetFieldOf(name: string): FacetField {
  const asked = name.toLowerCase() === 'flag' ? 'flags' : name.toLowerCase()
  const field = facetFields.find((one) => one.toLowerCase() === asked)
  if (field) return field
  const near = nearest(name, facetFields)
  const remedy = near ? `Did you mean ${near}?` : `It is one of ${facetFields.join(', ')}.`
  throw new FaultError('query', { message: `There are no values to count for ${name}.`, remedy })
}

/** The column that holds a field's values; flags are bits of theirs, proof is that of the bundle. */
export const columnOf = (field: FacetField): ColumnName => (field === 'proof' ? 'bundle' : field)

/** Fields whose values several numbers may share: bundles of one name, files of one path, bundles of one verdict. */
export const areNames = (field: FacetField): boolean => field === 'bundle' || field === 'file' || field === 'proof'

/** Whether the value 0 means that the record has none. */
export const hasAbsent = (field: FacetField): boolean => isTermField(field) || field === 'port'

/** The text of each value of a column, as facets and completions show it. */
export function labelsOf({ db, columns }: Asking, field: FacetField, values: readonly number[]): Map<number, string> {
  if (isTermField(field)) return new Map(textsOf(db, Uint32Array.from(values)).map(({ id, text }) => [id, text]))
  if (field === 'flags') return new Map(values.map((bit) => [bit, flagNames[bit] ?? String(bit)]))
  if (field === 'proof') return bundleVerdicts(columns)
  if (field === 'port') return new Map(values.map((value) => [value, String(value - 1)]))
  const list = words[field]
  if (list) return new Map(values.map((value) => [value, list[value] ?? String(value)]))
  const sql = field === 'bundle' ? 'SELECT id, name AS text FROM bundle' : 'SELECT id, path AS text FROM bundle_file'
  const named = db.prepare<[], { id: number; text: string }>(sql).all()
  return new Map(named.map(({ id, text }) => [id, text]))
}
