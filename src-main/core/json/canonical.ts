/**
 * The canonical text of a JSON value (RFC 8785): members by UTF-16 code units, numbers as ECMAScript prints them, no
 * blanks; an object with `toJSON` is what that gives. Throws TypeError where a value is no I-JSON: undefined, not finite,
 * half a surrogate pair; TooDeep where it is nested over 64 deep.
 */
export function canonical(value: unknown): string {
  return written(value, 0)
}

/** Deeper nesting than any entry; keeps hostile ones from exhausting the stack. Provisional: far beyond real logs. */
export const MOST_DEPTH = 64

/** A value that was not written for a limit of ours, which says nothing against the value. */
export class TooDeep extends TypeError {
  constructor() {
    super(`nested too deep: over ${MOST_DEPTH}`)
  }
}

function written(value: unknown, depth: number): string {
  if (depth > MOST_DEPTH) throw new TooDeep()
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
