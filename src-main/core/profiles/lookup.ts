import { type JsonObject, objectFrom, textOf, valueAt } from '../entry/json-object.ts'
import type { Table } from '../formats/format.ts'

/** Column names as people compare them: without case, blanks at the ends, or a byte order mark. */
export const plainName = (name: string): string =>
  name
    .replace(/^\ufeff/, '')
    .trim()
    .toLowerCase()

/** The columns of each table by their plain names. */
const columnsOf = new WeakMap<Table, ReadonlyMap<string, string>>()

function columns(table: Table): ReadonlyMap<string, string> {
  const held = columnsOf.get(table)
  if (held) return held
  const made = new Map(table.columns.map((name) => [plainName(name), name]))
  columnsOf.set(table, made)
  return made
}

/** Whether a column or member of this name is there, whatever it holds. */
export function hasName(object: JsonObject, name: string, table: Table | undefined): boolean {
  if (table !== undefined) return columns(table).has(plainName(name))
  return valueAt(object, name) !== undefined
}

/** Finds the texts of one entry by the names that a profile uses. */
export interface Lookup {
  readonly object: JsonObject
  readonly table: Table | undefined
  /** Names whose text is JSON. */
  readonly json: readonly string[]
  /** What is shown of the text under a name, where some must be hidden. */
  readonly hide?: (name: string, text: string) => string
}

/** The text under a name, '' where there is none; objects and arrays inside are no texts. */
export function lookUp(from: Lookup, name: string): string {
  const text = textUnder(from, name)
  return text === '' || from.hide === undefined ? text : from.hide(name, text)
}

function textUnder({ object, table, json }: Lookup, name: string): string {
  const own = table === undefined ? name : (columns(table).get(plainName(name)) ?? name)
  const text = textOf(valueAt(object, own))
  if (text !== '' || json.length === 0) return text
  return insideJson({ object, table, json }, name)
}

function insideJson({ object, table, json }: Lookup, name: string): string {
  const outer = json.find((one) => name.startsWith(`${one}.`))
  if (outer === undefined) return ''
  const inner = objectFrom(lookUp({ object, table, json: [] }, outer))
  return textOf(valueAt(inner, name.slice(outer.length + 1)))
}
