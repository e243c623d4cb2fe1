import { fromBase64, hexOf } from './base64.ts'

/** One signature line: who it names, the first four bytes (lower-case hex) that name the key, and the rest. */
export interface NoteSignature {
  readonly name: string
  readonly keyId: string
  readonly value: Uint8Array
}

/** A signed note (C2SP signed-note): the signed text with its last LF, and the signature lines below it. */
export interface Note {
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

/** What was read, or in one sentence why it cannot be read. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string }

/** Provisional, ours: the specification leaves the limits to us, but asks for at least 16 signatures; Go's library takes 100. */
export const NOTE_LIMITS = { bytes: 1024 * 1024, signatures: 100 }

/** Key names are not empty and hold neither Unicode spaces nor a plus sign. */
const NAME = /^[^\s\u0085+]+$/u
const LINE = /^\u2014 ([^ ]+) ([A-Za-z0-9+/=]+)$/u
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/

/** Whether a name may stand in a signature line or a verifier key. */
export const isKeyName = (name: string): boolean => NAME.test(name)

/** Reads a signed note strictly; the text ends at the last empty line. A text below which no signature stands is no note. */
export function parseNote(bytes: Uint8Array): Parsed<Note> {
  if (bytes.length > NOTE_LIMITS.bytes) return wrong('the note is larger than 1 MiB')
  const whole = utf8(bytes)
  if (whole === undefined) return wrong('the note is not UTF-8')
  if (CONTROL.test(whole)) return wrong('the note holds a control character other than the line feed')
  const split = whole.lastIndexOf('\n\n')
  if (split === -1 || !whole.endsWith('\n')) return wrong('the note has no text, empty line and signature lines')
  const lines = whole.slice(split + 2, -1).split('\n')
  if (lines.length > NOTE_LIMITS.signatures) return wrong('the note has more than 100 signature lines')
  const signatures = lines.map(readLine)
  if (!signatures.every((line) => line !== undefined)) return wrong('a line below the text is no signature line')
  return { ok: true, value: { text: whole.slice(0, split + 1), signatures } }
}

function readLine(line: string): NoteSignature | undefined {
  const [, name = '', base64 = ''] = LINE.exec(line) ?? []
  const bytes = fromBase64(base64)
  if (!isKeyName(name) || !bytes || bytes.length < 5) return undefined
  return { name, keyId: hexOf(bytes.subarray(0, 4)), value: bytes.subarray(4) }
}

/** The text of UTF-8 bytes, the byte order mark kept; undefined where they are none. */
export function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** A thing that cannot be read, with the sentence why. */
export const wrong = (reason: string): { readonly ok: false; readonly reason: string } => ({ ok: false, reason })
