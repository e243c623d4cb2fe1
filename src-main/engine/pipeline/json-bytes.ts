export const LF = 0x0a
const CR = 0x0d
const TAB = 0x09
const BLANK = 0x20
export const QUOTE = 0x22
const BACKSLASH = 0x5c
export const OPEN = 0x7b
export const CLOSE = 0x7d
export const OPEN_LIST = 0x5b
export const CLOSE_LIST = 0x5d
export const COMMA = 0x2c
export const COLON = 0x3a

export const isBlank = (byte: number | undefined): boolean =>
  byte === BLANK || byte === LF || byte === CR || byte === TAB

/**
 * The byte behind the object or array that begins at `from`, or -1 where the text ends inside it. With `resync` a broken value ends
 * where a line begins with `{`: one damaged object then costs one entry, not the rest.
 */
export function endOfContainer(bytes: Uint8Array, from: number, resync: boolean): number {
  let depth = 0
  for (let at = from; at < bytes.byteLength; at++) {
    const byte = bytes[at]
    if (byte === QUOTE) at = closingQuote(bytes, at + 1)
    else depth += nesting(byte)
    if (depth === 0) return at + 1
    if (resync && bytes[at] === LF && bytes[at + 1] === OPEN) return at
  }
  return -1
}

function nesting(byte: number | undefined): number {
  if (byte === OPEN || byte === OPEN_LIST) return 1
  return byte === CLOSE || byte === CLOSE_LIST ? -1 : 0
}

/** The closing quote of a text, or the line end that breaks it (JSON text holds no raw line end); the length where the text ends inside it. */
export function closingQuote(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.byteLength; at++) {
    const byte = bytes[at]
    if (byte === QUOTE || byte === LF) return at
    if (byte === BACKSLASH) at++
  }
  return bytes.byteLength
}

/** The byte behind a number or literal, or -1 where the text may go on with it. */
export function endOfBare(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.byteLength; at++) {
    const byte = bytes[at]
    if (isBlank(byte) || byte === COMMA || byte === COLON || byte === CLOSE || byte === CLOSE_LIST)
      return Math.max(at, from + 1)
  }
  return -1
}

/** The byte behind any JSON value, or -1 where the text ends inside it. */
export function endOfValue(bytes: Uint8Array, from: number): number {
  const byte = bytes[from]
  if (byte === OPEN || byte === OPEN_LIST) return endOfContainer(bytes, from, false)
  if (byte !== QUOTE) return endOfBare(bytes, from)
  const quote = closingQuote(bytes, from + 1)
  return quote < bytes.byteLength ? quote + 1 : -1
}

/** The end of the text without the blanks at it; at least one byte behind `from`. */
export function trimmedEnd(bytes: Uint8Array, from: number): number {
  let end = bytes.byteLength
  while (end > from + 1 && isBlank(bytes[end - 1])) end--
  return end
}
