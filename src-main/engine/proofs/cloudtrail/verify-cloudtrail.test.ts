import { createPublicKey } from 'node:crypto'
import { expect, test } from 'vitest'
import { readTrust } from '../../crypto/trusted.ts'
import { KEY, MadeExport, summaryIn, told, verdictOf } from './testing/made-export.ts'
import { headOf } from './testing/made-trail.ts'

test('a whole export is verified, with all that was covered', async () => {
  const checks = await new MadeExport().checks()
  expect(verdictOf(checks)).toBe('verified')
  expect(checks.map(({ check, verdict, covered }) => [check, verdict, covered])).toEqual([
    ['digest.signature', 'verified', 6],
    ['chain.link', 'verified', 5],
    ['digest.file', 'verified', 6],
    ['chain.span', 'not-verifiable', undefined],
    ['digest.summary', 'verified', 12],
  ])
  expect(summaryIn(checks)).toBe(
    'digests 6/6 valid; logs 6/6 valid. In the words of aws cloudtrail validate-logs: 6/6 digest files valid; 6/6 log files valid',
  )
})

test.each([
  ['in another folder', (path: string) => `from client/bucket/${path}`],
  ['without the first folders', (path: string) => path.slice('AWSLogs/111122223333/'.length)],
  ['in an archive inside', (path: string) => `part.zip!${path}`],
  ['flat', (path: string) => path.slice(path.lastIndexOf('/') + 1)],
  ['flat in a folder', (path: string) => `dump/${path.slice(path.lastIndexOf('/') + 1)}`],
])('laid out %s it is verified too', async (_, moved) => {
  const made = new MadeExport()
  made.layOut(moved)
  expect(told(await made.checks())).toEqual([])
})

test('unpacked files are the same digests and logs', async () => {
  const made = new MadeExport()
  for (const { key, text } of made.objects) {
    made.files.delete(key)
    made.files.set(key.slice(0, -3), Buffer.from(text))
  }
  expect(verdictOf(await made.checks())).toBe('verified')
})

test('packed and unpacked side by side, both are held; that digests stand twice is told', async () => {
  const made = new MadeExport()
  for (const { key, text } of made.objects) made.files.set(key.slice(0, -3), Buffer.from(text))
  const checks = await made.checks()
  expect(verdictOf(checks)).toBe('verified')
  expect(checks).toContainEqual(expect.objectContaining({ check: 'record.duplicate', level: 'observation' }))
  made.files.set(made.log(2).key.slice(0, -3), Buffer.from('{"Records":[]}'))
  expect(told(await made.checks())).toEqual([`digest.file edited ${made.log(2).key.slice(0, -3)}`])
})

test('a bucket prefix, several regions and trails are chains of their own', async () => {
  const made = new MadeExport({ prefix: 'logs/prod/' })
  made.add(new MadeExport({ prefix: 'logs/prod/', region: 'us-east-1', hours: 3 }))
  made.add(new MadeExport({ prefix: 'logs/prod/', trail: 'second', hours: 2, logsIn: () => 0 }))
  const checks = await made.checks()
  expect(told(checks)).toEqual([])
  expect(checks.filter(({ check }) => check === 'chain.span')).toHaveLength(3)
})

test('backfill digests are a chain of their own, counted apart', async () => {
  const made = new MadeExport().add(new MadeExport({ backfill: true, hours: 1, logsIn: () => 0 }))
  const checks = await made.checks()
  expect(verdictOf(checks)).toBe('verified')
  expect(summaryIn(checks)).toContain('1/1 backfill digest files valid')
})

test('signatures may come from a list of keys and metadata instead of side files', async () => {
  const made = new MadeExport({}, 'none')
  const pairs = made.objects.flatMap((one) =>
    one.kind === 'digest' ? [{ Key: one.key, ...JSON.parse(headOf(one)) }] : [],
  )
  made.files.set('listing.json', Buffer.from(JSON.stringify({ Contents: pairs })))
  expect(verdictOf(await made.checks())).toBe('verified')
  made.files.set('listing.json', Buffer.from(pairs.map((pair) => JSON.stringify(pair)).join('\n')))
  expect(verdictOf(await made.checks())).toBe('verified')
})

test('a bare RSA key that the auditor relies on serves as well', async () => {
  const { privateKey } = KEY
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' })
  expect(verdictOf(await new MadeExport().checks({ trust: readTrust(Buffer.from(spki)) }))).toBe('verified')
})

test('the first digest here may follow on older ones that were not exported', async () => {
  const made = new MadeExport()
  for (const path of [made.digest(0).key, `${made.digest(0).key}.head.json`, made.log(0).key]) made.files.delete(path)
  const checks = await made.checks()
  expect(verdictOf(checks)).toBe('verified')
  expect(checks.find(({ check }) => check === 'chain.span')?.message).toContain('the trail is older than these files')
})
