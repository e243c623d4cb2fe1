import type { Outcome } from '../../record/record.ts'
import type { Check } from '../check.ts'

/** Where a record stands: its file as named in the case, and its line from 1. */
export interface Place {
  readonly file: string
  readonly line: number
}

/** What was done to what: given of records that change what is logged, or that export the log. */
export interface ObservedAct {
  readonly action: string
  readonly target: string
  readonly outcome: Outcome
}

/** What of a record is looked at; records come in the order of arrival: by file, then by line. */
export interface ObservedRecord extends Place {
  /** µs since 1970 UTC. */
  readonly timeUs: number
  /** Bits of `flagNames`. */
  readonly flags: number
  /** The source's own number; undefined where it gives none. */
  readonly seq: number | undefined
  /** A number for the token's HMAC; undefined where the record has none. */
  readonly token: number | undefined
  readonly act: ObservedAct | undefined
}

/** A log as the ledger counts it: entries that were read, and records that came of them. */
export interface ObservedFile {
  readonly path: string
  readonly lines: number
  readonly records: number
}

/** What the ledger knows beside the records. */
export interface ObservedLedger {
  readonly files: readonly ObservedFile[]
  /** Lines set aside because the same event had come before. */
  readonly duplicates: number
  /** Logs whose last line could not be read, so they may have been cut within it. */
  readonly cutFiles: readonly string[]
}

/** What is known when every record has been looked at. */
export interface Looked extends ObservedLedger {
  readonly records: number
}

/** One thing to look out for. It never fails; what it says of a bundle it says when all records have been seen. */
export interface Observation {
  /** Bits of `flagNames`: records without any of them are not shown to it. Left out: it is shown all. */
  readonly only?: number
  /** Called for millions of records: no allocation it can avoid, no memory that grows with them. */
  readonly look?: (record: ObservedRecord) => void
  readonly checks: (looked: Looked) => Iterable<Check>
}

/** Begins to observe a bundle of a format (its id); undefined where this has no meaning for the format. */
export type NewObservation = (format: string) => Observation | undefined

/** `1 record`, `12 records` */
export const records = (count: number): string => counted(count, 'record')
/** A number and what it counts. */
export const counted = (count: number, one: string): string => `${count} ${count === 1 ? one : `${one}s`}`

const observation = { level: 'observation' } as const

/** Looked at, and nothing seen; `covered` is how many records or files were. */
export const nothingSeen = (check: string, covered: number, message: string): Check => ({
  ...observation,
  check,
  verdict: 'verified',
  state: 'verified',
  covered,
  message,
})

/** What was seen, where it was seen first, and what would settle what it means. */
export const somethingSeen = (check: string, message: string, settles: string, place?: Place): Check => ({
  ...observation,
  check,
  verdict: 'not-verifiable',
  state: 'incomplete',
  ...(place && { file: place.file, line: place.line }),
  message,
  settles,
})
