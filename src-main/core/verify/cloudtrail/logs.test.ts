import { expect, test } from 'vitest'
import { Findings } from './findings.ts'
import { checkLogs } from './logs.ts'
import type { OtherFile } from './tree.ts'

const LOG = 'AWSLogs/1/CloudTrail/111122223333_CloudTrail_eu-west-1_20260105T0825Z_0123456789abcdef.json'

function told(...files: readonly Partial<OtherFile>[]) {
  const findings = new Findings()
  const whole = files.map((file) => ({ path: LOG, sha256: 'a'.repeat(64), holdsRecords: true, ...file }))
  checkLogs({ digests: [], edited: new Map(), holes: [], files: whole }, findings)
  return [...findings.all()]
}

test('a log that no digest names and that cannot be read is told, though nothing speaks of it', () => {
  expect(told({ fault: { what: 'damaged', message: 'It ends within its packing' } })).toMatchObject([
    { check: 'digest.file', verdict: 'failed', kind: 'malformed', file: LOG },
  ])
  expect(told({ fault: { what: 'trailing', message: 'a second member' } })).toMatchObject([
    { verdict: 'failed', message: expect.stringMatching(/^Bytes follow the log in its file: a second member/) },
  ])
})

test('one that is over a limit is not held to be wrong', () => {
  expect(told({ fault: { what: 'limit', message: 'It is too long' } })).toMatchObject([
    { verdict: 'not-verifiable', state: 'unsupported' },
  ])
})

test('logs that no digest covers are one finding; files without records are none', () => {
  expect(told({}, { path: 'b.json' })).toMatchObject([{ verdict: 'not-verifiable', file: LOG }])
  expect(told({ path: 'readme.txt', holdsRecords: false })).toEqual([])
})
