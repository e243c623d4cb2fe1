/** Any JSON object, its members not yet checked. */
export interface JsonObject {
  readonly [name: string]: unknown
}

/** True for a JSON object: neither null nor an array. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The object that a text is the JSON of, undefined where it is none. Never throws. */
export function objectFrom(text: string): JsonObject | undefined {
  if (!/^\s*\{/.test(text)) return undefined
  try {
    return JSON.parse(text) as JsonObject // what begins with a brace is an object or no JSON
  } catch {
    return undefined
  }
}

/** Deepest nesting of an entry that is still read. Provisional: real entries have at most 12. */
const MAX_DEPTH = 64

/** True when a value nests deeper than an entry may. */
export function tooDeep(value: unknown, room = MAX_DEPTH): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (room === 0) return true
  for (const part of Object.values(value)) if (tooDeep(part, room - 1)) return true
  return false
}

/** The value at a path of names parted by dots; undefined where a step is missing or no object. A member whose own name holds dots is found first. */
export function valueAt(object: JsonObject | undefined, path: string): unknown {
  if (object === undefined) return undefined
  if (Object.hasOwn(object, path)) return object[path]
  const dot = path.indexOf('.')
  if (dot < 0) return undefined
  const inner = object[path.slice(0, dot)]
  return isObject(inner) ? valueAt(inner, path.slice(dot + 1)) : undefined
}

/** The text at a path: a text as it stands, a finite number or a boolean as JSON writes it, else ''. */
export const textAt = (object: JsonObject | undefined, path: string): string => textOf(valueAt(object, path))

/** The first of several paths at which a text stands, '' where none does. */
export function firstText(object: JsonObject | undefined, ...paths: readonly string[]): string {
  for (const path of paths) {
    const text = textAt(object, path)
    if (text !== '') return text
  }
  return ''
}

/** The object at a path, undefined where there is none. */
export function objectAt(object: JsonObject | undefined, path: string): JsonObject | undefined {
  const value = valueAt(object, path)
  return isObject(value) ? value : undefined
}

/** The array at a path, empty where there is none. */
export function listAt(object: JsonObject | undefined, path: string): readonly unknown[] {
  const value = valueAt(object, path)
  return Array.isArray(value) ? value : []
}

/** The whole number at a path, also one written as text; -1 where there is none. */
export function countAt(object: JsonObject | undefined, path: string): number {
  const value = valueAt(object, path)
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : -1
}

/** A text as it stands, a finite number or a boolean as JSON writes it, else ''. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value)) ? String(value) : ''
}
