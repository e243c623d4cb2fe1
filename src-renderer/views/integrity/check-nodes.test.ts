import { expect, test } from 'vitest'
import {
  breaksOf,
  type Check,
  childrenOf,
  coverage,
  entryOf,
  keysOfFailed,
  leavesByCheck,
  openRows,
  parentsOf,
  rootsOf,
  wordOf,
  worstOf,
} from './check-nodes.ts'

const held = (check: string, covered: number, file?: string): Check => ({
  check,
  level: 'proof',
  verdict: 'verified',
  covered,
  message: 'held',
  ...(file && { file }),
})
const broken = (line: number): Check => ({
  check: 'chain.link',
  level: 'proof',
  verdict: 'failed',
  file: 'a.log',
  line,
  kind: 'removed',
  message: 'gone',
})
const seen: Check = { check: 'time.order', level: 'observation', verdict: 'not-verifiable', message: '6 lines late' }
const state = {
  verdict: 'failed' as const,
  seconds: 1,
  unchecked: [2],
  bundles: [
    {
      id: 1,
      name: 'one',
      format: 'open-bundle',
      verdict: 'failed' as const,
      checks: [seen, held('digest.file', 6), held('chain.link', 98, 'a.log'), broken(7), broken(9)],
    },
    { id: 2, name: 'two', format: 'vault', verdict: 'not-offered' as const, checks: [] },
  ],
}

test('a parent shows its worst child, and a finding counts as one that did not hold', () => {
  const entries = [held('chain.link', 98), broken(7), broken(9)]
  expect(worstOf(entries)).toBe('failed')
  expect(coverage(entries)).toEqual({ held: 98, all: 100 })
  expect(worstOf([])).toBe('not-offered')
  expect(coverage([{ check: 'x', level: 'proof', verdict: 'not-offered', message: '' }])).toEqual({ held: 0, all: 0 })
})

test('an observation that saw nothing proves nothing, and of nothing it says less', () => {
  const looked = (covered: number): Check => ({ ...held('value.masked', covered), level: 'observation' })
  expect(wordOf([looked(3)])).toBe('no-remark')
  expect(wordOf([looked(0)])).toBe('nothing-there')
  expect(wordOf([looked(0), looked(3)])).toBe('no-remark')
  expect(wordOf([looked(3), seen])).toBe('not-verifiable')
  expect(wordOf([looked(3), { ...seen, verdict: 'failed' }])).toBe('failed')
  expect(wordOf([looked(3), held('value.masked', 1)])).toBe('verified')
  expect(wordOf([held('chain.link', 0)])).toBe('verified')
  expect(wordOf([])).toBe('not-offered')
})

test('proof stands before observations, and plain checks are leaves', () => {
  const roots = rootsOf(state)
  const groups = childrenOf(roots[0]!)
  expect(groups.map((node) => node.is === 'group' && node.check)).toEqual(['digest.file', 'chain.link', 'time.order'])
  expect(childrenOf(groups[0]!)).toEqual([])
  expect(entryOf(groups[0]!)?.covered).toBe(6)
  expect(childrenOf(groups[1]!)).toHaveLength(3)
  expect(entryOf(groups[1]!)).toBeUndefined()
})

test('only open parents show their children', () => {
  const roots = rootsOf(state)
  expect(openRows(roots, new Set()).map(({ level }) => level)).toEqual([1, 1])
  const rows = openRows(roots, keysOfFailed(roots))
  expect(rows.map(({ level }) => level)).toEqual([1, 2, 2, 3, 3, 3, 2, 1])
  expect(rows.at(-1)?.open).toBeUndefined()
})

test('breaks come in the order of the tree and name their parents', () => {
  const breaks = breaksOf(rootsOf(state))
  expect(breaks.map((node) => node.is === 'entry' && node.entry.line)).toEqual([7, 9])
  expect(parentsOf(breaks[0]!.key)).toEqual(['b1', 'b1/chain.link'])
})

test('each check of a bundle has its leaf', () => {
  const [bundle] = state.bundles
  const leaves = leavesByCheck(rootsOf(state), bundle!)
  expect([...leaves.keys()].toSorted()).toEqual([0, 1, 2, 3, 4])
  for (const [place, leaf] of leaves) expect(entryOf(leaf)).toBe(bundle!.checks[place])
  expect(leavesByCheck(rootsOf(state), state.bundles[1]!).size).toBe(0)
})
