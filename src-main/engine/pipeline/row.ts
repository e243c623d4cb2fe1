import { termFields } from '../../core/record/record.ts'

/** Columns of the table `record`, in order: a row is an array of these, NULL = absent. */
export const COL = {
  id: 0,
  bundle: 1,
  file: 2,
  line: 3,
  offset: 4,
  pairedFile: 5,
  pairedLine: 6,
  pairedOffset: 7,
  timeUs: 8,
  timeNs: 9,
  timeDigits: 10,
  receivedUs: 11,
  seq: 12,
  actorKind: 13,
  kind: 14,
  outcome: 15,
  port: 16,
  flags: 17,
  terms: 18,
  requestId: 18 + termFields.length,
  traceId: 19 + termFields.length,
} as const
export const COLS = COL.traceId + 1

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** The name of each column, in order. */
export const columnNames: readonly string[] = Object.entries(COL)
  .toSorted(([, a], [, b]) => a - b)
  .flatMap(([name]) => (name === 'terms' ? termFields.map(snake) : [snake(name)]))

export type Cell = number | string | Uint8Array | null
export type Row = Cell[]

const termAt = (field: (typeof termFields)[number]): number => COL.terms + termFields.indexOf(field)
const ACTION = termAt('action')
const TARGET = termAt('target')
const REASON = termAt('reason')

/** Two lines tell of one event only if they name the same action and target. */
export const sameEvent = (a: Row, b: Row): boolean => a[ACTION] === b[ACTION] && a[TARGET] === b[TARGET]

/**
 * One event from its two halves: place and time of the request, outcome and reason of the response,
 * everything else the request's, or where it has none the response's. Flags add up; the caller sets those of the pair.
 */
export function foldRows(request: Row, response: Row, id: number): Row {
  const row = request.map((cell, at) => cell ?? response[at] ?? null)
  row[COL.id] = id
  row[COL.pairedFile] = response[COL.file] ?? null
  row[COL.pairedLine] = response[COL.line] ?? null
  row[COL.pairedOffset] = response[COL.offset] ?? null
  if (!request[COL.actorKind]) row[COL.actorKind] = response[COL.actorKind] ?? 0
  if (!request[COL.kind]) row[COL.kind] = response[COL.kind] ?? 0
  row[COL.outcome] = response[COL.outcome] ?? 0
  row[REASON] = response[REASON] ?? null
  row[COL.flags] = Number(request[COL.flags]) | Number(response[COL.flags])
  return row
}
