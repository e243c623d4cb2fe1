import { COLON, COMMA, OPEN, OPEN_LIST, QUOTE, closingQuote, endOfValue, isBlank } from './json-bytes.ts'

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
const look = (bytes: Uint8Array, at: number, looking: Looking): number =>
  bytes[at] === OPEN_LIST ? lookInArray(bytes, at, looking) : lookInObject(bytes, at, looking)

/** Of an array the first member speaks for all. */
function lookInArray(bytes: Uint8Array, at: number, { path, found }: Looking): number {
  const first = startOfValue(bytes, at + 1)
  const kind = bytes[first]
  if (kind !== OPEN && kind !== OPEN_LIST && kind !== QUOTE) return skipped(endOfValue(bytes, at), bytes)
  if (found.length < MOST_PATHS) found.push(path.join('.'))
  lookAtValue(bytes, first, { path: [...path, '*'], found })
  return skipped(endOfValue(bytes, at), bytes)
}

function lookInObject(bytes: Uint8Array, at: number, { path, found }: Looking): number {
  let next = startOfValue(bytes, at + 1)
  while (next < bytes.byteLength && bytes[next] === QUOTE) {
    const quote = closingQuote(bytes, next + 1)
    const name = Buffer.from(bytes.subarray(next + 1, quote)).toString('utf8')
    const value = startOfValue(bytes, quote + 1)
    if (value >= bytes.byteLength) return bytes.byteLength
    next = startOfValue(bytes, lookAtValue(bytes, value, { path: [...path, name], found }))
  }
  return Math.min(next + 1, bytes.byteLength)
}

/** The next byte that is no blank, comma or colon. */
function startOfValue(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.byteLength && (isBlank(bytes[at]) || bytes[at] === COMMA || bytes[at] === COLON)) at++
  return at
}

function lookAtValue(bytes: Uint8Array, at: number, { path, found }: Looking): number {
  const byte = bytes[at]
  const container = byte === OPEN || byte === OPEN_LIST
  // a name with a dot or star in it could not be told from a path
  if (container && path.length <= DEEPEST && !/[.]/.test(path.at(-1) ?? '')) return look(bytes, at, { path, found })
  return skipped(endOfValue(bytes, at), bytes)
}

const skipped = (end: number, bytes: Uint8Array): number => (end < 0 ? bytes.byteLength : end)
