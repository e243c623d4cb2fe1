const LF = 0x0a
const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPEN = 0x7b
const CLOSE = 0x7d
const OPEN_LIST = 0x5b
const CLOSE_LIST = 0x5d

/** Start and end of every top-level JSON value in a concatenation of them, and where the last whole one ends. */
export interface FoundValues {
  readonly bounds: readonly number[]
  readonly end: number
}

/**
 * Finds objects one after the other without parsing them, as `jq` prints them. Bytes between values up to the line end are an entry of their own
 * (they will be rejected, not lost). A broken value ends where a line begins with `{`: one damaged object costs one entry, not the rest.
 */
export function findValues(bytes: Uint8Array, final: boolean): FoundValues {
  const bounds: number[] = []
  let at = 0
  let end = 0
  while (at < bytes.byteLength) {
    if (isBlank(bytes[at])) {
      at++
      continue
    }
    const stop = bytes[at] === OPEN ? endOfValue(bytes, at) : endOfLine(bytes, at)
    if (stop < 0 && !final) break
    const until = stop < 0 ? trimmedEnd(bytes, at) : stop
    bounds.push(at, until)
    at = until
    end = until
    if (stop < 0) break
  }
  return { bounds, end }
}

/** The byte behind the value that begins at `from`, or -1 where the text ends inside it. */
function endOfValue(bytes: Uint8Array, from: number): number {
  let depth = 0
  for (let at = from; at < bytes.byteLength; at++) {
    const byte = bytes[at]
    if (byte === QUOTE) at = endOfText(bytes, at + 1)
    else if (byte === OPEN || byte === OPEN_LIST) depth++
    else if (byte === CLOSE || byte === CLOSE_LIST) depth--
    if (depth === 0) return at + 1
    if (bytes[at] === LF && bytes[at + 1] === OPEN) return at
  }
  return -1
}

/** The closing quote of a text, or the line end that breaks it: JSON text holds no raw line end. */
function endOfText(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.byteLength; at++) {
    const byte = bytes[at]
    if (byte === QUOTE || byte === LF) return at
    if (byte === BACKSLASH) at++
  }
  return bytes.byteLength
}

function endOfLine(bytes: Uint8Array, from: number): number {
  return bytes.indexOf(LF, from)
}

function trimmedEnd(bytes: Uint8Array, from: number): number {
  let end = bytes.byteLength
  while (end > from + 1 && isBlank(bytes[end - 1])) end--
  return end
}

const isBlank = (byte: number | undefined): boolean => byte === 0x20 || byte === LF || byte === 0x0d || byte === 0x09
