import type { Database } from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { smallCase } from '../columns/testing/small-case.ts'
import type { KeptCheck } from './bundle-checks.ts'
import { lineChains } from './line-chains.ts'

const LOG = 'logs/1.log'

let db: Database
beforeAll(async () => {
  db = await smallCase([{ records: [] }])
  db.prepare('UPDATE bundle_file SET lines = 9 WHERE path = ?').run(LOG)
})
afterAll(() => db.close())

const of = (check: string, verdict: KeptCheck['verdict'], more: Partial<KeptCheck> = {}): KeptCheck => ({
  check,
  level: 'proof',
  verdict,
  file: LOG,
  message: 'x',
  ...more,
})
const standing = (...checks: KeptCheck[]): string | undefined => lineChains(db, 1, checks)[0]?.standing
const held = [of('chain.start', 'verified'), of('chain.link', 'verified', { covered: 9 })]

test('a chain within a log is proven where it begins as it should and reaches a signed head', () => {
  expect(standing(...held, of('chain.end', 'verified'))).toBe('proven')
})

test.each<[string, readonly KeptCheck[], string]>([
  ['without a signed head', [...held, of('chain.end', 'not-verifiable')], 'apart'],
  ['that does not begin at its genesis', [of('chain.start', 'failed'), held[1]!, of('chain.end', 'verified')], 'apart'],
  ['whose content needs a secret', [of('chain.link', 'not-verifiable'), of('chain.end', 'verified')], 'unproven'],
  ['that fits no rule in part', [...held, of('chain.link', 'not-verifiable'), of('chain.end', 'verified')], 'unproven'],
])('one %s is not', (_why, checks, want) => {
  expect(standing(...checks)).toBe(want)
})

test('one that broke holds around its break, as far as it is tied', () => {
  const broken = of('chain.link', 'failed', { line: 4, kind: 'edited' })
  const [chain] = lineChains(db, 1, [of('chain.start', 'verified'), broken, of('chain.end', 'not-verifiable')])
  expect(chain?.standing).toBe('apart')
  expect(chain?.runs.map(({ state, count }) => `${state} ${count}`)).toEqual(['held 3', 'edited 1', 'held 5'])
})

test('a log of which no check speaks of a chain has none', () => {
  expect(lineChains(db, 1, undefined)).toEqual([])
  expect(
    lineChains(db, 1, [of('digest.file', 'verified'), of('chain.link', 'verified', { file: 'other.log' })]),
  ).toEqual([])
})
