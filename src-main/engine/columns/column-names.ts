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
  ...entries(hashes).map(([name, sql]) => ({ sort: 'hash' as const, name, sql })),
]

function entries<T extends Record<string, string>>(of: T): [Extract<keyof T, string>, string][] {
  // the object is this file's own literal, so its keys are the keys of its type
  return Object.entries(of) as [Extract<keyof T, string>, string][]
}

/** Name under which the ids that occur in a term column are kept. */
export const occurringName = (field: TermField): string => `${field}.terms`

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** 32 bits of an id, never 0 (absent): of a UUID's 16 bytes however it is written, of other text by FNV-1a, ASCII case folded. */
export function idHash(id: unknown): number {
  if (id === null || id === undefined) return 0
  if (id instanceof Uint8Array) return ofBytes(id)
  const text = String(id)
  return UUID.test(text) ? ofBytes(Buffer.from(text.replaceAll('-', ''), 'hex')) : ofText(text)
}

function ofBytes(bytes: Uint8Array): number {
  let hash = 0
  for (let i = 0; i < bytes.length; i++) hash ^= (bytes[i] ?? 0) << ((i & 3) * 8)
  return hash >>> 0 || 1
}

function ofText(text: string): number {
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
