/** Which events of two clocks belong together, and what is known of the time between them. */
export const clockRules = ['secret-decrypt', 'session-use', 'request-id', 'trace-id'] as const
export type ClockRule = (typeof clockRules)[number]

/** A read of a secret and its decryption are one call; provisional: such a call takes well under a second. */
const CALL_US = 10_000_000
/** One request that two systems log; provisional: proxies and clients give up within a minute by default. */
const REQUEST_US = 60_000_000

/** Reads and decryptions of one secret are a pair where no other of either stands as near in time; provisional. */
export const ALONE_WITHIN_US = 30_000_000

/** What truly passed between first and second, µs, and the sentence that says on what this rests. */
export interface ClockSpan {
  readonly leastUs: number
  readonly mostUs: number
  readonly rests: string
}

export const clockSpans: Readonly<Record<ClockRule, ClockSpan>> = {
  'secret-decrypt': {
    leastUs: -CALL_US,
    mostUs: CALL_US,
    rests: `a read of a secret and the decryption made for it are at most ${CALL_US / 1e6} s apart, and the two that stand alone within ${ALONE_WITHIN_US / 1e6} s belong together`,
  },
  'session-use': {
    leastUs: 0,
    mostUs: Infinity,
    rests: 'a session is never used before it was opened',
  },
  'request-id': {
    leastUs: -REQUEST_US,
    mostUs: REQUEST_US,
    rests: `two records of one request are at most ${REQUEST_US / 1e6} s apart`,
  },
  'trace-id': {
    leastUs: -Infinity,
    mostUs: Infinity,
    rests: 'nothing: what shares a trace may be hours apart, so it bounds nothing',
  },
}
