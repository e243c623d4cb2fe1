/**
 * The canonical text of a JSON value (RFC 8785): members by UTF-16 code units, numbers as ECMAScript prints them, no
 * blanks; an object with `toJSON` is what that gives. Throws TypeError where a value is no I-JSON: undefined, not finite,
 * half a surrogate pair, nested over 64 deep.
 */
export function canonical(value: unknown): string {
  return written(value, 0)
}

/** Deeper nesting than any entry of ours; keeps hostile entries from exhausting the stack. */
const MOST_DEPTH = 64

function written(value: unknown, depth: number): string {
  if (depth > MOST_DEPTH) throw new TypeError('nested too deep')
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return text(value)
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map((item) => written(item, depth + 1)).join(',')}]`
  if (typeof value === 'object') return object(value, depth + 1)
  throw new TypeError(`no JSON value: ${typeof value}`)
}

function object(value: object, depth: number): string {
  if ('toJSON' in value && typeof value.toJSON === 'function') return written(value.toJSON(), depth)
  return `{${members(value, depth)}}`
}

function members(value: object, depth: number): string {
  // The default order of sort is that of UTF-16 code units, which RFC 8785, 3.2.3, asks for.
  const sorted = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return sorted.map(([name, member]) => `${text(name)}:${written(member, depth)}`).join(',')
}

function text(value: string): string {
  if (!value.isWellFormed()) throw new TypeError('half of a surrogate pair')
  return JSON.stringify(value)
}
