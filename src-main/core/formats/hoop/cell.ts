import { type JsonObject, isObject } from '../../entry/json-object.ts'

const LONGEST = 1024 * 1024

/** A member as it stands, or in a cell of a table the JSON value that its text is. Never throws. */
export function jsonOf(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value) || value.length > LONGEST) return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    return value
  }
}

/** The same where it is an object. */
export function objectOf(value: unknown): JsonObject | undefined {
  const json = jsonOf(value)
  return isObject(json) ? json : undefined
}
