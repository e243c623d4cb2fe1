import {
  type ActorKind,
  type Kind,
  type Outcome,
  type TermField,
  type TextField,
  termFields,
  textFields,
} from '../record/record.ts'
import type { Profile, TextSource } from './profile.ts'
import type { TimeHalf } from './time-forms.ts'

type SourceField = Exclude<TermField, 'system' | 'collector'> | TextField

const ours: ReadonlySet<string> = new Set(['system', 'collector'])
const isOurs = (field: TermField | TextField): field is SourceField => !ours.has(field)

/** What a column can be mapped to: time and words of ours, and every text of a record. */
export const mappedFields = [
  'time',
  'timeOfDay',
  'sequence',
  'outcome',
  'kind',
  ...[...termFields, ...textFields].filter(isOurs),
] as const
export type MappedField = (typeof mappedFields)[number]

/** Texts that may be the same in all records of a source. */
export const constantFields = ['action', 'application', 'environment', 'targetType'] as const
export type ConstantField = (typeof constantFields)[number]

/** How a person maps the columns of one source; `profileOf` makes the profile of it. Pairs keep the order of the columns. */
export interface Mapping {
  readonly id: string
  readonly title: string
  /** Column and field. Of several columns with one field a target is joined by '/', of all others the first that is filled counts. */
  readonly columns: readonly (readonly [column: string, field: MappedField])[]
  /** How times are written, '' where nobody said it. */
  readonly form: string
  /** Of times without offset: an IANA name, '' where nobody said it. */
  readonly zone: string
  /** The source always writes in this zone: then the profile says it, else it is asked again for each import. */
  readonly zoneAlways: boolean
  readonly outcomes: readonly (readonly [word: string, outcome: Outcome])[]
  readonly kinds: readonly (readonly [word: string, kind: Kind])[]
  /** Of all actors; 'unknown' where nobody said it. */
  readonly actorKind: ActorKind
  readonly constants: readonly (readonly [field: ConstantField, text: string])[]
  /** Columns that may hold a secret. */
  readonly mask: readonly string[]
  /** Columns that together make two rows the same one. */
  readonly unique: readonly string[]
}

/** How texts of a column read as times; `half`: they are days without a time of day, or times of day without a day. */
export interface MappedForms {
  readonly forms: readonly { readonly form: string; readonly needsZone: boolean }[]
  readonly ambiguous: boolean
  readonly half?: TimeHalf | undefined
}

/** What is known of a source beside the mapping. */
export interface MappedSource {
  readonly columns: readonly (MappedForms & {
    readonly name: string
    readonly field?: MappedField | undefined
    readonly distinct: number
    readonly words: readonly {
      readonly word: string
      readonly outcome?: Outcome | undefined
      readonly kind?: Kind | undefined
    }[]
  })[]
  /** Ids that other formats have. */
  readonly taken: readonly string[]
}

/** The columns that are mapped to a field. */
export const columnsOf = ({ columns }: Pick<Mapping, 'columns'>, field: MappedField): readonly string[] =>
  columns.flatMap(([column, own]) => (own === field ? [column] : []))

/** The columns whose words tell the kind: those mapped to it, else those of the action. */
export const kindColumns = (mapping: Pick<Mapping, 'columns'>): readonly string[] => {
  const own = columnsOf(mapping, 'kind')
  return own.length > 0 ? own : columnsOf(mapping, 'action')
}

/**
 * Most confidence of a profile made by mapping: above the shipped ones that read any activity log (0.6), below every format that was
 * made for its source.
 */
const MOST = 0.7

/** Columns that stand for other things than texts of a record. */
const apart: ReadonlySet<MappedField> = new Set(['time', 'timeOfDay', 'sequence', 'outcome', 'kind'])

/** The profile of a mapping, on top of one that it was begun from; undefined while no column is the time. */
export function profileOf(mapping: Mapping, table: boolean, base?: Profile): Profile | undefined {
  const { id, title, form, zone, zoneAlways, mask, unique } = mapping
  const from = [...columnsOf(mapping, 'time')]
  if (from.length === 0) return undefined
  const formats = form === '' ? ['rfc3339'] : [form]
  const clock = [...columnsOf(mapping, 'timeOfDay')]
  const time = { from, ...(clock.length > 0 && { clock }), formats, zone: zoneAlways && zone !== '' ? zone : 'ask' }
  const sequence = [...columnsOf(mapping, 'sequence')]
  const rest = base ?? blank
  return {
    ...rest,
    id,
    title,
    recognise: { names: namesOf(mapping, table), values: rest.recognise.values, most: MOST },
    time,
    ...(sequence.length > 0 && { sequence }),
    ...wordsOf(mapping, base),
    fields: { ...rest.fields, ...textsOf(mapping) },
    mask: [...mask],
    unique: [...unique],
  }
}

const blank = {
  syntax: 'auto',
  integrity: [] as string[],
  blindSpots: ['The source is not known to Proofline: what it leaves out is not known either.'],
  recognise: { names: [] as string[][], values: {}, most: MOST },
  json: [] as string[],
  fields: {},
  harmless: [] as string[],
  relation: false,
} as const satisfies Partial<Profile>

/** A table has all its columns in every row; a JSON object may leave out any member but those without which it is no record. */
function namesOf(mapping: Mapping, table: boolean): string[][] {
  const names = table
    ? mapping.columns.map(([column]) => [column])
    : (['time', 'timeOfDay', 'action'] as const).map((field) => [...columnsOf(mapping, field)])
  return names.filter((some) => some.length > 0).slice(0, 40)
}

/** Of the kind a mapping that has neither column nor words for it says nothing: what the profile before it said then stays. */
function wordsOf(mapping: Mapping, base?: Profile): Pick<Profile, 'actorKind' | 'kind' | 'outcome'> {
  const outcome = columnsOf(mapping, 'outcome')
  const own = columnsOf(mapping, 'kind')
  const isKept = base?.kind !== undefined && own.length === 0 && mapping.kinds.length === 0
  const kind = isKept ? [] : kindColumns(mapping)
  return {
    ...(outcome.length > 0 && { outcome: { from: [...outcome], map: Object.fromEntries(mapping.outcomes) } }),
    ...(kind.length > 0 && { kind: { from: [...kind], map: Object.fromEntries(mapping.kinds) } }),
    ...(mapping.actorKind !== 'unknown' && { actorKind: { constant: mapping.actorKind } }),
  }
}

function textsOf(mapping: Mapping): Profile['fields'] {
  const fields = new Map<string, TextSource>()
  for (const [field, constant] of mapping.constants) if (constant !== '') fields.set(field, { constant })
  for (const [, field] of mapping.columns) {
    if (apart.has(field) || fields.get(field)?.from !== undefined) continue
    fields.set(field, { ...fields.get(field), ...textOf(field, columnsOf(mapping, field)) })
  }
  return Object.fromEntries(fields)
}

/** Names with braces cannot stand in a template. */
function textOf(field: MappedField, columns: readonly string[]): TextSource {
  const joined = field === 'target' && columns.length > 1 && !columns.some((name) => /[{}]/.test(name))
  return joined ? { template: columns.map((name) => `{${name}}`).join('/') } : { from: [...columns] }
}
