import { type JsonObject, isObject } from './json-object.ts'

/** Deepest level looked at: query engines lower the names of columns and of the structures in them. */
const DEEPEST = 4

/** The object with the given names written as the source writes them, where a query engine wrote them in lower case; inside other objects too. */
export function restoreCase(object: JsonObject, names: readonly string[]): JsonObject {
  return restored(object, new Map(names.map((name) => [name.toLowerCase(), name])), DEEPEST)
}

function restored(object: JsonObject, names: ReadonlyMap<string, string>, room: number): JsonObject {
  const made: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(object)) {
    const own = names.get(name) ?? name
    if (own !== '__proto__' && !(own !== name && own in object))
      made[own] = room > 0 ? inside(value, names, room - 1) : value
  }
  return made
}

function inside(value: unknown, names: ReadonlyMap<string, string>, room: number): unknown {
  if (isObject(value)) return restored(value, names, room)
  return Array.isArray(value) ? value.map((one: unknown) => (isObject(one) ? restored(one, names, room) : one)) : value
}
