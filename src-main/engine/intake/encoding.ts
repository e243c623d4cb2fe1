import { isUtf8 } from 'node:buffer'
import { malformedFault } from './faults.ts'
import type { Chunks } from './source.ts'

/** Encodings of text that are turned into UTF-8. */
export type Encoding = 'utf-16le' | 'utf-16be' | 'windows-1252'

const LF = 0x0a
const [OBJECT, LIST] = [0x7b, 0x5b]
/** Fewer pairs of bytes say nothing about where their zeros stand. Provisional. */
const LEAST_PAIRS = 8

/**
 * How the text of a file is encoded, by its first bytes; undefined where it is UTF-8 or no text. `whole`: the head is all of it.
 * UTF-16 without a mark shows in the zero bytes of every other place, as western text has them.
 */
export function encodingOf(head: Uint8Array, whole: boolean): Encoding | undefined {
  const [first, second] = head
  if (first === 0xff && second === 0xfe) return isUtf32(head) ? undefined : 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (head.includes(0)) return byZeros(head)
  return isWindows1252(Buffer.from(head), whole) ? 'windows-1252' : undefined
}

/** FF FE 00 00: the mark of UTF-32, which nothing writes; read as UTF-16 it would be text full of NUL. */
const isUtf32 = (head: Uint8Array): boolean => head.length >= 4 && head[2] === 0 && head[3] === 0

function byZeros(head: Uint8Array): Encoding | undefined {
  const pairs = head.length >> 1
  let even = 0
  let odd = 0
  for (let at = 0; at < pairs * 2; at += 2) {
    if (head[at] === 0) even += 1
    if (head[at + 1] === 0) odd += 1
  }
  if (pairs < LEAST_PAIRS) return undefined
  // Provisional: three quarters of one side, and next to none of the other, which a run of NUL in UTF-8 text never shows.
  if (odd * 4 >= pairs * 3 && even * 50 <= pairs) return 'utf-16le'
  return even * 4 >= pairs * 3 && odd * 50 <= pairs ? 'utf-16be' : undefined
}

/**
 * Text that cannot be UTF-8. JSON is UTF-8 (RFC 8259, 8.1), and a text with more whole than broken sequences is UTF-8 with damage:
 * both stay as they are, so that a broken line is rejected and not read as something else.
 */
function isWindows1252(head: Buffer, whole: boolean): boolean {
  const text = whole ? head : withoutCutCharacter(head)
  if (isUtf8(text) || !isText(text) || looksLikeJson(text)) return false
  let broken = 0
  let sound = 0
  for (const sign of text.toString('utf8')) {
    if (sign === '\ufffd') broken += 1
    else if (sign > '\u007f') sound += 1
  }
  return broken > sound
}

/** No control characters of C0 but tab and line ends. */
const isText = (bytes: Uint8Array): boolean =>
  bytes.every((byte) => byte >= 0x20 || byte === LF || byte === 0x0d || byte === 0x09)

function looksLikeJson(bytes: Uint8Array): boolean {
  const first = bytes.find((byte) => byte > 0x20)
  return first === OBJECT || first === LIST
}

function withoutCutCharacter(bytes: Buffer): Buffer {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte >= 0xc0) return bytes.subarray(0, -back)
    if (byte < 0x80) return bytes
  }
  return bytes
}

/** UTF-16 as UTF-8, without its mark. A half of a surrogate pair alone is malformed (Unicode 15, D91). */
export async function* fromUtf16(received: Chunks, bigEndian: boolean, shown: string): Chunks {
  let rest: Buffer<ArrayBuffer> = Buffer.alloc(0)
  let at = 0
  for await (const chunk of received) {
    const units = Buffer.concat([rest, chunk])
    const end = wholeUnits(units, bigEndian)
    rest = units.subarray(end)
    if (end === 0) continue
    const text = utf16Text(Buffer.from(units.subarray(0, end)), bigEndian)
    refuseHalfPair(text, at, shown)
    yield new Uint8Array(Buffer.from(at === 0 && text.startsWith('\ufeff') ? text.slice(1) : text))
    at += end
  }
  if (rest.length > 0) throw malformedFault(shown, `its UTF-16 text ends in the middle of a character at byte ${at}`)
}

/** Bytes up to where no unit and no surrogate pair is cut. */
function wholeUnits(bytes: Buffer, bigEndian: boolean): number {
  const even = bytes.length - (bytes.length % 2)
  if (even === 0) return 0
  const last = bytes[even - (bigEndian ? 2 : 1)] ?? 0
  return last >= 0xd8 && last <= 0xdb ? even - 2 : even
}

const utf16Text = (bytes: Buffer, bigEndian: boolean): string =>
  (bigEndian ? bytes.swap16() : bytes).toString('utf16le')

function refuseHalfPair(text: string, at: number, shown: string): void {
  if (text.isWellFormed()) return
  let units = 0
  for (const sign of text) {
    if (!sign.isWellFormed()) break
    units += sign.length
  }
  throw malformedFault(shown, `its UTF-16 text holds half of a surrogate pair at byte ${at + units * 2}`)
}

/** 0x80 to 0x9F (WHATWG Encoding, index windows-1252); the five without a character stay control characters, so nothing is lost. */
const HIGH =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178'

/** Windows-1252 as UTF-8; every byte has a meaning. */
export async function* fromWindows1252(received: Chunks): Chunks {
  for await (const chunk of received) {
    const latin = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString('latin1')
    yield new Uint8Array(
      Buffer.from(latin.replaceAll(/[\u0080-\u009f]/g, (sign) => HIGH[sign.charCodeAt(0) - 0x80] ?? sign)),
    )
  }
}
