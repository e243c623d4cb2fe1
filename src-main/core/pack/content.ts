import type { CustodyEntry } from '../custody/custody.ts'
import type { Check, Verdict } from '../verify/check.ts'

/** What the case says of itself; absent texts are empty, times RFC 3339 with offset. */
export interface PackCase {
  readonly name: string
  readonly title: string
  readonly auditor: string
  readonly organisation: string
  readonly period: { readonly from?: string | undefined; readonly to?: string | undefined }
  /** IANA name of the zone in which dates without offset were read. */
  readonly zone: string
}

/** Which records were asked for: the query as written, and the range in UTC, half-open. */
export interface PackScope {
  readonly query: string
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** The ledger of one imported file: lines = records + paired + duplicates + rejected. SHA-256 as received, hex. */
export interface PackFile {
  readonly path: string
  readonly bytes: number
  readonly sha256: string
  readonly lines: number
  readonly records: number
  readonly paired: number
  readonly duplicates: number
  readonly rejected: number
}

/** An imported bundle: where it came from, when and by whom it was taken in. */
export interface PackBundle {
  readonly id: number
  readonly name: string
  readonly format: string
  readonly source?: string | undefined
  readonly imported?: string | undefined
  readonly importedBy?: string | undefined
  readonly first?: string | undefined
  readonly last?: string | undefined
  readonly files: readonly PackFile[]
}

/** The answer of `verify` at the time of sealing, as `verify --json` shows it. */
export interface PackVerification {
  readonly verdict: Verdict
  readonly bundles: readonly {
    readonly id?: number | undefined
    readonly name: string
    readonly format: string
    readonly verdict: Verdict
    readonly checks: readonly Check[]
  }[]
}

/** What can be said of how complete each source is over a period, as `completeness --json` shows it; it has no verdict. */
export interface PackCompleteness {
  readonly period?: { readonly from: string; readonly to: string } | undefined
  readonly notes: readonly string[]
  readonly sources: readonly {
    readonly name: string
    readonly title: string
    readonly records: number
    readonly outside: number
    readonly rejected: number
    readonly first?: string | undefined
    readonly last?: string | undefined
    readonly days?: { readonly of: number; readonly with: number } | undefined
    readonly gaps: readonly {
      readonly from: string
      readonly to: string
      readonly explained?: string | undefined
      readonly because: string
      readonly elsewhere?: readonly { readonly name: string; readonly records: number }[] | undefined
    }[]
    readonly furtherGaps: number
    readonly signs: readonly { readonly check: string; readonly message: string; readonly more: number }[]
    readonly blindSpots: readonly string[]
    readonly trust: string
  }[]
}

/** One record in the `events` shape of the command line: texts and numbers by field name, lists of flags. */
export type PackRecord = Readonly<Record<string, string | number | readonly string[] | undefined>>

/** Everything a pack is made from. Records are read once, in the order given. */
export interface PackContent {
  /** UUID, lower case. */
  readonly packId: string
  /** RFC 3339 UTC, whole seconds: the claimed signing time and the date of every file inside. */
  readonly sealedAt: string
  /** Name and version, for instance `Proofline 0.1.0`. */
  readonly tool: string
  readonly case: PackCase
  readonly reason: string
  readonly scope: PackScope
  readonly bundles: readonly PackBundle[]
  readonly verification: PackVerification
  readonly completeness: PackCompleteness
  /** What the auditor must know to read a negative answer: sources not imported, gaps, lines rejected. */
  readonly blindSpots: readonly string[]
  readonly records: Iterable<PackRecord> | AsyncIterable<PackRecord>
  /** The case's chain up to and with the `export-started` of this pack. */
  readonly custody: readonly CustodyEntry[]
}

/** What is known once the records have been written. */
export interface PackTotals {
  readonly records: number
  /** Cells of the workbook that hold only the beginning of a text. */
  readonly cutCells: number
  readonly custodyHead: string
  readonly signer: { readonly name: string; readonly fingerprint: string; readonly algorithm: string }
}
