const LF = 0x0a
const CR = 0x0d
const MARK = [0xef, 0xbb, 0xbf]

/** Where the entries of a block stand; `bounds` holds start and end of each, `lineDelta` its line counted from the block's first. */
export interface Bounds {
  readonly bounds: Uint32Array
  readonly lineDelta: Uint32Array<ArrayBuffer>
  readonly lineEnds: number
}

/** Entries are the given ones, or else the lines that are not blank (CR of a line end and a byte order mark belong to no entry). */
export function lineBounds(bytes: Buffer, given: Uint32Array | undefined): Bounds {
  return given ? linesOfGiven(bytes, given) : boundsOfLines(bytes)
}

function boundsOfLines(bytes: Buffer): Bounds {
  let bounds = new Uint32Array(256)
  let lines = new Uint32Array(128)
  let count = 0
  let line = 0
  for (let start = 0; start < bytes.length; line++) {
    const found = bytes.indexOf(LF, start)
    const stop = found < 0 ? bytes.length : found
    const end = stop > start && bytes[stop - 1] === CR ? stop - 1 : stop
    start += markBytes(bytes, start)
    if (!isBlank(bytes, start, end)) {
      if (count === lines.length) {
        bounds = doubled(bounds)
        lines = doubled(lines)
      }
      bounds[count * 2] = start
      bounds[count * 2 + 1] = end
      lines[count++] = line
    }
    start = stop + 1
    if (found < 0) return { bounds: bounds.slice(0, count * 2), lineDelta: lines.slice(0, count), lineEnds: line }
  }
  return { bounds: bounds.slice(0, count * 2), lineDelta: lines.slice(0, count), lineEnds: line }
}

function linesOfGiven(bytes: Buffer, given: Uint32Array): Bounds {
  const lineDelta = new Uint32Array(given.length >> 1)
  let line = 0
  let at = -1
  for (let entry = 0; entry < lineDelta.length; entry++) {
    const start = given[entry * 2] ?? 0
    for (let next = bytes.indexOf(LF, at + 1); next >= 0 && next < start; next = bytes.indexOf(LF, at + 1)) {
      at = next
      line++
    }
    lineDelta[entry] = line
  }
  for (let next = bytes.indexOf(LF, at + 1); next >= 0; next = bytes.indexOf(LF, next + 1)) line++
  return { bounds: given, lineDelta, lineEnds: line }
}

/** Bytes of the byte order mark at this place, 0 without one. Files that were joined carry one at the start of each. */
export const markBytes = (bytes: Uint8Array, at: number): number =>
  bytes[at] === MARK[0] && bytes[at + 1] === MARK[1] && bytes[at + 2] === MARK[2] ? MARK.length : 0

function isBlank(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at]
    if (byte !== 0x20 && byte !== 0x09 && byte !== CR) return false
  }
  return true
}

function doubled(column: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(column.length * 2)
  larger.set(column)
  return larger
}
