import { CLOSE, CLOSE_LIST, COMMA, OPEN, OPEN_LIST, QUOTE, closingQuote, endOfValue, isBlank } from './json-bytes.ts'

/** Names from the top to an array of entries: an answer of a search engine has two, a log shipper's four. */
const DEEPEST = 4
const MOST_PATHS = 8

/**
 * The paths of the arrays in the first JSON value of a text whose first member is an object, array or text: each may be the list of
 * entries, and the formats tell which is. What the text cuts off is not seen.
 */
export function listMemberPaths(bytes: Uint8Array): string[] {
  const found: string[] = []
  let at = 0
  while (at < bytes.byteLength && bytes[at] !== OPEN && bytes[at] !== OPEN_LIST) at++
  look(bytes, at, { path: [], found })
  return found
}

interface Looking {
  readonly path: readonly string[]
  readonly found: string[]
}

/** Looks into the container at `at`; answers the byte behind it, or the length where the text ends inside. */
function look(bytes: Uint8Array, at: number, { path, found }: Looking): number {
  const array = bytes[at] === OPEN_LIST
  if (array && startsEntries(bytes, at + 1) && found.length < MOST_PATHS) found.push(path.join('.'))
  let name = array ? '*' : ''
  let next = at + 1
  while (next < bytes.byteLength) {
    const byte = bytes[next]
    if (byte === CLOSE || byte === CLOSE_LIST) return next + 1
    if (isBlank(byte) || byte === COMMA || byte === 0x3a) next++
    else if (byte === QUOTE && !array && name === '') {
      const quote = closingQuote(bytes, next + 1)
      name = Buffer.from(bytes.subarray(next + 1, quote)).toString('utf8')
      next = quote + 1
    } else {
      next = lookAtValue(bytes, next, { path: [...path, name], found })
      // of an array the first member speaks for all
      if (array) return skipped(endOfValue(bytes, at), bytes)
      name = ''
    }
  }
  return next
}

function lookAtValue(bytes: Uint8Array, at: number, { path, found }: Looking): number {
  const byte = bytes[at]
  const container = byte === OPEN || byte === OPEN_LIST
  // a name with a dot or star in it could not be told from a path
  if (container && path.length <= DEEPEST && !/[.]/.test(path.at(-1) ?? '')) return look(bytes, at, { path, found })
  return skipped(endOfValue(bytes, at), bytes)
}

const skipped = (end: number, bytes: Uint8Array): number => (end < 0 ? bytes.byteLength : end)

function startsEntries(bytes: Uint8Array, from: number): boolean {
  let at = from
  while (at < bytes.byteLength && isBlank(bytes[at])) at++
  return bytes[at] === OPEN || bytes[at] === OPEN_LIST || bytes[at] === QUOTE
}
