import type { Table } from '../formats/format.ts'

/** An entry taken out of what a collector put around it. */
export interface Opened {
  /** The entry as its source wrote it: never a row of a table. */
  readonly text: string
  /** When the collector took it in, µs since 1970 UTC. */
  readonly receivedUs?: number | undefined
  /** What the collector adds, as `name=value` pairs parted by blanks: host, index, stream, log group. */
  readonly collector?: string | undefined
}

/** One way in which a collector hands records on. Its file, and its line in the list. */
export interface Envelope {
  /** Kept with every file read through it; never reused. */
  readonly id: string
  readonly title: string
  /** Takes the envelope off; undefined where the entry is in none of this kind. Never throws. */
  readonly open: (text: string, table: Table | undefined) => Opened | undefined
}
