/**
 * Why an operation could not be done. Closed: window and command line hold one sentence and one remedy for each.
 * Wrong evidence is never a fault; it is an answer.
 */
export const faultCodes = [
  'bad-request', // the ask does not fit the contract
  'cancelled',
  'case-closed', // no case is open in this engine
  'case-corrupt', // SQLite or our own digests say so
  'case-exists',
  'case-in-use', // process, host and since when in detail
  'case-newer', // written by a later version
  'case-read-only',
  'case-tampered', // foreign trigger, view or changed schema
  'disk-full',
  'file-changed', // vanished or changed while it was read
  'file-missing',
  'format-ambiguous',
  'format-unknown',
  'internal', // a fault of ours; stack in the local log
  'key-wrong', // not a key, or wrong passphrase
  'limit', // an input beyond a stated limit
  'malformed', // an input that breaks its own format midway
  'not-a-case',
  'not-a-pack',
  'not-found', // a record, bundle, key or view that the case does not hold
  'no-permission',
  'output-exists',
  'profile-wrong', // not a format profile, or one that does not hold together
  'query', // a mistake in the filter language; place and suggestion in detail
  'rule-wrong', // not a chain rule, or one that chains nothing
  'time-ambiguous', // day and month could each be the other
  'time-zone-needed',
  'unsupported',
] as const

export type FaultCode = (typeof faultCodes)[number]

/** What a sentence about a fault needs; every member optional, all plain text. */
export interface FaultDetail {
  readonly message: string
  readonly file?: string | undefined
  readonly line?: number | undefined
  readonly remedy?: string | undefined
  /** Place in the text of a query, in UTF-16 units from 0. */
  readonly at?: number | undefined
}

/** A value, not a rejection: the window's bridge copies errors and may drop their code. */
export type Reply<T> =
  | { readonly ok: true; readonly data: T }
  | ({ readonly ok: false; readonly code: FaultCode } & FaultDetail)

/** Thrown in the engine when an operation cannot be done; crosses as a `Reply`. */
export class FaultError extends Error {
  readonly code: FaultCode
  readonly detail: FaultDetail
  constructor(code: FaultCode, detail: FaultDetail | string) {
    const whole = typeof detail === 'string' ? { message: detail } : detail
    super(whole.message)
    this.name = 'FaultError'
    this.code = code
    this.detail = whole
  }
}
