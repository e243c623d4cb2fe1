import type { Check } from '../../core/verify/check.ts'
import type { AskedPeriod } from '../../core/verify/cloudtrail/summary.ts'
import type { ChainRule } from '../../core/verify/chain-rules/rule.ts'
import type { Trust } from '../crypto/trusted.ts'

/** The files that came together with a proof, by their paths in the input ('/' between steps). */
export interface Beside {
  readonly paths: readonly string[]
  /** SHA-256 of a file as received, lower-case hex. */
  readonly sha256: (path: string) => Promise<string>
  /** The bytes of a file as received; undefined where only its text is kept (a packed log in a case). */
  readonly read: (path: string, signal?: AbortSignal) => AsyncGenerator<Uint8Array<ArrayBuffer>> | undefined
  /** The same files, to look through for the one that a proof is of: what is only looked at is not reached by the proof. */
  readonly searched?: Pick<Beside, 'sha256' | 'read'> | undefined
}

/** A file that proves something about others: its path and all its bytes (at most 8 MiB). */
export interface ProofFile {
  readonly path: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

export interface ProofDeps {
  readonly trust: Trust
  readonly now: Date
  /** The period under audit, which a proof over a time is held against; absent: how far it reaches is told and not judged. */
  readonly period?: AskedPeriod | undefined
  /** Secrets of HMAC chains, for this run alone: kept nowhere. */
  readonly secrets?: readonly Uint8Array[] | undefined
  /** Rules of chains that the auditor states; never taken from the evidence itself. */
  readonly chainRules?: readonly ChainRule[] | undefined
  /** Told by which rule a chain within a log is checked. */
  readonly onRule?: ((rule: ChainRule) => void) | undefined
  /** Told each list of digests by SHA-224 or better that a proof consists of, and the files it names. */
  readonly onList?: ((list: string, named: ReadonlySet<string>) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/** One kind of detached proof: digest list, signature, time-stamp. Its file, and its line in the list. */
export interface ProofKind {
  /** Stable, lower case: `minisign`, `openpgp`, `cms` … */
  readonly id: string
  /** For people: what it is. */
  readonly title: string
  /** Whether the file is a proof of this kind: by its content, the name is a hint. Never throws; looks at no more than the head given. */
  readonly recognise: (path: string, head: Uint8Array) => boolean
  /** Every check of this proof over the files beside it; evidence that is wrong is an answer, never thrown. */
  readonly check: (proof: ProofFile, beside: Beside, deps: ProofDeps) => AsyncGenerator<Check>
}
