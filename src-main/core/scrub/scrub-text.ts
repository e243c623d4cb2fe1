import type { Mask, Shown } from '../formats/format.ts'
import { FILL } from './fill.ts'

/** An original with the values overwritten that showing it masks: as many UTF-8 bytes as before, and the same line ends. */
export interface ScrubbedText {
  readonly text: string
  /** Values overwritten, with repetition. */
  readonly values: number
}

/** How an original is shown (`showEntry` with all but the text and the mask given). */
export type Show = (text: string, mask: Mask) => Shown

/** Values shorter than this may stand in a text by chance; longer ones are overwritten wherever they stand. Provisional: passwords have 8 and more. */
const LONG = 8
/** Characters compared at most, over all values: more is not tried. Provisional: a second or less. */
const MOST_COMPARED = 200_000_000
/** How far before a value the name is looked for under which it stands. */
const NEAR = 80

interface Place {
  readonly from: number
  readonly to: number
  readonly fill: string
}

/** A value as it was masked, and the word that stood before it. */
interface Value {
  readonly value: string
  readonly before: string
}

/**
 * Overwrites every value that showing the text masks; `clean` where there is none. `unplaced` where one cannot be found in the text as it
 * stands (written in a way of its own), or would still be shown as masked afterwards: then the text is to be overwritten whole.
 */
export function scrubText(text: string, show: Show): ScrubbedText | 'clean' | 'unplaced' {
  const found = maskedValues(text, show)
  const values = [...new Map(found.map((one) => [`${one.before} ${one.value}`, one])).values()]
  if (values.length === 0) return 'clean'
  if (values.length * text.length > MOST_COMPARED) return 'unplaced'
  const places: Place[] = []
  for (const value of values) {
    const own = placesOf(text, value)
    if (own.length === 0) return 'unplaced'
    places.push(...own)
  }
  const scrubbed = overwritten(text, places)
  const known = new Set(values.map(({ value }) => value))
  if (maskedValues(scrubbed, show).some(({ value }) => known.has(value))) return 'unplaced'
  return { text: scrubbed, values: found.length }
}

/** The values that showing a text masks. */
function maskedValues(text: string, show: Show): Value[] {
  const values: { readonly value: string; readonly stands: string }[] = []
  const byStands = new Map<string, string>()
  const mask: Mask = (kind, value) => {
    // it looks like any other replacement, so that what is masked again is masked alike
    const stands = `[masked:${kind}:${(0xf0000000 + values.length).toString(16)}]`
    const whole = value.replaceAll(REPLACEMENT, (one) => byStands.get(one) ?? one)
    byStands.set(stands, whole)
    values.push({ value: whole, stands })
    return stands
  }
  const shown = show(text, mask).text
  const places = new Map(Array.from(shown.matchAll(REPLACEMENT), ({ 0: stands, index }) => [stands, index]))
  return values
    .filter(({ value }) => value !== '')
    .map(({ value, stands }) => ({ value, before: wordBefore(shown, places.get(stands) ?? -1) }))
}

const REPLACEMENT = /\[masked:[a-z-]{1,24}:[0-9a-f]{8}\]/g

/** The word before a place, '' where there is none near. */
function wordBefore(shown: string, at: number): string {
  if (at < 0) return ''
  return /([A-Za-z0-9_-]{1,40})[^A-Za-z0-9_-]{0,24}$/.exec(shown.slice(Math.max(0, at - NEAR), at))?.[1] ?? ''
}

function placesOf(text: string, { value, before }: Value): Place[] {
  const found = formsOf(value).flatMap((form) => occurrences(text, form))
  if (value.length >= LONG) return found
  const alone = found.filter((place) => standsAlone(text, place))
  const named = alone.filter(({ from }) => wordBefore(text, from) === before)
  return named.length > 0 ? named : alone
}

/** A value as it may be written: as it is, in JSON, in JSON inside JSON, and in a cell of a table. */
function formsOf(value: string): string[] {
  const forms = new Set([value])
  let last = [value]
  for (let depth = 0; depth < 3; depth++) {
    last = last.flatMap(inJson).filter((form) => !forms.has(form))
    for (const form of last) forms.add(form)
  }
  return [...new Set([...forms].flatMap((form) => [form, form.replaceAll('"', '""')]))]
}

function inJson(text: string): string[] {
  const form = JSON.stringify(text).slice(1, -1)
  return [form, escapedAsGo(form), form.replaceAll('/', String.raw`\/`)]
}

/** Go's encoder, which Vault and others use, writes these as escapes (encoding/json, HTMLEscape). */
const escapedAsGo = (form: string): string =>
  form.replaceAll(/[<>&]/g, (one) => String.raw`\u00${one.charCodeAt(0).toString(16)}`)

function occurrences(text: string, form: string): Place[] {
  const places: Place[] = []
  for (let from = text.indexOf(form); from >= 0; from = text.indexOf(form, from + form.length)) {
    places.push({ from, to: from + form.length, fill: isBareNumber(text, from, form) ? '0' : FILL })
  }
  return places
}

/** A number of JSON stays one: a star there would end the text that can be read. */
const isBareNumber = (text: string, from: number, form: string): boolean =>
  /^-?[0-9.eE+-]+$/.test(form) && /[:[,]\s*$/.test(text.slice(Math.max(0, from - 8), from))

/** No part of a word, and no name of a member. */
function standsAlone(text: string, { from, to }: Place): boolean {
  const inWord = (isWord(text[from - 1]) && isWord(text[from])) || (isWord(text[to]) && isWord(text[to - 1]))
  return !inWord && !/^\\{0,8}"\s*:/.test(text.slice(to, to + 16))
}

const isWord = (one: string | undefined): boolean => one !== undefined && /[A-Za-z0-9_]/.test(one)

function overwritten(text: string, places: readonly Place[]): string {
  const out: string[] = []
  let done = 0
  for (const { from, to, fill } of places.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    if (to <= done) continue
    const start = Math.max(from, done)
    out.push(text.slice(done, start))
    for (const one of text.slice(start, to)) out.push(one === '\n' || one === '\r' ? one : fill.repeat(utf8Bytes(one)))
    done = to
  }
  return out.join('') + text.slice(done)
}

/** Bytes of one character in UTF-8 (RFC 3629, section 3). */
function utf8Bytes(one: string): number {
  const code = one.codePointAt(0) ?? 0
  if (code < 0x80) return 1
  if (code < 0x800) return 2
  return code < 0x10000 ? 3 : 4
}
