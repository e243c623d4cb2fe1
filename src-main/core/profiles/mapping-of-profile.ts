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
  const found = (names: readonly string[] = []): string[] => names.flatMap((name) => own.get(plainName(name)) ?? [])
  const pairsOf = (field: MappedField, names: readonly string[] | undefined): Pairs =>
    found(names).map((name) => [name, field])
  const { fields, outcome, kind, actorKind, ...rest } = profile
  const shownTexts = mappedFields.flatMap((field) => shownText(field, fields) ?? [])
  const shows = { outcome: isPlain(outcome), kind: isPlain(kind), actorKind: actorKind?.from === undefined }
  const columnsTaken = [
    ...pairsOf('time', profile.time.from),
    ...pairsOf('sequence', profile.sequence),
    ...(shows.outcome ? pairsOf('outcome', outcome?.from) : []),
    ...shownTexts.flatMap(({ field, columns: names }) => pairsOf(field, names)),
    ...(shows.kind && !sameNames(kind?.from, fields.action?.from) ? pairsOf('kind', kind?.from) : []),
  ]
  const mapping: Mapping = {
    id: profile.id,
    title: profile.title,
    columns: onePerColumn(columnsTaken),
    form: profile.time.formats.length === 1 ? (profile.time.formats[0] ?? '') : '',
    zone: profile.time.zone === 'ask' ? '' : profile.time.zone,
    zoneAlways: profile.time.zone !== 'ask',
    outcomes: shows.outcome ? Object.entries(outcome?.map ?? {}) : [],
    kinds: shows.kind ? Object.entries(kind?.map ?? {}) : [],
    actorKind: (shows.actorKind ? actorKind?.constant : undefined) ?? 'unknown',
    constants: constantsIn(fields),
    mask: found(profile.mask),
    unique: found(profile.unique),
  }
  const left = Object.fromEntries(Object.entries(fields).filter(([field]) => !isShown(field, fields)))
  const base: Profile = {
    ...rest,
    fields: left,
    ...(outcome && !shows.outcome && { outcome }),
    ...(kind && !shows.kind && { kind }),
    ...(actorKind && !shows.actorKind && { actorKind }),
  }
  const kept = [
    ...Object.keys(left).map((field) => `fields.${field}`),
    ...(['outcome', 'kind', 'actorKind', 'received'] as const).filter((name) => base[name] !== undefined),
  ]
  return { mapping, base, kept }
}

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
