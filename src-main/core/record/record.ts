/** Microseconds since 1970-01-01T00:00:00Z; a safe integer until the year 2255. */
export type EpochMicros = number & { readonly unit?: 'µs since 1970 UTC' }
/** Lower-case hexadecimal text. */
export type Hex = string & { readonly form?: 'lower-case hex' }

/** What kind of identity acted; stored as the index here, so the order is never changed. */
export const actorKinds = ['unknown', 'human', 'service', 'system', 'anonymous'] as const
export type ActorKind = (typeof actorKinds)[number]

/** What was done, over all systems; stored as the index here, so the order is never changed. */
export const kinds = [
  'other',
  'read',
  'list',
  'write',
  'delete',
  'rotate',
  'revoke',
  'grant',
  'login',
  'logout',
  'export',
  'configure-audit',
  'encrypt',
  'decrypt',
  'sign',
  'admin',
] as const
export type Kind = (typeof kinds)[number]

/** With what result; stored as the index here, so the order is never changed. */
export const outcomes = ['unknown', 'success', 'failure', 'denied'] as const
export type Outcome = (typeof outcomes)[number]

/** What is noteworthy about a record; a bit each in `flags`, so the order is never changed. */
export const flagNames = [
  'paired', // request and response folded into one record
  'no-response', // a request whose response is not in the bundle
  'no-request', // a response whose request is not in the bundle
  'duplicate-seen', // the same line came again, from another device or file
  'same-id-differs', // another record has this request id and differs in content
  'out-of-order', // earlier than the line before it in its file
  'clock-step', // earlier than the line before it by more than a minute
  'masked', // a value that must not be shown was replaced
  'cut', // a value over 8 KiB was cut; the original has all
  'nul-hole', // NUL bytes stood before the line: lines may be lost
  'prefixed', // text before the record was skipped
  'relation', // a row of a relation report: it tells of a last use, not of one event
  'doubled-hour', // its local time was shown twice by the clock of its zone: the earlier reading is taken
] as const
export type FlagName = (typeof flagNames)[number]

/** The bit of one flag. */
export const flagBit = (name: FlagName): number => 1 << flagNames.indexOf(name)

/** The names of the bits set, in the order of `flagNames`. */
export const flagsOf = (bits: number): FlagName[] => flagNames.filter((_, bit) => bits & (1 << bit))

/** Fields whose values repeat and so are stored once, as terms; the order is that of a draft's numbers. */
export const termFields = [
  'system',
  'actor',
  'actorDisplay',
  'credential',
  'onBehalfOf',
  'application',
  'action',
  'target',
  'targetType',
  'targetVersion',
  'environment',
  'reason',
  'ip',
  'userAgent',
  'region',
  'session',
  'reasonGiven',
  'ticket',
  'collector', // what an envelope adds: host, index, stream of the collector that handed the record on
] as const
export type TermField = (typeof termFields)[number]

/** Fields whose values hardly repeat and so stand in the row. */
export const textFields = ['requestId', 'traceId'] as const
export type TextField = (typeof textFields)[number]

/**
 * One audit record as it leaves the case: absent members mean "not in this source".
 * `time` is RFC 3339 UTC with the digits the source gave; numbers stand beside it for sorting.
 */
export type AuditRecord = {
  readonly id: number
  readonly bundle: number
  readonly file: string
  readonly line: number
  readonly offset: number
  readonly length: number
  readonly sha256: Hex
  readonly pairedLine?: number
  readonly seq?: number
  readonly time: string
  readonly timeUs: EpochMicros
  readonly timeNs: number
  readonly timeDigits: number
  readonly received?: string
  readonly actorKind: ActorKind
  readonly kind: Kind
  readonly outcome: Outcome
  readonly port?: number
  readonly flags: readonly FlagName[]
} & { readonly system: string } & {
  readonly [F in Exclude<TermField, 'system'> | TextField]?: string
}
