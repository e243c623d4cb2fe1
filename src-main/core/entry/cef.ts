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
  const object: Record<string, string> = {}
  HEADER.forEach((name, at) => (object[name] = fields.values[at] ?? ''))
  if (readExtension(text.slice(fields.end), object)) return TWICE
  for (const [key, label] of Object.entries(object)) {
    const value = key.endsWith('Label') ? object[key.slice(0, -5)] : undefined
    if (value !== undefined && label !== '' && !Object.hasOwn(object, label)) object[label] = value
  }
  return object
}

/** The fields up to the seventh bar; `\|` and `\\` are a bar and a backslash in them. */
function headerFields(text: string, from: number): { readonly values: string[]; readonly end: number } | undefined {
  const values: string[] = []
  let value = ''
  for (let at = from; at < text.length; at++) {
    const one = text[at] ?? ''
    if (one === '\\' && (text[at + 1] === '|' || text[at + 1] === '\\')) value += text[++at] ?? ''
    else if (one === '|') {
      values.push(value)
      if (values.length === HEADER.length) return { values, end: at + 1 }
      value = ''
    } else value += one
  }
  return undefined
}

/**
 * `key=value` parted by blanks; a value goes on until the next key, `\=` and `\n` are written in it. True where a key stands twice with
 * different values: the other may be text that somebody typed and the device did not escape.
 */
function readExtension(text: string, into: Record<string, string>): boolean {
  const keys = [...text.matchAll(/(?:^|\s)([A-Za-z][\w.[\]-]{0,60})=/g)]
  for (const [at, match] of keys.entries()) {
    const key = match[1] ?? ''
    const written = text.slice(match.index + match[0].length, keys[at + 1]?.index ?? text.length).trim()
    const value = written.replaceAll(/\\([=\\|])/g, '$1').replaceAll(String.raw`\n`, '\n')
    if (Object.hasOwn(into, key) && into[key] !== value) return true
    if (key !== '__proto__') into[key] = value
  }
  return false
}
