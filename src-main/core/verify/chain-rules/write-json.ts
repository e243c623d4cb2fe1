import { canonical, MOST_DEPTH, TooDeep } from '../../json/canonical.ts'
import type { JsonWriter } from './rule.ts'

/** A number as its text stood, for writers whose numbers JavaScript would print another way. */
export class NumberText {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }

  /** For the other writers it is the number. */
  toJSON(): number {
    return Number(this.text)
  }
}

/** The text that a writer of JSON gives for a value. Throws TypeError where it has none, TooDeep beyond our limit. */
export function writeJson(value: unknown, writer: JsonWriter): string {
  if (writer === 'jcs') return canonical(value)
  if (writer === 'javascript') return JSON.stringify(value)
  const compact = writer.startsWith('python-compact')
  const style = { comma: compact ? ',' : ', ', colon: compact ? ':' : ': ', ascii: !writer.endsWith('utf8') }
  return python(value, style, 0)
}

interface Style {
  readonly comma: string
  readonly colon: string
  readonly ascii: boolean
}

// json.dumps(value, sort_keys=True): names by code points, numbers as they stood, since Python prints 1.0 and 1e-05.
function python(value: unknown, style: Style, depth: number): string {
  if (depth > MOST_DEPTH) throw new TooDeep()
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return String(value)
  if (typeof value === 'string') return pythonText(value, style.ascii)
  if (value instanceof NumberText) return value.text
  if (Array.isArray(value)) return `[${value.map((item) => python(item, style, depth + 1)).join(style.comma)}]`
  if (typeof value !== 'object') throw new TypeError('no JSON value')
  const members = Object.entries(value)
    .toSorted(([a], [b]) => byCodePoint(a, b))
    .map(([name, member]) => `${pythonText(name, style.ascii)}${style.colon}${python(member, style, depth + 1)}`)
  return `{${members.join(style.comma)}}`
}

const short: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\f': '\\f',
  '\b': '\\b',
}

// CPython, json/encoder.py: ESCAPE_ASCII escapes all but space to ~, ESCAPE only controls below U+0020, quote and backslash.
const ESCAPED = /["\\]|[^ -~]/g
// oxlint-disable-next-line no-control-regex -- the control characters are what JSON escapes
const ESCAPED_UTF8 = /["\\\u0000-\u001f]/g

function pythonText(text: string, ascii: boolean): string {
  const escaped = text.replaceAll(
    ascii ? ESCAPED : ESCAPED_UTF8,
    (unit) => short[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return `"${escaped}"`
}

/** Order of code points, which differs from that of UTF-16 units where one text has a surrogate pair. */
function byCodePoint(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length)
  for (let at = 0; at < shorter; at += 1) {
    const [x, y] = [a.charCodeAt(at), b.charCodeAt(at)]
    if (x !== y) return rank(x) - rank(y)
  }
  return a.length - b.length
}

// A surrogate stands for a code point above all others of one unit.
const rank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit)

/** The value with the members of every object in order of UTF-16 units, as JavaScript's sort() has them. */
export function sortedMembers(value: unknown): unknown {
  return sorted(value, 0)
}

function sorted(value: unknown, depth: number): unknown {
  if (depth > MOST_DEPTH) throw new TooDeep()
  if (Array.isArray(value)) return value.map((item) => sorted(item, depth + 1))
  if (typeof value !== 'object' || value === null || value instanceof NumberText) return value
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(members.map(([name, member]) => [name, sorted(member, depth + 1)]))
}
