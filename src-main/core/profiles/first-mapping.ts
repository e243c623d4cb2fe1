import { mappedForms } from './mapped-forms.ts'
import {
  type MappedField,
  type MappedForms,
  type MappedSource,
  type Mapping,
  columnsOf,
  kindColumns,
} from './mapping.ts'

type Found = MappedSource['columns'][number]

/** Fields that one column alone can be: a second one takes the place of the first. */
const single: ReadonlySet<MappedField> = new Set(['time', 'timeOfDay', 'sequence', 'outcome', 'kind'])

/** What is proposed for a source, before a person has said anything; a zone is never proposed. */
export function firstMapping(source: MappedSource, fileName: string): Mapping {
  const title = fileName.replace(/^.*[/!]/, '').replace(/(?:\.[a-z0-9]{1,6})+$/i, '') || 'source'
  const blank: Mapping = {
    id: idOf(title),
    title,
    columns: [],
    form: '',
    zone: '',
    zoneAlways: false,
    outcomes: [],
    kinds: [],
    actorKind: 'unknown',
    constants: [],
    mask: [],
    unique: [],
  }
  return source.columns.reduce((mapping, { name, field }) => withField(mapping, source, name, field), blank)
}

/** A title as a profile's id: lower-case letters, digits and hyphens. */
const idOf = (title: string): string => {
  const plain = title
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40)
  return plain.length > 1 ? plain : `my-${plain || 'source'}`
}

/** A column becomes a field, or none; what is known of its form and words is proposed, and what is not stays open. */
export function withField(
  mapping: Mapping,
  { columns }: MappedSource,
  column: string,
  field: MappedField | undefined,
): Mapping {
  const placeOf = (name: string): number => columns.findIndex((one) => one.name === name)
  const others = mapping.columns.filter(([name, own]) => name !== column && !(own === field && single.has(own)))
  const pairs = field === undefined ? others : [...others, [column, field] as const]
  const next = {
    ...mapping,
    columns: pairs.toSorted(([a], [b]) => placeOf(a) - placeOf(b)),
  }
  return {
    ...next,
    ...(changed(mapping, next, timeColumns) && { form: formOf(mappedForms(next, columns)) }),
    ...(changed(mapping, next, (one) => columnsOf(one, 'outcome')) && {
      outcomes: wordsOf(columns, columnsOf(next, 'outcome'), ({ outcome }) => outcome),
    }),
    ...(changed(mapping, next, kindColumns) && { kinds: wordsOf(columns, kindColumns(next), ({ kind }) => kind) }),
  }
}

const changed = (before: Mapping, after: Mapping, of: (mapping: Mapping) => readonly string[]): boolean =>
  of(before).join('\n') !== of(after).join('\n')

const timeColumns = (mapping: Mapping): readonly string[] => [
  ...columnsOf(mapping, 'time'),
  '',
  ...columnsOf(mapping, 'timeOfDay'),
]

/** The form in which most times read; none where two forms read them as different times. */
const formOf = ({ forms, ambiguous }: MappedForms): string => (ambiguous ? '' : (forms[0]?.form ?? ''))

function wordsOf<T>(
  columns: readonly Found[],
  names: readonly string[],
  of: (word: Found['words'][number]) => T | undefined,
): readonly (readonly [string, T])[] {
  const words = new Map<string, T>()
  for (const { words: found } of columns.filter(({ name }) => names.includes(name)))
    for (const word of found) {
      const ours = of(word)
      if (ours !== undefined) words.set(word.word, ours)
    }
  return [...words]
}
