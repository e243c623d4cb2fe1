import { describe, expect, test } from 'vitest'
import { ClockGauge, type ClockPair } from './clock-gauge.ts'
import { offsetSentence, offsetSettles, offsetText } from './clock-words.ts'

test.each([
  [0, '0 s'],
  [1_500_000, '+1.5 s'],
  [-340_000, '-340 ms'],
  [12, '+12 µs'],
  [-61_000_000, '-61 s'],
])('%i µs is %s', (us, want) => expect(offsetText(us)).toBe(want))

const say = (...pairs: ClockPair[]): string => {
  const gauge = new ClockGauge<number>()
  pairs.forEach((pair, n) => gauge.add(pair, n))
  const found = gauge.offset()
  if (!found) throw new Error('no pair')
  return `${offsetSentence('a', 'b', found)}. ${offsetSettles(found)}`
}
const pair = (gapUs: number, leastUs: number, mostUs: number): ClockPair => ({ gapUs, leastUs, mostUs, unitUs: 0 })

describe('the sentence says what is bounded and what is not', () => {
  test.each([
    [[pair(0, -1e6, 1e6)], 'b is ahead of a by -1 s to +1 s, from 1 pair of events'],
    [[pair(5e6, 0, Infinity)], 'at most +5 s'],
    [[pair(5e6, 0, Infinity)], 'how far it may be behind is not bounded'],
    [[pair(5e6, -Infinity, 0)], 'at least +5 s'],
    [[pair(5e6, -Infinity, Infinity)], 'Nothing bounds'],
    [[pair(0, 0, 0), pair(9e6, 0, 0)], 'The bounds cross from 2 pairs of events'],
    [[pair(0, 0, 0), pair(9e6, 0, 0)], 'between the two pairs'],
  ])('%j: %s', (pairs, want) => expect(say(...pairs)).toContain(want))
})
