import type { FoundEntries } from './find-values.ts'
import { LF, QUOTE, isBlank } from './json-bytes.ts'

const CR = 0x0d
/** A cell in quotes may be this long; where its end is not found by then, the quote is taken as broken and the row ends with its line. Provisional. */
const LONGEST_QUOTED = 1024 * 1024

/**
 * Finds the rows of a table: at line ends outside of quotes (RFC 4180, section 2; a quote opens at the start of a cell alone, as Excel writes
 * it). Blank rows are none. A row with a quote that never closes ends with its line: it will be rejected, the rows after it stand.
 */
export function findRows(bytes: Uint8Array, final: boolean, delimiter: number): FoundEntries {
  const bounds: number[] = []
  let at = 0
  while (at < bytes.byteLength) {
    const end = endOfRow(bytes, at, { final, delimiter })
    if (end < 0) break
    const stop = bytes[end - 1] === CR && end - 1 >= at ? end - 1 : end
    if (!isBlankRow(bytes, at, stop)) bounds.push(at, stop)
    at = Math.min(end + 1, bytes.byteLength)
  }
  return { bounds, end: at }
}

interface RowHow {
  readonly final: boolean
  readonly delimiter: number
}

/** The line end that ends the row, the length at the end of the text, or -1 where more of it is wanted. */
function endOfRow(bytes: Uint8Array, from: number, { final, delimiter }: RowHow): number {
  let cellStarts = true
  for (let at = from; at < bytes.byteLength; at++) {
    const byte = bytes[at]
    if (byte === QUOTE && cellStarts) {
      const quote = endOfQuoted(bytes, at + 1, final)
      if (quote === 'more') return -1
      if (quote === 'never') return lineEnd(bytes, from, final)
      at = quote
      cellStarts = false
    } else if (byte === LF) return at
    else cellStarts = byte === delimiter
  }
  return final ? bytes.byteLength : -1
}

function lineEnd(bytes: Uint8Array, from: number, final: boolean): number {
  const end = bytes.indexOf(LF, from)
  return end < 0 && final ? bytes.byteLength : end
}

/** The quote that closes a cell; `more` where the text ends before it is sure, `never` where the cell is longer than any may be. */
function endOfQuoted(bytes: Uint8Array, from: number, final: boolean): number | 'more' | 'never' {
  let at = from
  for (;;) {
    const quote = bytes.indexOf(QUOTE, at)
    if ((quote < 0 ? bytes.byteLength : quote) - from > LONGEST_QUOTED) return 'never'
    if (quote < 0) return final ? 'never' : 'more'
    if (quote + 1 === bytes.byteLength) return final ? quote : 'more'
    if (bytes[quote + 1] !== QUOTE) return quote
    at = quote + 2
  }
}

function isBlankRow(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!isBlank(bytes[at])) return false
  return true
}
