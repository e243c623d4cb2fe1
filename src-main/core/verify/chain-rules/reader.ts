import Papa from 'papaparse'
import { memberTwice, notIJson } from '../../json/i-json.ts'
import type { EntryRead } from './check-chain.ts'
import type { Members } from './members.ts'
import type { ChainRule } from './rule.ts'
import { NumberText } from './write-json.ts'

/** Longer lines are refused before they are parsed. Provisional: as for the custody chain. */
const MOST_BYTES = 1_000_000
const MOST_COLUMNS = 1000

/** Reads the lines of one log as a rule has them; an entry of several lines (CSV) comes with its last. */
export interface EntryReader {
  /** Undefined where the line gives no entry of its own: it is blank, a header, or goes on. */
  readonly read: (line: Uint8Array) => EntryRead | undefined
  /** What is left open at the end. */
  readonly end: () => EntryRead | undefined
}

/** The reader of a rule's entries; undefined for a rule whose chain lies in a side file. */
export function entryReader({ entries, body, payload }: ChainRule): EntryReader | undefined {
  if (entries === 'side-file') return undefined
  if (typeof entries === 'object') return textReader(entries.textLines === 'hash-first', entries.separator)
  if (entries === 'csv') return new CsvReader()
  const writers = [body, payload?.body].map((one) => (one?.form === 'json' ? one.writer : ''))
  return jsonReader(writers.some((writer) => writer.startsWith('python')))
}

// A byte order mark is no text at the beginning of a log, and text anywhere else.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const withoutMark = (text: string): string => (text.startsWith('\uFEFF') ? text.slice(1) : text)

interface Unreadable {
  readonly unreadable: string
}

/** The text of a line without its CR, or why it is not read. */
function textOf(line: Uint8Array): string | Unreadable {
  if (line.length > MOST_BYTES) return { unreadable: TOO_LONG }
  try {
    const text = utf8.decode(line)
    return text.endsWith('\r') ? text.slice(0, -1) : text
  } catch {
    return { unreadable: NO_TEXT }
  }
}

const NO_TEXT = 'no UTF-8'
/** A limit of ours: it says nothing against the line. */
export const TOO_LONG = `longer than ${MOST_BYTES} bytes`

function jsonReader(exactNumbers: boolean): EntryReader {
  let at = 0
  const read = (bytes: Uint8Array): EntryRead | undefined => {
    const line = (at += 1)
    const text = textOf(bytes)
    if (typeof text !== 'string') return { line, ...text }
    if (text.trim() === '') return undefined
    const members = jsonMembers(line === 1 ? withoutMark(text) : text, exactNumbers)
    return typeof members === 'string' ? { line, unreadable: members } : { line, members, bytes }
  }
  return { read, end: () => undefined }
}

/** Members of a JSON object, or why the text is none that all readers see alike. */
function jsonMembers(text: string, exactNumbers: boolean): Members | string {
  try {
    const value = exactNumbers ? exact(text) : JSON.parse(text)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'no JSON object'
    return (exactNumbers ? memberTwice(text) : notIJson(text))
      ? 'no I-JSON: two readers could see different things'
      : value
  } catch {
    return 'no JSON'
  }
}

/** A text nested so deep that reviving it ends with the stack keeps its plain numbers: no hash is computed over it. */
function exact(text: string): unknown {
  try {
    return parseExact(text, keepNumber)
  } catch (error) {
    if (error instanceof RangeError) return JSON.parse(text)
    throw error
  }
}

type Reviver = (name: string, value: unknown, context?: { readonly source?: string }) => unknown

/** ECMAScript's JSON.parse with source text access, which the declared library does not have yet. */
const parseExact: (text: string, reviver: Reviver) => unknown = JSON.parse

/** A number that JavaScript prints another way than it stands is kept as its text. */
const keepNumber: Reviver = (_name, value, context) =>
  typeof value === 'number' && context?.source !== undefined && context.source !== String(value)
    ? new NumberText(context.source)
    : value

function textReader(first: boolean, separator: string): EntryReader {
  let at = 0
  const encoder = new TextEncoder()
  const read = (bytes: Uint8Array): EntryRead | undefined => {
    const line = (at += 1)
    const text = textOf(bytes)
    if (typeof text !== 'string') return { line, ...text }
    if (text === '') return undefined
    const cut = first ? text.indexOf(separator) : text.lastIndexOf(separator)
    if (cut === -1) return { line, members: { line: text }, bytes }
    const [before, after] = [text.slice(0, cut), text.slice(cut + separator.length)]
    const [hash, rest] = first ? [before, after] : [after, before]
    return { line, members: { line: rest, hash }, bytes: encoder.encode(rest) }
  }
  return { read, end: () => undefined }
}

class CsvReader implements EntryReader {
  #at = 0
  #header: readonly string[] | undefined
  #delimiter = ','
  /** A row whose quotes are still open, and the line where it began. */
  #open: { readonly text: string; readonly line: number } | undefined

  readonly read = (bytes: Uint8Array): EntryRead | undefined => {
    this.#at += 1
    const line = this.#open?.line ?? this.#at
    const text = textOf(bytes)
    const before = this.#open === undefined ? '' : `${this.#open.text}\n`
    this.#open = undefined
    if (typeof text !== 'string') return { line, ...text }
    const all = `${before}${text}`
    if (all.length > MOST_BYTES) return { line, unreadable: TOO_LONG }
    if (isOpen(all)) {
      this.#open = { text: all, line }
      return undefined
    }
    return all === '' ? undefined : this.#row(all, line, bytes)
  }

  readonly end = (): EntryRead | undefined =>
    this.#open && { line: this.#open.line, unreadable: 'a quote is not closed' }

  #row(text: string, line: number, bytes: Uint8Array): EntryRead | undefined {
    if (this.#header === undefined) {
      const bare = withoutMark(text)
      this.#delimiter = delimiterOf(bare)
      this.#header = this.#cells(bare).slice(0, MOST_COLUMNS)
      return undefined
    }
    const cells = this.#cells(text)
    const header = this.#header
    if (cells.length !== header.length) return { line, unreadable: 'other columns than the header' }
    return { line, members: Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ''])), bytes }
  }

  #cells(text: string): string[] {
    if (!text.includes('"')) return text.split(this.#delimiter)
    return Papa.parse<string[]>(text, { delimiter: this.#delimiter, newline: '\n' }).data[0] ?? []
  }
}

function isOpen(text: string): boolean {
  let quotes = 0
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) quotes += 1
  return quotes % 2 === 1
}

const delimiterOf = (header: string): string => {
  const [best = ','] = [',', ';', '\t', '|'].toSorted((a, b) => header.split(b).length - header.split(a).length)
  return best
}
