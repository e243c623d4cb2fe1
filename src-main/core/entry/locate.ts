import { type JsonObject, isObject } from './json-object.ts'

/** Most characters of one entry: any line that is read at all (64 MiB) has fewer. */
const MAX_ENTRY_CHARS = 64 * 1024 * 1024
/** Most characters before the `{`: syslog headers and the device's `prefix` are shorter. Provisional. */
const MAX_PREFIX_CHARS = 4096
/** An entry cut out of its line: what stood before the JSON object, and the object, or why there is none. */
export interface Located {
  nulHole: boolean
  prefixed: boolean
  object: JsonObject | undefined
  reason: string
}

/** As `JSON.parse`: throws where the text is no JSON. */
export type Parse = (text: string) => unknown

/** Nothing located yet. */
export const newLocated = (): Located => ({ nulHole: false, prefixed: false, object: undefined, reason: '' })

/** Finds and parses the JSON object of a line into `into`; never throws, and no reason quotes the line. */
export function locate(text: string, into: Located, parse: Parse = JSON.parse): void {
  into.nulHole = false
  into.prefixed = false
  into.object = undefined
  into.reason = ''
  if (text.length > MAX_ENTRY_CHARS) into.reason = 'the line is longer than 64 Mi characters'
  else if (text.charCodeAt(0) === 123) parseInto(text, into, parse)
  else skipAndParse(text, into, parse)
}

function skipAndParse(text: string, into: Located, parse: Parse): void {
  let start = 0
  while (text.charCodeAt(start) === 0) start++
  into.nulHole = start > 0
  const head = text.slice(start, start + MAX_PREFIX_CHARS + 1)
  const brace = head.indexOf('{')
  if (brace < 0) {
    into.reason = noObject(text, start)
    return
  }
  into.prefixed = head.slice(0, brace).trim() !== ''
  parseInto(text.slice(start + brace), into, parse)
}

function noObject(text: string, start: number): string {
  if (start === text.length) return start > 0 ? 'the line holds nothing but NUL bytes' : 'the line is empty'
  return 'no JSON object begins in the first 4096 characters of the line'
}

function parseInto(text: string, into: Located, parse: Parse): void {
  try {
    const value = parse(text)
    if (isObject(value)) into.object = value
    else into.reason = 'the line is no JSON object'
  } catch (fault) {
    into.reason = parseReason(text, String(fault))
  }
}

/** The parser's message names the place but also quotes the text, which may hold a secret: only the place is kept. */
function parseReason(text: string, message: string): string {
  const at = Number(/at position (\d+)/.exec(message)?.[1] ?? Number.NaN)
  const ends = /^SyntaxError: Un(?:expected end|terminated string)/.test(message) || at >= text.length
  if (ends) return 'the JSON object is cut off: the line ends inside it'
  return Number.isNaN(at)
    ? 'the line is not valid JSON'
    : `the line is not valid JSON at character ${at + 1} of the object`
}
