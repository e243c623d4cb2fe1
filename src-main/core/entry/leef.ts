import type { JsonObject } from './json-object.ts'

/** Names of the fields of the header (IBM: "Log Event Extended Format", version 2, "LEEF headers"). */
const HEADER = ['leefVersion', 'deviceVendor', 'deviceProduct', 'deviceVersion', 'eventId'] as const
const LONGEST = 1024 * 1024

/**
 * A line in the Log Event Extended Format as an object: header, and attributes by their keys; what a collector put before `LEEF:` is left
 * out. A reason where it is none, or where a key stands twice: the second might be written by whoever filled the first. Never throws.
 */
export function readLeef(text: string): JsonObject | string {
  if (text.length > LONGEST) return 'the line is longer than 1 Mi characters'
  const start = text.indexOf('LEEF:')
  if (start < 0) return 'no `LEEF:` stands in the line'
  const object: Record<string, string> = {}
  let at = start + 5
  for (const name of HEADER) {
    const end = text.indexOf('|', at)
    if (end < 0) return 'the header has fewer than five fields'
    object[name] = text.slice(at, end)
    at = end + 1
  }
  const rest = text.slice(at)
  // version 2 may name the character that parts the attributes, version 1 has the tab
  const named = object['leefVersion']?.startsWith('2') ? /^(?:(?:0?x([\da-f]{1,4}))|([^|]?))\|/i.exec(rest) : null
  const twice = readAttributes(rest.slice(named?.[0].length ?? 0), delimiterOf(named), object)
  return twice ? 'an attribute stands twice in the line: which one its source wrote cannot be told' : object
}

function delimiterOf(named: RegExpExecArray | null): string {
  const code = named?.[1]
  return code === undefined ? named?.[2] || '\t' : String.fromCharCode(Number.parseInt(code, 16))
}

/** True where a key stands twice. */
function readAttributes(text: string, delimiter: string, into: Record<string, string>): boolean {
  for (const part of text.split(delimiter)) {
    const equals = part.indexOf('=')
    const key = part.slice(0, Math.max(equals, 0)).trim()
    if (key === '' || key === '__proto__') continue
    if (Object.hasOwn(into, key)) return true
    into[key] = part.slice(equals + 1).trim()
  }
  return false
}
