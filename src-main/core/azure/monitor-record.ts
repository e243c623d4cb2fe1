import { type JsonObject, isObject, textAt, textOf, tooDeep, valueAt } from '../entry/json-object.ts'
import { monitorName } from './names.ts'

/** The record last asked for: a format asks what it is, and then reads it. */
let last: { readonly of: JsonObject; readonly record: JsonObject } | undefined

/**
 * An Azure record under one set of names: those of the streams (storage, Event Hub). Services write them in other cases, Log
 * Analytics renames them (`TimeGenerated`, `httpStatusCode_d`), rows hold objects as JSON text. Of names that mean the same the
 * first counts; the object given stays as it is.
 */
export function monitorRecord(object: JsonObject): JsonObject {
  if (last?.of === object) return last.record
  const record = Object.create(null) as Record<string, unknown>
  for (const name of Object.keys(object)) {
    const read = monitorName(name)
    const value = read === undefined ? object[name] : opened(object[name])
    const as = read ?? name
    if (isGiven(value) && !isGiven(record[as])) record[as] = value
  }
  last = { of: object, record }
  return record
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== ''

/** Longest cell that is looked into. Provisional: properties of a sign-in have some 20,000 characters. */
const LONGEST_CELL = 1024 * 1024

/** The object or list that a text holds as JSON, as rows of tables do; else the value itself. */
export function opened(value: unknown): unknown {
  if (typeof value !== 'string' || value.length > LONGEST_CELL || !/^\s*[[{]/.test(value)) return value
  try {
    const held: unknown = JSON.parse(value)
    return typeof held === 'object' && held !== null && !tooDeep(held) ? held : value
  } catch {
    return value
  }
}

/** The object in which a stream's record tells what happened; undefined in a table's row, which tells it in its columns. */
export function propertiesOf(record: JsonObject): JsonObject | undefined {
  const value = record['properties']
  return isObject(value) ? value : undefined
}

/** The text of the first of several members that has one: of each, below `properties` as in streams, else at the top as in tables. */
export function eventText(record: JsonObject, ...names: readonly string[]): string {
  const properties = propertiesOf(record)
  for (const name of names) {
    const text = textOf(eventValueIn(properties, record, name))
    if (text !== '') return text
  }
  return ''
}

/** As `eventText`, for one member of any kind. */
export const eventValue = (record: JsonObject, name: string): unknown =>
  eventValueIn(propertiesOf(record), record, name)

function eventValueIn(properties: JsonObject | undefined, record: JsonObject, name: string): unknown {
  const inside = valueAt(properties, name)
  return inside === undefined || inside === null || inside === '' ? valueAt(record, name) : opened(inside)
}

/** A text that is either itself or the `value` of an object (`{"value": "…", "localizedValue": "…"}`), as the REST answers have it. */
export const plainOrValue = (record: JsonObject, name: string): string =>
  textAt(record, name) || textAt(record, `${name}.value`)
