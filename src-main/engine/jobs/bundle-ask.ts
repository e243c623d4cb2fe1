import type { Identity } from '../crypto/keys.ts'

/** What goes into a bundle, and who says so. */
export interface MakeBundleAsk {
  readonly inputs: readonly string[]
  /** A folder to be made, or a file ending in `.zip`. */
  readonly out: string
  readonly reason: string
  readonly exporter?: string | undefined
  readonly system?: string | undefined
  readonly host?: string | undefined
  /** RFC 3339 or bare dates (UTC); an end that is absent is taken from the records. */
  readonly period?: { readonly from?: string | undefined; readonly to?: string | undefined } | undefined
  readonly signer?: Identity | undefined
  readonly now: Date
  /** Name and version of the program. */
  readonly tool: string
}
