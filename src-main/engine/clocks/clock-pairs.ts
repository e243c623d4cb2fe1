import type { ClockRule } from '../../core/clocks/clock-rules.ts'

/** When a record was, by the clock of its source. */
export interface Reading {
  readonly record: number
  /** Whose clock: what people read. */
  readonly clock: string
  readonly us: number
  /** Fraction digits that the source gave. */
  readonly digits: number
}

/** Two readings that belong together by a rule, in the order that the rule knows of. */
export interface FoundPair {
  readonly rule: ClockRule
  readonly first: Reading
  readonly second: Reading
}
