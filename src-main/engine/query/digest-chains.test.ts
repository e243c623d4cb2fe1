import type { Database } from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { smallCase } from '../columns/testing/small-case.ts'
import type { KeptCheck } from './bundle-checks.ts'
import { digestChains } from './digest-chains.ts'

const nameAt = (hour: number): string =>
  `111122223333_CloudTrail-Digest_eu-west-1_audit_eu-west-1_20250310T${String(hour).padStart(2, '0')}0000Z.json`
const logAt = (minute: string): string => `AWSLogs/111122223333_CloudTrail_eu-west-1_20250310T${minute}Z_abc.json.gz`
const HOUR_US = 3_600_000_000
const at = (hour: number): number => Date.UTC(2025, 2, 10, hour) * 1000

let db: Database
beforeAll(async () => {
  db = await smallCase([{ records: [] }])
  for (const hour of [1, 2, 3, 5])
    db.prepare("INSERT INTO bundle_file (bundle, path, role, sha256) VALUES (1, ?, 'tag', ?)").run(
      `digests/${nameAt(hour)}`,
      `${hour}`.repeat(64),
    )
})
afterAll(() => db.close())

const check = (name: string, verdict: KeptCheck['verdict'], more: Partial<KeptCheck> = {}): KeptCheck => ({
  check: name,
  level: 'proof',
  verdict,
  message: 'x',
  ...more,
})
const statesOf = (checks: readonly KeptCheck[] | undefined): string[] =>
  digestChains(db, 1, checks).flatMap(({ digests }) =>
    digests.map(({ toUs, state }) => `${new Date(toUs / 1000).getUTCHours()} ${state}`),
  )

test('digests that all held are proven, hour by hour', () => {
  const [chain] = digestChains(db, 1, [check('digest.signature', 'verified', { covered: 4 })])
  expect(chain?.digests.map(({ fromUs, toUs, state }) => [fromUs, toUs, state])).toEqual(
    [1, 2, 3, 5].map((hour) => [at(hour) - HOUR_US, at(hour), 'proven']),
  )
})

test('what was never checked is not proven', () => {
  expect(statesOf(undefined)).toEqual(['1 unproven', '2 unproven', '3 unproven', '5 unproven'])
  expect(statesOf([])).toEqual(['1 unproven', '2 unproven', '3 unproven', '5 unproven'])
})

test('a finding breaks or leaves open the digest that it names', () => {
  const checks = [
    check('digest.signature', 'verified', { covered: 2 }),
    check('digest.signature', 'failed', { file: `digests/${nameAt(2)}`, kind: 'edited' }),
    check('digest.signature', 'not-verifiable', { file: `digests/${nameAt(5)}` }),
  ]
  expect(statesOf(checks)).toEqual(['1 proven', '2 broken', '3 proven', '5 unproven'])
  expect(digestChains(db, 1, checks)[0]?.digests.map(({ finding }) => finding)).toEqual([undefined, 1, undefined, 2])
})

test('where a finding speaks of others likewise, none of the others is called proven', () => {
  const checks = [
    check('digest.signature', 'verified', { covered: 1 }),
    check('digest.signature', 'not-verifiable', {
      file: `digests/${nameAt(1)}`,
      message: '(and 2 further digests likewise)',
    }),
  ]
  expect(statesOf(checks)).toEqual(['1 unproven', '2 unproven', '3 unproven', '5 unproven'])
})

test('a digest that another names and that is not here has its place', () => {
  const checks = [
    check('digest.signature', 'verified', { covered: 4 }),
    check('file.missing', 'not-verifiable', { file: `digests/${nameAt(4)}` }),
  ]
  expect(statesOf(checks)).toEqual(['1 proven', '2 proven', '3 proven', '4 absent', '5 proven'])
})

test('a log that was changed stands at the minute of its delivery', () => {
  const checks = [
    check('digest.file', 'failed', { file: logAt('0230'), kind: 'edited' }),
    check('digest.file', 'failed', { file: logAt('0230').replace('eu-west-1', 'us-east-1'), kind: 'edited' }),
    check('digest.file', 'verified', { covered: 9 }),
  ]
  expect(digestChains(db, 1, checks)[0]?.logs).toEqual([{ finding: 0, us: at(2) + 30 * 60_000_000, failed: true }])
})

test('of an hour whose logs are not all what was stated nothing is proven', () => {
  const held = check('digest.signature', 'verified', { covered: 4 })
  const failed = check('digest.file', 'failed', { file: logAt('0230'), kind: 'edited' })
  expect(statesOf([held, failed])).toEqual(['1 proven', '2 proven', '3 broken', '5 proven'])
  const missing = check('file.missing', 'not-verifiable', { file: logAt('0030') })
  expect(statesOf([held, missing])).toEqual(['1 unproven', '2 proven', '3 proven', '5 proven'])
})

test('files of other names are no digests', async () => {
  const other = await smallCase([{ records: [] }])
  expect(digestChains(other, 1, [check('digest.signature', 'verified', { covered: 4 })])).toEqual([])
  other.close()
})
