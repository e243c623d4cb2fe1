import { randomBytes } from 'node:crypto'
import type { Answer } from '../../contract/calls.ts'
import { cellsOf } from '../../core/entry/cells.ts'
import { headObjects, jsonFormat } from '../../core/entry/json-format.ts'
import { type JsonObject, isObject, textOf } from '../../core/entry/json-object.ts'
import type { Mask } from '../../core/formats/format.ts'
import { formats } from '../../core/formats/index.ts'
import { maskText } from '../../core/mask/mask-text.ts'
import { readProfile } from '../../core/profiles/profile.ts'
import { type Suggestion, suggest, usualOf } from '../../core/profiles/suggest.ts'
import { maskWith } from '../crypto/digest.ts'
import { shippedProfiles } from '../known-formats.ts'
import type { ReadHead } from '../pipeline/heads.ts'
import { findMappable } from './mappable.ts'

type Opened = Answer<'mapping.open'>

/** Rows shown. */
const MOST_ROWS = 50
/** Columns offered; a wider source names the others as left out. Provisional. */
const MOST_COLUMNS = 200
/** Names that a profile can hold. */
const LONGEST_NAME = 200
const LONGEST_CELL = 200
/** Objects inside objects that are looked into. */
const DEEPEST = 5
/** The shipped profiles that read any activity log: their names and words are the usual ones. */
const USUAL: ReadonlySet<string> = new Set(['activity-log-csv', 'activity-log-json'])

/** The columns or members of an input's first part as they may be shown, with what each may be. Nothing is kept. */
export async function openMapping(place: string, path: string): Promise<Opened> {
  const { member, whole, heads } = await findMappable(path)
  const [head] = heads
  const mask = maskWith(randomBytes(32))
  const { names, leftOut } = namesOf(head, mask)
  const entries = entriesOf(head)
  const columns = names.map((name) => ({ name, values: entries.map((entry) => entry.get(name) ?? '') }))
  const rows = shownRows(head, names, mask)
  return {
    place,
    name: member.path,
    sizeBytes: member.sizeBytes,
    table: head.table !== undefined,
    ...(head.table && { delimiter: head.table.delimiter }),
    entries: head.entries.length,
    whole: whole && head.entries.length < 200,
    columns: suggest(columns, usual()).map((one, at) => shownColumn(one, rows, at, mask)),
    leftOut,
    rows,
    taken: [...formats, ...shippedProfiles()].map(({ id }) => id),
  }
}

const usual = () =>
  usualOf(
    shippedProfiles().flatMap(({ id, profile }) => {
      const read = USUAL.has(id) && profile !== undefined ? readProfile(profile) : undefined
      return read?.ok ? [read.profile] : []
    }),
  )

/** The names to offer: not those that a profile cannot hold, or that look like a secret themselves. */
function namesOf(head: ReadHead, mask: Mask): { readonly names: readonly string[]; readonly leftOut: number } {
  const all = new Set(head.table?.columns ?? entriesOf(head).flatMap((entry) => [...entry.keys()]))
  const fit = [...all].filter(
    (name) => name !== '' && name.length <= LONGEST_NAME && maskText(name, mask).text === name,
  )
  const names = fit.slice(0, MOST_COLUMNS)
  return { names, leftOut: [...all].filter((name) => name !== '').length - names.length }
}

/** The texts of each entry by the names of their columns, or the paths to their members. */
const entriesOf = (head: ReadHead): readonly ReadonlyMap<string, string>[] =>
  headObjects(head).map((object) => new Map(object === undefined ? [] : textsIn(object)))

function textsIn(object: JsonObject, around = '', depth = 0): readonly (readonly [string, string])[] {
  return Object.entries(object).flatMap(([name, value]) => {
    const path = `${around}${name}`
    if (isObject(value)) return depth < DEEPEST ? textsIn(value, `${path}.`, depth + 1) : []
    return [[path, textOf(value)] as const]
  })
}

/** Masks as every original is masked where it is shown. */
const bare = jsonFormat({
  id: 'bare',
  title: 'an unknown source',
  integrity: [],
  blindSpots: [],
  isShaped: () => true,
  shape: 'anything',
  readObject: () => undefined,
})

function shownRows(head: ReadHead, names: readonly string[], mask: Mask): string[][] {
  return head.entries.slice(0, MOST_ROWS).map((entry) => {
    const shown = bare.show(entry, mask, head.table).text
    const texts = head.table ? cellsIn(shown, head.table) : membersIn(shown)
    return names.map((name) => shortened(texts.get(name) ?? ''))
  })
}

function cellsIn(row: string, { delimiter, columns }: NonNullable<ReadHead['table']>): ReadonlyMap<string, string> {
  const cut = cellsOf(row, delimiter)
  return new Map(cut.ok ? columns.map((name, at) => [name, cut.cells[at] ?? '']) : [])
}

function membersIn(text: string): ReadonlyMap<string, string> {
  try {
    const object: unknown = JSON.parse(text.slice(Math.max(0, text.indexOf('{'))))
    return new Map(isObject(object) ? textsIn(object) : [])
  } catch {
    return new Map()
  }
}

const shortened = (text: string): string =>
  text.length <= LONGEST_CELL ? text : `${text.slice(0, LONGEST_CELL).toWellFormed()}…`

/** A column with the words in it that may be shown; a value that is masked is no word. */
function shownColumn(
  one: Suggestion,
  rows: readonly (readonly string[])[],
  at: number,
  mask: Mask,
): Opened['columns'][number] {
  const isHidden = rows.some((row) => (row[at] ?? '').includes('[masked:'))
  const words = isHidden ? [] : one.words.filter(({ word }) => maskText(word, mask).text === word)
  return {
    name: one.name,
    ...(one.field !== undefined && { field: one.field }),
    filled: one.filled,
    forms: one.forms.map((form) => ({ ...form })),
    ambiguous: one.ambiguous,
    ...(one.half !== undefined && { half: one.half }),
    distinct: one.distinct,
    words: words.map(({ word, count, outcome, kind }) => ({
      word,
      count,
      ...(outcome !== undefined && { outcome }),
      ...(kind !== undefined && { kind }),
    })),
  }
}
