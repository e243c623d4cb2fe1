import { groupOf } from './group-of.ts'
import type { JsonObject } from './json-object.ts'

/** Names of the seven fields of the header (ArcSight Common Event Format, "CEF Header Information"). */
const HEADER = [
  'cefVersion',
  'deviceVendor',
  'deviceProduct',
  'deviceVersion',
  'signatureId',
  'name',
  'severity',
] as const
const LONGEST = 1024 * 1024
const TWICE = 'a key stands twice in the line with different values: which one its source wrote cannot be told'

/**
 * A line in the Common Event Format as an object: header, extension by its keys, and custom fields also under their labels
 * (`cs3=x cs3Label=Folder` gives `Folder`); what a collector put before `CEF:` is left out. A reason where it is none. Never throws.
 */
export function readCef(text: string): JsonObject | string {
  if (text.length > LONGEST) return 'the line is longer than 1 Mi characters'
  const start = text.indexOf('CEF:')
  if (start < 0) return 'no `CEF:` stands in the line'
  const fields = headerFields(text, start + 4)
  if (fields === undefined) return 'the header has fewer than seven fields'
  const object: Record<string, string> = fields.named
  if (readExtension(text.slice(fields.end), object)) return TWICE
  for (const [key, label] of Object.entries(object)) {
    const value = key.endsWith('Label') ? object[key.slice(0, -5)] : undefined
    if (value !== undefined && label !== '' && !Object.hasOwn(object, label)) object[label] = value
  }
  return object
}

interface HeaderFields {
  readonly named: Record<string, string>
  readonly end: number
}

/** The fields up to the seventh bar; `\|` and `\\` are a bar and a backslash in them. */
function headerFields(text: string, from: number): HeaderFields | undefined {
  const named: Record<string, string> = {}
  let at = from
  for (const name of HEADER) {
    const start = at
    while (at < text.length && text[at] !== '|') at += text[at] === '\\' ? 2 : 1
    if (at >= text.length) return undefined
    named[name] = text.slice(start, at).replaceAll(/\\([|\\])/g, '$1')
    at++
  }
  return { named, end: at }
}

const LINE_ENDS: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
])

/**
 * `key=value` parted by blanks; a value goes on until the next key, `\=`, `\\`, `\n` and `\r` are written in it. True where a key stands twice with
 * different values: the other may be text that somebody typed and the device did not escape.
 */
function readExtension(text: string, into: Record<string, string>): boolean {
  const keys = [...text.matchAll(/(?:^|\s)([A-Za-z][\w.[\]-]{0,60})=/g)]
  for (const [at, match] of keys.entries()) {
    const key = groupOf(match, 1)
    const written = text.slice(match.index + match[0].length, keys[at + 1]?.index ?? text.length).trim()
    const value = written.replaceAll(/\\([=\\|nr])/g, (_, sign: string) => LINE_ENDS.get(sign) ?? sign)
    if (Object.hasOwn(into, key) && into[key] !== value) return true
    into[key] = value
  }
  return false
}
