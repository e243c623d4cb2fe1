import type { FaultCode } from '../contract/fault.ts'
import type { Verdict } from '../core/verify/check.ts'

/** How the program ends; a contract with scripts. */
export const EXIT = {
  done: 0,
  impossible: 1,
  usage: 2,
  failed: 3,
  unproven: 4,
  rejected: 5,
  cancelled: 130,
} as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** The gravest first: a cancelled or impossible operation says nothing about proof, and 3 outranks 4 outranks 5. */
const gravity: readonly ExitCode[] = [
  EXIT.cancelled,
  EXIT.impossible,
  EXIT.usage,
  EXIT.failed,
  EXIT.unproven,
  EXIT.rejected,
  EXIT.done,
]

export function worstExit(...codes: readonly ExitCode[]): ExitCode {
  return gravity.find((code) => codes.includes(code)) ?? EXIT.done
}

export function exitOfVerdict(verdict: Verdict): ExitCode {
  if (verdict === 'verified') return EXIT.done
  return verdict === 'failed' ? EXIT.failed : EXIT.unproven
}

const usageFaults: ReadonlySet<FaultCode> = new Set(['bad-request', 'query'])

export function exitOfFault(code: FaultCode): ExitCode {
  if (code === 'cancelled') return EXIT.cancelled
  return usageFaults.has(code) ? EXIT.usage : EXIT.impossible
}

export interface Imported {
  readonly bundles: readonly {
    readonly records: number
    readonly paired: number
    readonly duplicates: number
    readonly rejected: number
  }[]
  readonly refused: readonly unknown[]
  readonly already: readonly unknown[]
}

/** Rejected lines and refused files are told by 5; where nothing at all came in, by 1. */
export function exitOfImport({ bundles, refused, already }: Imported): ExitCode {
  const taken = bundles.reduce((sum, bundle) => sum + bundle.records + bundle.paired + bundle.duplicates, 0)
  const rejected = bundles.reduce((sum, bundle) => sum + bundle.rejected, 0)
  if (rejected === 0 && refused.length === 0) return EXIT.done
  return taken === 0 && already.length === 0 ? EXIT.impossible : EXIT.rejected
}
