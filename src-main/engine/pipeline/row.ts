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
