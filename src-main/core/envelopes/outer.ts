import { rowObject } from '../entry/cells.ts'
import { type JsonObject, firstText, isObject, objectFrom, textAt } from '../entry/json-object.ts'
import { readUtc } from '../entry/utc.ts'
import type { Table } from '../formats/format.ts'
import { readSizedEpoch } from '../record/epoch.ts'
import type { Instant } from '../record/time.ts'

/** The envelope of one entry as an object: a JSON object, or a row of a table; undefined where it is neither. */
export function outerObject(text: string, table: Table | undefined): JsonObject | undefined {
  if (table !== undefined) {
    const row = rowObject(text, table)
    return typeof row === 'string' ? undefined : row
  }
  return objectFrom(text)
}

/** An arrival time, µs since 1970 UTC: RFC 3339 in UTC, or seconds, milliseconds, microseconds or nanoseconds by their size. */
export function arrivalUs(text: string): number | undefined {
  const at: Instant = { timeUs: 0, timeNs: 0, timeDigits: 0 }
  return readSizedEpoch(text, at) || readUtc(text, at) ? at.timeUs : undefined
}

/** The first of several members that says when the entry was taken in. */
export const arrivalIn = (object: JsonObject, ...names: readonly string[]): number | undefined =>
  arrivalUs(firstText(object, ...names))

/** `name=value` for each given name that has a value, parted by blanks; a value with blanks is put into quotes. */
export function collectorOf(object: JsonObject, names: Readonly<Record<string, string>>): string {
  return Object.entries(names)
    .flatMap(([shown, path]) => {
      const value = textAt(object, path)
      if (value === '') return []
      return [`${shown}=${/\s/.test(value) ? JSON.stringify(value) : value}`]
    })
    .join(' ')
}

/** A text that is the whole original, or an object printed again where the collector has taken it apart. */
export const asText = (value: unknown): string =>
  typeof value === 'string' ? value.trimEnd() : isObject(value) ? JSON.stringify(value) : ''
