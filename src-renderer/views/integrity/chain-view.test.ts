import { expect, test } from 'vitest'
import {
  following,
  heldOf,
  marksOf,
  reachOf,
  type Spot,
  spotAt,
  stepped,
  type Strip,
  wholeOf,
  wordOf,
} from './chain-view.ts'
import type { Check } from './check-nodes.ts'

const stretch = (chain: number, fromUs: number, toUs: number, more: Partial<Strip['stretches'][number]> = {}) => ({
  chain,
  first: 1,
  count: 5,
  state: 'proven' as const,
  fromUs,
  toUs,
  ...more,
})
const strip: Strip = {
  fromUs: 0,
  toUs: 100_000,
  chains: [
    { file: 'a', kind: 'beside', places: 12 },
    { file: 'b', kind: 'beside', places: 4 },
  ],
  stretches: [
    stretch(0, 0, 40_000),
    stretch(0, 41_000, 50_000, { state: 'broken', count: 2 }),
    stretch(1, 60_000, 90_000, { state: 'apart', count: 4 }),
  ],
  breaks: [
    { chain: 0, place: 6, us: 40_500, check: 1, verdict: 'failed' },
    { chain: 1, place: 2, us: 70_000, check: 0, verdict: 'not-verifiable' },
  ],
  silences: [],
}

const from = (chain: number, place: number, by: number): Spot => stepped(strip.chains, { chain, place }, by)

test('steps go from place to place and over into the next chain, never beyond the ends', () => {
  expect(from(0, 5, 1)).toEqual({ chain: 0, place: 6 })
  expect(from(0, 5, 100)).toEqual({ chain: 0, place: 12 })
  expect(from(0, 12, 1)).toEqual({ chain: 1, place: 1 })
  expect(from(1, 1, -1)).toEqual({ chain: 0, place: 12 })
  expect(from(0, 1, -1)).toEqual({ chain: 0, place: 1 })
  expect(from(1, 4, 1)).toEqual({ chain: 1, place: 4 })
})

test('a moment belongs to the chain that has it, else to the nearest', () => {
  expect(spotAt(strip, 65_000)).toEqual({ chain: 1, atUs: 65_000 })
  expect(spotAt(strip, 52_000).chain).toBe(0)
  expect(spotAt({ ...strip, stretches: [] }, 1)).toEqual({ chain: 0, atUs: 1 })
})

test('what is looked at is followed when it leaves what is shown, and no further than the ends', () => {
  const whole = wholeOf(strip)
  expect(following({ from: 0, to: 10_000 }, 5000, whole)).toEqual({ from: 0, to: 10_000 })
  expect(following({ from: 0, to: 10_000 }, 50_000, whole)).toEqual({ from: 45_000, to: 55_000 })
  expect(following({ from: 0, to: 10_000 }, 100_000, whole)).toEqual({ from: 90_000, to: 100_000 })
  expect(wholeOf({ fromUs: 5, toUs: 5 })).toEqual({ from: 5, to: 1005 })
})

test('only what has a time has a reach', () => {
  expect(reachOf({ place: 1, links: [{ place: 1, state: 'removed' }] })).toBeUndefined()
  const links = [
    { place: 1, state: 'proven' as const, time: '1970-01-01T00:00:01Z' },
    { place: 2, state: 'removed' as const },
    { place: 3, state: 'removed' as const },
    { place: 4, state: 'proven' as const, time: '1970-01-01T00:00:03Z' },
  ]
  expect(reachOf({ place: 2, links })).toEqual({ from: 1e6, to: 3e6, at: 1e6 })
  expect(reachOf({ place: 3, links })).toEqual({ from: 1e6, to: 3e6, at: 3e6 })
})

test('a mark has the word of its finding; several are counted', () => {
  const base = { level: 'proof', message: '' } as const
  const checks: Check[] = [
    { ...base, check: 'file.missing', verdict: 'not-verifiable' },
    { ...base, check: 'chain.link', verdict: 'failed', kind: 'removed' },
  ]
  const marks = marksOf(strip, checks, 1)
  expect(marks.map(({ word, look, chosen }) => [word, look, chosen])).toEqual([
    ['removed', 'failed', true],
    ['missing', 'open', false],
  ])
  expect(wordOf(marks)).toBe('2 breaks')
  expect(wordOf(marks.slice(0, 1))).toBe('removed')
})

test('links that hold are counted, and whether anything ties them', () => {
  expect(heldOf(strip, 0)).toEqual({ held: 5, all: 12, tied: true })
  expect(heldOf(strip, 1)).toEqual({ held: 4, all: 4, tied: false })
})
