import { plainName } from './lookup.ts'
import { mappedForms } from './mapped-forms.ts'
import { type MappedSource, type Mapping, columnsOf } from './mapping.ts'

/** What must be said before an import: nothing of it is ever assumed. */
export type Lack =
  | { readonly what: 'time' | 'time-of-day' | 'form' | 'zone' | 'action' | 'id' | 'id-taken' }
  | { readonly what: 'outcomes'; readonly column: string; readonly words: readonly string[] }
  /** The column of results holds too many texts to be words. */
  | { readonly what: 'many-outcomes'; readonly column: string; readonly distinct: number }

const ID = /^[a-z0-9][a-z0-9-]{1,40}$/

/** What a mapping lacks over a source; `needsZone`: the preview met times without offset. */
export function lacksOf(mapping: Mapping, source: MappedSource, needsZone = false): readonly Lack[] {
  return [
    ...timeLacks(mapping, source, needsZone),
    ...(saysAction(mapping) ? [] : [{ what: 'action' } as const]),
    ...outcomeLacks(mapping, source),
    ...idLacks(mapping, source),
  ]
}

const saysAction = (mapping: Mapping): boolean =>
  columnsOf(mapping, 'action').length > 0 ||
  mapping.constants.some(([field, text]) => field === 'action' && text.trim() !== '')

function timeLacks(mapping: Mapping, { columns }: MappedSource, needsZone: boolean): readonly Lack[] {
  const own = columnsOf(mapping, 'time')
  if (own.length === 0) return [{ what: 'time' }]
  const isDay = columns.some(({ name, half }) => own.includes(name) && half === 'day')
  if (mapping.form === '' && isDay && columnsOf(mapping, 'timeOfDay').length === 0) return [{ what: 'time-of-day' }]
  if (mapping.form === '') return [{ what: 'form' }]
  const { forms } = mappedForms(mapping, columns)
  const known = forms.some(({ form, needsZone: needs }) => form === mapping.form && needs)
  return mapping.zone === '' && (known || needsZone) ? [{ what: 'zone' }] : []
}

function outcomeLacks(mapping: Mapping, { columns }: MappedSource): readonly Lack[] {
  const own = columnsOf(mapping, 'outcome')
  const said = new Set(mapping.outcomes.map(([word]) => plainName(word)))
  return columns
    .filter(({ name }) => own.includes(name))
    .flatMap(({ name: column, words, distinct }): readonly Lack[] => {
      if (words.length < distinct) return [{ what: 'many-outcomes', column, distinct }]
      const open = words.map(({ word }) => word).filter((word) => !said.has(plainName(word)))
      return open.length === 0 ? [] : [{ what: 'outcomes', column, words: open }]
    })
}

function idLacks({ id }: Mapping, { taken }: MappedSource): readonly Lack[] {
  if (!ID.test(id)) return [{ what: 'id' }]
  return taken.includes(id) ? [{ what: 'id-taken' }] : []
}
