import type { ActorKind, Kind, Outcome, TermField, TextField } from '../record/record.ts'

/** Replaces a value that must not be shown by `[masked:<kind>:<8 hex>]`; equal values give equal text within one case. */
export type Mask = (kind: string, value: string) => string

/**
 * Which part of an event a line holds: all of it, or one half of a pair that is joined by `requestId`. A completion is the half that a
 * source may write alone: it joins its request where there is one, and lacks nothing where there is none.
 */
export type Part = 'whole' | 'request' | 'response' | 'completion'

/**
 * What reading one line fills in. One draft is reused for all lines of a thread (the hot path runs millions of times):
 * `resetDraft` before each line; '' and -1 mean absent.
 */
export interface Draft extends Record<TermField | TextField, string> {
  part: Part
  /** What the source promises to be unique of a whole record (an event id): one that comes twice is counted once. '' for none. */
  duplicateKey: string
  /** A result in a word that a profile does not map, as it may be shown; '' for none. */
  unmapped: string
  /** IANA zone of times that carry no offset, '' where nobody gave one; set once for a bundle, not reset. */
  zone: string
  /** What comes first in a date that could be read either way, '' where the file does not say; set once for a file, not reset. */
  dayOrder: DayOrder | ''
  /** How a row is cut into cells, where entries are rows of a table; set once for a file, not reset. */
  table: Table | undefined
  /** µs since 1970 UTC, and the 0-999 ns beyond it, and how many fraction digits the source gave (0-9). */
  timeUs: number
  timeNs: number
  timeDigits: number
  /** When the log system took the event in, µs; -1 absent. */
  receivedUs: number
  /** The source's own sequence number; -1 absent. */
  seq: number
  actorKind: ActorKind
  kind: Kind
  outcome: Outcome
  port: number
  /** Bits of `flagNames` that the reader of the line can know (masked, nul-hole, prefixed). */
  flags: number
}

/** The first part of a file, as it was read for recognition. */
export interface Head {
  /** Name as received, for the reasons only: recognition is by content. */
  readonly name: string
  /** At most 200 whole entries (lines, or JSON values where the text is a concatenation of them). */
  readonly entries: readonly string[]
  readonly split: Split
  /** Of a table: its columns; entries are its rows then. */
  readonly table?: Table | undefined
}

/**
 * How a text is cut into entries: at LF, at the end of each top-level JSON value (pretty-printed logs), at the members of a JSON
 * array (an API's answer, a delivered file), or at the rows of a CSV table.
 */
export const splits = ['lines', 'json-values', 'json-members', 'table-rows'] as const
export type Split = (typeof splits)[number]

/** The header of a CSV table: how cells are parted, and the columns' names as they stand there. */
export interface Table {
  readonly delimiter: string
  readonly columns: readonly string[]
}

/** Whether a date such as 03/04/2025 is of April or of March. */
export const dayOrders = ['day-first', 'month-first'] as const
export type DayOrder = (typeof dayOrders)[number]

/** How one file is read: found at recognition, kept with the file, so that the same bytes always give the same entries. */
export interface Reading {
  readonly split: Split
  /** Of `json-members`: names from the top to the array, parted by dots; '*' is every member of an array, '' the top itself. */
  readonly members?: string | undefined
  /** Of `table-rows`: the table, and the byte at which its rows begin (behind header and whatever stands before it). */
  readonly table?: (Table & { readonly rowsFrom: number }) | undefined
  /** Of a file whose dates could be read either way: what other dates in its first part decide. */
  readonly dayOrder?: DayOrder | undefined
  /** Ids of the envelopes that a collector put around each entry, the outermost first. */
  readonly envelopes?: readonly string[] | undefined
}

export interface Recognition {
  /** 0 (certainly not) to 1 (certainly). */
  readonly confidence: number
  /** Plain sentences: what was seen that speaks for, and what against. */
  readonly reasons: readonly string[]
}

/** An original as it may be shown: masked again, with the kinds that were masked (with repetition). */
export interface Shown {
  readonly text: string
  readonly masked: readonly string[]
}

/** One source format: its folder in core/formats and its line in the list. */
export interface FormatAdapter {
  /** Stored with every bundle and record as `system`; never reused. */
  readonly id: string
  readonly title: string
  /** Proofs the source itself offers, as words for people; empty: none. */
  readonly integrity: readonly string[]
  /** What this source never records, as sentences: the limit of every negative statement. */
  readonly blindSpots: readonly string[]
  readonly recognise: (head: Head) => Recognition
  /** Fills the draft; answers undefined, or the reason why the entry is no record (rejected). Never throws. */
  readonly read: (text: string, draft: Draft, mask: Mask) => string | undefined
  /** Of a format that is a profile: its JSON, kept with every bundle that it read. */
  readonly profile?: string | undefined
  /** The original with everything masked that must not be shown. Never throws; any text is allowed, also one inside an envelope. */
  readonly show: (text: string, mask: Mask, table?: Table) => Shown
}

/** Sets every member of the draft to absent. Written out: it runs for every line, and a loop over names is four times as slow. */
export function resetDraft(draft: Draft): void {
  draft.part = 'whole'
  draft.duplicateKey = ''
  draft.unmapped = ''
  draft.timeUs = 0
  draft.timeNs = 0
  draft.timeDigits = 0
  draft.receivedUs = -1
  draft.seq = -1
  draft.actorKind = 'unknown'
  draft.kind = 'other'
  draft.outcome = 'unknown'
  draft.port = -1
  draft.flags = 0
  draft.system = ''
  draft.actor = ''
  draft.actorDisplay = ''
  draft.credential = ''
  draft.onBehalfOf = ''
  draft.application = ''
  draft.action = ''
  draft.target = ''
  draft.targetType = ''
  draft.targetVersion = ''
  draft.environment = ''
  draft.reason = ''
  draft.ip = ''
  draft.userAgent = ''
  draft.region = ''
  draft.session = ''
  draft.reasonGiven = ''
  draft.ticket = ''
  draft.collector = ''
  draft.requestId = ''
  draft.traceId = ''
}

/** The reason of an entry whose time cannot be placed: the user is asked for the zone, it is never assumed. */
export const NEEDS_ZONE = 'its time carries no offset from UTC, and no zone was given for the source'

/** The reason of an entry whose day and month could each be the other: neither is assumed. */
export const EITHER_DAY = 'its date is one with the day first and another with the month first, and nothing says which'

const absent: Readonly<Draft> = {
  dayOrder: '',
  zone: '',
  table: undefined,
  part: 'whole',
  duplicateKey: '',
  unmapped: '',
  timeUs: 0,
  timeNs: 0,
  timeDigits: 0,
  receivedUs: -1,
  seq: -1,
  actorKind: 'unknown',
  kind: 'other',
  outcome: 'unknown',
  port: -1,
  flags: 0,
  system: '',
  actor: '',
  actorDisplay: '',
  credential: '',
  onBehalfOf: '',
  application: '',
  action: '',
  target: '',
  targetType: '',
  targetVersion: '',
  environment: '',
  reason: '',
  ip: '',
  userAgent: '',
  region: '',
  session: '',
  reasonGiven: '',
  ticket: '',
  collector: '',
  requestId: '',
  traceId: '',
}

/** A draft with every member absent. */
export const newDraft = (): Draft => ({ ...absent })
