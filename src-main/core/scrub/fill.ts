import type { Split } from '../formats/format.ts'

/** What stands in place of a byte that was scrubbed. */
export const FILL = '*'
const [STAR, BLANK, QUOTE, LF, CR] = [0x2a, 0x20, 0x22, 0x0a, 0x0d] as const
const ascii = (text: string): number[] => Array.from(text, (one) => one.charCodeAt(0))

/** Beginnings and ends that keep an entry of JSON one entry, by its first byte; the last byte is the one it must end with. */
const frames: readonly (readonly [head: readonly number[], tail: readonly number[]])[] = [
  [ascii('{"*":"'), ascii('"}')],
  [ascii('["'), ascii('"]')],
  [ascii('"'), ascii('"')],
]

/**
 * An entry with every byte overwritten, as long as it was and with its line ends, so that the text around it is cut into the same
 * entries and lines: by stars or blanks, in a frame where the cut goes by one. Of an entry of JSON that is cut or broken its punctuation stays.
 */
export function fillWhole(bytes: Uint8Array, split: Split): Uint8Array<ArrayBuffer> {
  if (split === 'lines') return filled(bytes, STAR)
  if (split === 'table-rows') return filledRow(bytes)
  return filledJson(bytes)
}

/** Only a row of several lines needs quotes to stay one; any other's could close a quote that a row before it left open. */
function filledRow(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = filled(bytes, STAR)
  if (!bytes.includes(LF)) return out
  // neither is an LF, which no row begins or ends with; a CR there ends no line
  out[0] = out[out.length - 1] = QUOTE
  return out
}

function filledJson(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const [first, last] = [bytes[0], bytes.at(-1)]
  const frame = frames.find(([head]) => head[0] === first)
  if (frame === undefined) return filled(bytes, STAR)
  const [head, tail] = frame
  if (last !== undefined && last === tail.at(-1)) return framed(bytes, head, tail) ?? bracketed(bytes, last)
  return Uint8Array.from(bytes, (byte) => (STRUCTURE.has(byte) ? byte : STAR))
}

/** Of an entry that is cut or broken these stay: where it ends depends on all of them. */
const STRUCTURE = new Set(ascii('{}[]",:\\ \t\n\r'))

/** The frame with stars between; undefined where it has no room, or a line end would stand in its text, which ends a text of JSON. */
function framed(
  bytes: Uint8Array,
  head: readonly number[],
  tail: readonly number[],
): Uint8Array<ArrayBuffer> | undefined {
  const end = bytes.length - tail.length
  if (end < head.length) return undefined
  if (bytes.some(isLineEnd)) return undefined
  const out = filled(bytes, STAR)
  out.set(head, 0)
  out.set(tail, end)
  return out
}

/** Nothing but blanks between the first byte and the last. */
function bracketed(bytes: Uint8Array, last: number): Uint8Array<ArrayBuffer> {
  const out = filled(bytes, BLANK)
  out[0] = bytes[0] ?? BLANK
  out[out.length - 1] = last
  return out
}

const isLineEnd = (byte: number): boolean => byte === LF || byte === CR

const filled = (bytes: Uint8Array, fill: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(bytes, (byte) => (isLineEnd(byte) ? byte : fill))
