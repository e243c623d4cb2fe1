import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chainPlaces, placeOfLine, placesIn, runAt } from './chain-places.ts'
import type { Check } from './check.ts'

const at = { log: 'data/a.log', chain: 'chain/a.log.chain', lines: 10 }
const found = (kind: NonNullable<Check['kind']>, line: number, more: Partial<Check> = {}): Check => ({
  check: 'chain.link',
  level: 'proof',
  verdict: 'failed',
  file: at.log,
  line,
  kind,
  message: 'x',
  ...more,
})
/** `held 1-3`: state, then the entries, or the lines in brackets where there is no entry. */
const shown = (checks: readonly Check[]): string[] =>
  chainPlaces(checks, at).map(({ state, count, entry, line }) => {
    const from = entry ?? line ?? 0
    const range = count === 1 ? `${from}` : `${from}-${from + count - 1}`
    return `${state} ${entry === undefined ? `(${range})` : range}${entry !== undefined && line === undefined ? ' no line' : ''}`
  })

test('without findings the whole log holds', () => {
  expect(shown([])).toEqual(['held 1-10'])
  expect(chainPlaces([], { ...at, lines: 0 })).toEqual([])
})

test('a removed line keeps its number, and those after it theirs', () => {
  expect(shown([found('removed', 4)])).toEqual(['held 1-3', 'removed 4 no line', 'held 5-11'])
  expect(shown([found('removed', 4, { count: 3 })])).toEqual(['held 1-3', 'removed 4-6 no line', 'held 7-13'])
  expect(placesIn(chainPlaces([found('removed', 4, { count: 3 })], at))).toBe(13)
})

test('an added line has no entry', () => {
  expect(shown([found('inserted', 4, { count: 2 })])).toEqual(['held 1-3', 'inserted (4-5)', 'held 4-8'])
  expect(shown([found('duplicated', 10)])).toEqual(['held 1-9', 'inserted (10)'])
})

test('edits and lines out of place keep both', () => {
  expect(shown([found('edited', 1), found('reordered', 4, { count: 3 })])).toEqual([
    'edited 1',
    'held 2-3',
    'reordered 4-6',
    'held 7-10',
  ])
  expect(shown([found('malformed', 2, { file: at.chain })])).toEqual(['held 1', 'edited 2', 'held 3-10'])
})

test('a cut log goes on with what is missing', () => {
  expect(shown([found('truncated', 11, { count: 5 })])).toEqual(['held 1-10', 'removed 11-15 no line'])
})

test('in the side file an added entry has no line, a missing one leaves its line', () => {
  expect(shown([found('inserted', 4, { file: at.chain })])).toEqual(['held 1-3', 'inserted 4 no line', 'held 5-11'])
  expect(shown([found('removed', 4, { file: at.chain })])).toEqual(['held 1-3', 'removed (4)', 'held 4-9'])
})

test('where findings are not listed to the end, nothing after the last is held', () => {
  const further: Check = { check: 'chain.link', level: 'proof', verdict: 'failed', file: at.log, message: '2 further' }
  expect(shown([found('edited', 3), further])).toEqual(['held 1-2', 'edited 3', 'untold 4-10'])
})

test('findings of other files, other checks and other verdicts are none of this chain', () => {
  const others = [
    found('edited', 2, { file: 'data/b.log' }),
    found('edited', 2, { check: 'digest.file' }),
    found('edited', 2, { verdict: 'not-verifiable' }),
  ]
  expect(shown(others)).toEqual(['held 1-10'])
})

test('whatever the findings say, every line stands in one place and places are without gap', () => {
  const kind = fc.constantFrom('edited', 'removed', 'inserted', 'reordered', 'truncated', 'duplicated', 'malformed')
  const one = fc.record({
    kind,
    line: fc.integer({ min: -2, max: 40 }),
    count: fc.integer({ min: 1, max: 9 }),
    file: fc.constantFrom(at.log, at.chain),
  })
  fc.assert(
    fc.property(fc.array(one, { maxLength: 12 }), fc.nat(30), (all, lines) => {
      const checks = all.map(({ kind: what, line, ...more }) => found(what as NonNullable<Check['kind']>, line, more))
      const runs = chainPlaces(checks, { ...at, lines })
      let [place, line] = [1, 1]
      for (const run of runs) {
        expect(run.place).toBe(place)
        place += run.count
        if (run.line === undefined) continue
        expect(run.line).toBe(line)
        line += run.count
      }
      expect(line).toBe(lines + 1)
      for (let n = 1; n <= lines; n++) {
        const where = placeOfLine(runs, n) ?? 0
        expect(runAt(runs, where)?.line).toBeLessThanOrEqual(n)
      }
      expect(runAt(runs, 0)).toBeUndefined()
      expect(runAt(runs, place)).toBeUndefined()
    }),
  )
})
