import { ClockGauge, type ClockOffset, type ClockPair, turned } from '../../core/clocks/clock-gauge.ts'
import { type ClockRule, clockRules, clockSpans } from '../../core/clocks/clock-rules.ts'
import { offsetSentence, offsetSettles } from '../../core/clocks/clock-words.ts'
import type { JobResult } from '../../contract/events.ts'
import type { FoundPair, Reading } from './clock-pairs.ts'

type Offset = JobResult<'clock'>['offsets'][number]

interface Between {
  readonly first: string
  readonly second: string
  readonly gauge: ClockGauge<FoundPair>
  readonly rules: Map<ClockRule, number>
}

/** Gathers pairs by the two clocks they are of. What shares no more than a trace bounds nothing and is told apart. */
export class ClockOffsets {
  readonly #between = new Map<string, Between>()

  add(found: FoundPair): void {
    const pair = pairOf(found)
    // two clocks are one pair of clocks, whichever act came first
    if (found.first.clock <= found.second.clock) this.#add(found, pair)
    else this.#add({ ...found, first: found.second, second: found.first }, turned(pair))
  }

  #add(found: FoundPair, pair: ClockPair): void {
    const [first, second] = [found.first.clock, found.second.clock]
    const key = JSON.stringify([first, second, found.rule === 'trace-id'])
    const held = this.#between.get(key) ?? { first, second, gauge: new ClockGauge<FoundPair>(), rules: new Map() }
    this.#between.set(key, held)
    held.gauge.add(pair, found)
    held.rules.set(found.rule, (held.rules.get(found.rule) ?? 0) + 1)
  }

  offsets(): Offset[] {
    return [...this.#between]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([, between]) => {
        const found = between.gauge.offset()
        return found ? [told(between, found)] : []
      })
  }
}

function pairOf({ rule, first, second }: FoundPair): ClockPair {
  const { leastUs, mostUs } = clockSpans[rule]
  return { gapUs: second.us - first.us, leastUs, mostUs, unitUs: unitUs(first) + unitUs(second) }
}

/** One unit of the last digit given; below microseconds one microsecond, since that is what is counted in. */
const unitUs = ({ digits }: Reading): number => 10 ** (6 - Math.min(6, Math.max(0, digits)))

function told({ first, second, rules }: Between, found: ClockOffset<FoundPair>): Offset {
  const { pairs, minUs, medianUs, maxUs, atLeast, atMost, contradicts } = found
  return {
    first,
    second,
    pairs,
    minUs,
    medianUs,
    maxUs,
    contradicts,
    by: clockRules.flatMap((rule) => {
      const count = rules.get(rule) ?? 0
      return count === 0 ? [] : [{ rule, pairs: count, rests: clockSpans[rule].rests }]
    }),
    ...(atLeast && { atLeast: boundOf(atLeast) }),
    ...(atMost && { atMost: boundOf(atMost) }),
    message: offsetSentence(first, second, found),
    settles: offsetSettles(found),
  }
}

const boundOf = ({ us, by }: { readonly us: number; readonly by: FoundPair }): NonNullable<Offset['atMost']> => ({
  us,
  firstRecord: by.first.record,
  secondRecord: by.second.record,
})
