import { plainName } from './lookup.ts'
import { type ConstantField, type MappedField, type Mapping, constantFields, mappedFields } from './mapping.ts'
import type { Profile, TextSource } from './profile.ts'

/** A mapping to begin from, and what of the profile it cannot show: that stays in the profile as it is. */
export interface FromProfile {
  readonly mapping: Mapping
  readonly base: Profile
  /** Members of the profile that stay as they are. */
  readonly kept: readonly string[]
}

type Pairs = readonly (readonly [column: string, field: MappedField])[]

/** The mapping that a profile stands for over the columns at hand. */
export function mappingOfProfile(profile: Profile, columns: readonly string[]): FromProfile {
  const own = new Map(columns.map((name) => [plainName(name), name]))
  const found: Found = (names = []) => names.flatMap((name) => own.get(plainName(name)) ?? [])
  const shown = shownOf(profile)
  const { time, fields } = profile
  const mapping: Mapping = {
    id: profile.id,
    title: profile.title,
    columns: onePerColumn(pairsOf(profile, shown, found)),
    form: time.formats.length === 1 ? time.formats.join('') : '',
    zone: time.zone === 'ask' ? '' : time.zone,
    zoneAlways: time.zone !== 'ask',
    outcomes: Object.entries(shown.outcome?.map ?? {}),
    kinds: Object.entries(shown.kind?.map ?? {}),
    actorKind: shown.actorKind?.constant ?? 'unknown',
    constants: constantsIn(fields),
    mask: found(profile.mask),
    unique: found(profile.unique),
  }
  const base = baseOf(profile, shown)
  return { mapping, base, kept: keptIn(base) }
}

type Found = (names: readonly string[] | undefined) => string[]

/** The words of a profile that a mapping can show whole. */
type Shown = Pick<Profile, 'outcome' | 'kind' | 'actorKind'>

function shownOf({ outcome, kind, actorKind }: Profile): Shown {
  return {
    ...(isPlain(outcome) && { outcome }),
    ...(isPlain(kind) && { kind }),
    ...(actorKind?.from === undefined && { actorKind }),
  }
}

function pairsOf({ time, sequence, fields }: Profile, { outcome, kind }: Shown, found: Found): Pairs {
  const pairs = (field: MappedField, names: readonly string[] | undefined): Pairs =>
    found(names).map((name) => [name, field])
  const texts = mappedFields.flatMap((field) => shownText(field, fields) ?? [])
  return [
    ...pairs('time', time.from),
    ...pairs('timeOfDay', time.clock),
    ...pairs('sequence', sequence),
    ...pairs('outcome', outcome?.from),
    ...texts.flatMap(({ field, columns }) => pairs(field, columns)),
    ...(sameNames(kind?.from, fields.action?.from) ? [] : pairs('kind', kind?.from)),
  ]
}

/** The profile without what the mapping says. */
function baseOf(profile: Profile, shown: Shown): Profile {
  const { outcome, kind, actorKind, fields, sequence: _, ...rest } = profile
  return {
    ...rest,
    fields: Object.fromEntries(Object.entries(fields).filter(([field]) => !isShown(field, fields))),
    ...(!shown.outcome && outcome && { outcome }),
    ...(!shown.kind && kind && { kind }),
    ...(!shown.actorKind && actorKind && { actorKind }),
  }
}

const keptIn = (base: Profile): readonly string[] => [
  ...Object.keys(base.fields).map((field) => `fields.${field}`),
  ...(['outcome', 'kind', 'actorKind', 'received'] as const).filter((name) => base[name] !== undefined),
]

/** A column is one field: the first that takes it. */
const onePerColumn = (pairs: Pairs): Pairs =>
  pairs.filter(([column], at) => pairs.findIndex(([one]) => one === column) === at)

const isPlain = (words: Profile['outcome'] | Profile['kind']): boolean =>
  words?.constant === undefined && words?.otherwise === undefined

const sameNames = (a: readonly string[] = [], b: readonly string[] = []): boolean =>
  a.length === b.length && a.every((name, at) => name === b[at])

interface ShownText {
  readonly field: MappedField
  readonly columns: readonly string[]
}

function shownText(field: MappedField, fields: Profile['fields']): ShownText | undefined {
  const source: TextSource | undefined = sourceOf(field, fields)
  if (source === undefined || source.map !== undefined || source.otherwise !== undefined) return undefined
  if (source.template === undefined) return source.from && { field, columns: source.from }
  const joined = field === 'target' && /^\{[^{}]+\}(?:\/\{[^{}]+\})+$/.test(source.template)
  return joined && source.from === undefined ? { field, columns: source.template.slice(1, -1).split('}/{') } : undefined
}

const sourceOf = (field: string, fields: Profile['fields']): TextSource | undefined =>
  new Map(Object.entries(fields)).get(field)

function constantsIn(fields: Profile['fields']): readonly (readonly [ConstantField, string])[] {
  return constantFields.flatMap((field) => {
    const constant = fields[field]?.constant
    return constant !== undefined && isShown(field, fields) ? [[field, constant] as const] : []
  })
}

/** Whether a mapping says all that the profile says of a field. */
function isShown(field: string, fields: Profile['fields']): boolean {
  const source = sourceOf(field, fields)
  const known = mappedFields.find((one) => one === field)
  const mayBeConstant = source?.constant === undefined || constantFields.some((one) => one === field)
  if (known === undefined || source === undefined || !mayBeConstant) return false
  const onlyConstant = source.from === undefined && source.template === undefined && source.map === undefined
  return shownText(known, fields) !== undefined || onlyConstant
}
