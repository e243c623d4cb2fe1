import type { ClockOffset } from './clock-gauge.ts'

/** `+1.5 s`, `-340 ms`, `0 s`: with its sign, in the unit that suits it. */
export function offsetText(us: number): string {
  const size = Math.abs(us)
  const sign = us < 0 ? '-' : us > 0 ? '+' : ''
  if (size >= 1e6 || size === 0) return `${sign}${trimmed(size / 1e6)} s`
  return size >= 1e3 ? `${sign}${trimmed(size / 1e3)} ms` : `${sign}${size} µs`
}

const trimmed = (n: number): string => String(Math.round(n * 1000) / 1000)

/** What is known of one pair of clocks, as one sentence; `second` ahead of `first` is plus. */
export function offsetSentence(first: string, second: string, found: ClockOffset<unknown>): string {
  const { pairs, atLeast, atMost, contradicts } = found
  const from = `from ${pairs} ${pairs === 1 ? 'pair' : 'pairs'} of events`
  const ahead = `${second} is ahead of ${first}`
  if (contradicts && atLeast && atMost)
    return `The bounds cross ${from}: ${second} would be ahead by at least ${offsetText(atLeast.us)} and at most ${offsetText(atMost.us)}, so a clock was changed or two events are no pair`
  if (atLeast && atMost) return `${ahead} by ${offsetText(atLeast.us)} to ${offsetText(atMost.us)}, ${from}`
  if (atMost) return `${ahead} by at most ${offsetText(atMost.us)}, ${from}; how far it may be behind is not bounded`
  if (atLeast) return `${ahead} by at least ${offsetText(atLeast.us)}, ${from}; how far it may be ahead is not bounded`
  return `Nothing bounds how far ${ahead}: ${pairs} ${pairs === 1 ? 'pair shares' : 'pairs share'} a trace, which may last`
}

/** What would narrow or settle it. */
export const offsetSettles = ({ contradicts }: Pick<ClockOffset<unknown>, 'contradicts'>): string =>
  contradicts
    ? "The hosts' records of clock changes between the two pairs, and the originals of both"
    : "The hosts' own records of time synchronisation (NTP) for the period"
