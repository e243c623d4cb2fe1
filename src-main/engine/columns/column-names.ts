import { termFields } from '../../core/record/record.ts'
import type { TermField } from '../../core/record/record.ts'

/** Columns that hold numbers, with the expression over `record` that gives them; 0 is absent where a field can be. */
const numbers = {
  time: 'time_us',
  timeNs: 'time_ns',
  id: 'id',
  file: 'file',
  actorKind: 'actor_kind',
  kind: 'kind',
  outcome: 'outcome',
  port: 'port + 1', // port 0 is a port
  flags: 'flags',
} as const

/** Columns that hold 32 bits of a hash over a text that hardly repeats; each hit is compared with the row. */
const hashes = { requestId: 'request_id', traceId: 'trace_id' } as const

export type NumberColumn = keyof typeof numbers
export type HashColumn = keyof typeof hashes
/** A column as stored: `bundle` follows from the run. */
export type StoredColumn = NumberColumn | HashColumn | TermField
export type ColumnName = StoredColumn | 'bundle'

/** The column of `record` that holds a term field's ids. */
export const termColumn = (field: TermField): string =>
  field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

type Stored =
  | { readonly sort: 'number'; readonly name: NumberColumn; readonly sql: string }
  | { readonly sort: 'term'; readonly name: TermField; readonly sql: string }
  | { readonly sort: 'hash'; readonly name: HashColumn; readonly sql: string }

/** Every stored column with its expression, in the order rows are read for writing; the first two are the time. */
export const storedColumns: readonly Stored[] = [
  ...entries(numbers).map(([name, sql]) => ({ sort: 'number' as const, name, sql })),
  ...termFields.map((name) => ({ sort: 'term' as const, name, sql: termColumn(name) })),
  ...entries(hashes).map(([name, sql]) => ({ sort: 'hash' as const, name, sql: rowHash(sql) })),
]

function entries<T extends Record<string, string>>(of: T): [Extract<keyof T, string>, string][] {
  // the object is this file's own literal, so its keys are the keys of its type
  return Object.entries(of) as [Extract<keyof T, string>, string][]
}

/** Name under which the ids that occur in a term column are kept. */
export const occurringName = (field: TermField): string => `${field}.terms`

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/**
 * 32 bits of an id as text, never 0: of a UUID however it is written from its first and last four bytes (of the versions in
 * use, RFC 9562 section 5, at least one of the two varies), of other text by FNV-1a with ASCII case folded.
 */
export function idHash(text: string): number {
  return UUID.test(text) ? hexHash(text.slice(0, 8) + text.slice(-8)) : textHash(text)
}

/** The same of an id as `rowHash` reads it: 16 hex digits of a UUID, or `t` and the text; 0 where there is none. */
export function storedHash(id: unknown): number {
  if (typeof id !== 'string') return 0
  return id.startsWith('t') ? idHash(id.slice(1)) : hexHash(id)
}

/** The same of a UUID by its first and last four bytes, each as a big-endian number. */
export const wordsHash = (first: number, last: number): number => (first ^ last) >>> 0 || 1

/** Reads an id column for `storedHash`; text, because making a Buffer of each blob would double the time of reading. */
function rowHash(column: string): string {
  return `CASE typeof(${column}) WHEN 'blob' THEN hex(substr(${column}, 1, 4)) || hex(substr(${column}, -4)) WHEN 'text' THEN 't' || ${column} END`
}

const hexHash = (hex: string): number =>
  wordsHash(Number.parseInt(hex.slice(0, 8), 16), Number.parseInt(hex.slice(8), 16))

function textHash(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    hash = Math.imul(hash ^ (unit >= 65 && unit <= 90 ? unit + 32 : unit), 0x01000193)
  }
  return hash >>> 0 || 1
}

/** The text of an id as stored: a UUID stands as its 16 bytes. */
export function idText(id: unknown): string | undefined {
  if (typeof id === 'string') return id
  if (!(id instanceof Uint8Array)) return undefined
  const hex = Buffer.from(id.buffer, id.byteOffset, id.byteLength).toString('hex')
  return id.byteLength === 16 ? hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') : hex
}
