import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type CaseFolder, caseFolder } from '../testing/case-folder.ts'
import { uuidOf, vaultLine } from '../testing/lines.ts'
import { measureClocks } from './measure-clocks.ts'

// every import starts threads of its own, which takes its time where others work too
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let made: CaseFolder
let events = 0
beforeEach(() => {
  made = caseFolder()
})
afterEach(() => made[Symbol.dispose]())

const timeOf = (s: number): string => new Date(Date.UTC(2025, 2, 14) + s * 1000).toISOString().replace('.000Z', 'Z')

function event(s: number, members: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({
    eventVersion: '1.08',
    userIdentity: { type: 'IAMUser', userName: 'nora', accessKeyId: 'AKIAEXAMPLEEXAMPLE2A' },
    eventTime: timeOf(s),
    awsRegion: 'eu-west-1',
    sourceIPAddress: '203.0.113.47',
    eventID: uuidOf(++events),
    requestID: uuidOf(++events),
    ...members,
  })
}
const read = (s: number, secret = 'prod/db'): string =>
  event(s, {
    eventSource: 'secretsmanager.amazonaws.com',
    eventName: 'GetSecretValue',
    requestParameters: { secretId: secret },
  })
const decrypt = (s: number, secret = 'prod/db'): string =>
  event(s, {
    eventSource: 'kms.amazonaws.com',
    eventName: 'Decrypt',
    requestParameters: {
      encryptionContext: { SecretARN: `arn:aws:secretsmanager:eu-west-1:111122223333:secret:${secret}-Ab12Cd` },
    },
    resources: [{ ARN: 'arn:aws:kms:eu-west-1:111122223333:key/1234' }],
  })
const assume = (s: number, key: string): string =>
  event(s, {
    eventSource: 'sts.amazonaws.com',
    eventName: 'AssumeRole',
    requestParameters: { roleArn: 'arn:aws:iam::111122223333:role/auditor' },
    responseElements: { credentials: { accessKeyId: key } },
  })
const use = (s: number, key: string): string =>
  event(s, {
    userIdentity: { type: 'AssumedRole', accessKeyId: key, arn: 'arn:aws:sts::111122223333:assumed-role/auditor/nora' },
    eventSource: 's3.amazonaws.com',
    eventName: 'ListBuckets',
    requestParameters: { bucketName: 'records' },
  })
const KEY = 'ASIAEXAMPLEEXAMPLE3B'

async function measured(...lines: readonly string[]) {
  made.write('trail.log', lines.map((line) => `${line}\n`).join(''))
  await made.import(['trail.log'], { format: 'aws-cloudtrail' })
  return (await measureClocks(context())).offsets
}
const context = () => ({
  casePath: made.casePath,
  db: made.db,
  signal: new AbortController().signal,
  tell: () => undefined,
})

describe('a read of a secret and its decryption', () => {
  test('bound the offset on both sides', async () => {
    const [found, ...others] = await measured(read(0), decrypt(3), read(100), decrypt(104))
    expect(others).toEqual([])
    // the key is first by name, so the gap is that of the read after the decryption
    expect(found).toMatchObject({
      first: 'aws-cloudtrail key',
      second: 'aws-cloudtrail secret',
      pairs: 2,
      minUs: -4e6,
      maxUs: -3e6,
      atLeast: { us: -15e6 },
      atMost: { us: 8e6 },
      contradicts: false,
    })
  })
  test('a clock that was set between two pairs is a contradiction', async () => {
    const [found] = await measured(read(0), decrypt(0), read(100), decrypt(128))
    expect(found).toMatchObject({ pairs: 2, contradicts: true, message: expect.stringContaining('bounds cross') })
  })
  test('among others, alone, too far apart or of another secret are no pair', async () => {
    const lines = [
      read(0, 'a'),
      read(2, 'a'),
      decrypt(3, 'a'),
      read(0, 'b'),
      decrypt(2, 'b'),
      decrypt(3, 'b'),
      read(0, 'c'),
      decrypt(20, 'c'),
      read(40, 'c'),
      decrypt(60, 'c'),
      read(80, 'c'),
      decrypt(100, 'c'),
      read(0, 'd'),
      decrypt(0, 'd/other'),
      read(0, 'e'),
      decrypt(31, 'e'),
    ]
    expect(await measured(...lines)).toEqual([])
    expect(await measured(read(500, 'a'), decrypt(500, 'a'))).toMatchObject([{ pairs: 1 }])
  })
  test('of two bundles belong to no one pair', async () => {
    made.write('other.log', `${decrypt(0)}\n`)
    await made.import(['other.log'], { format: 'aws-cloudtrail' })
    expect(await measured(read(0))).toEqual([])
  })
})

describe('a session and its first use', () => {
  test('bound one side alone', async () => {
    const [found] = await measured(use(50, KEY), assume(10, KEY), use(12, KEY))
    expect(found).toMatchObject({ first: 'aws-cloudtrail bucket', second: 'aws-cloudtrail role', pairs: 1 })
    // the use came 2 s after: the bucket's clock is at most 4 s ahead, so the role's is at least 4 s behind
    expect(found).toMatchObject({ minUs: -2e6, atLeast: { us: -4e6 } })
    expect(found).not.toHaveProperty('atMost')
  })
  test('of another session say nothing', async () => {
    expect(await measured(assume(10, KEY), use(12, 'ASIAEXAMPLEEXAMPLE4C'))).toEqual([])
  })
  test('a use stamped before its session was opened shows a clock that is behind', async () => {
    const [found] = await measured(assume(60, KEY), use(0, KEY))
    expect(found).toMatchObject({ atLeast: { us: 58e6 } })
  })
})

describe('one request in two systems', () => {
  test('is a pair where each system tells of it once', async () => {
    const id = uuidOf(77)
    made.write('vault.log', `${vaultLine({ n: 1, id, time: timeOf(5).replace('Z', '.000000Z') })}\n`)
    await made.import(['vault.log'])
    const [found, ...others] = await measured(event(2, { ...JSON.parse(read(2)), requestID: id }))
    expect(others).toEqual([])
    expect(found).toMatchObject({ first: 'aws-cloudtrail', second: 'vault', pairs: 1, minUs: 3e6 })
    expect(found?.by).toMatchObject([{ rule: 'request-id', pairs: 1 }])
  })
})

test('a case without such events has nothing to say', async () => {
  expect((await measureClocks(context())).offsets).toEqual([])
})
test('cancelling ends it', async () => {
  await expect(measureClocks({ ...context(), signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'cancelled',
  })
})
