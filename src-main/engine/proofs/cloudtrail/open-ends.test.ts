import { expect, test } from 'vitest'
import { readTrust } from '../../crypto/trusted.ts'
import { KEY, MadeExport, NOBODY, TRUST, findingsIn, summaryIn, told, verdictOf } from './testing/made-export.ts'
import { headOf, keyList, madeKey, madeTrail, type MadeDigest, type MadeObject } from './testing/made-trail.ts'
import { mayHoldDigests } from './verify-cloudtrail.ts'

const digestIn = ({ text }: MadeObject): MadeDigest => JSON.parse(text) as MadeDigest

test('a missing log and a missing digest name the object and what settles it', async () => {
  const made = new MadeExport()
  made.files.delete(made.log(1).key)
  made.files.delete(made.digest(3).key)
  const checks = await made.checks()
  expect(told(checks)).toEqual([
    `file.missing incomplete ${made.digest(3).key}`,
    `file.missing incomplete ${made.log(1).key}`,
  ])
  expect(verdictOf(checks)).toBe('not-verifiable')
  expect(findingsIn(checks)[0]).toMatchObject({ follows: ['1 log file is proven by nothing else'] })
  expect(summaryIn(checks)).toContain('digests 5/6 valid, 1/6 missing; logs 4/5 valid, 1/5 missing')
})

test('several hours without digests are one finding that counts them', async () => {
  const made = new MadeExport()
  for (const hour of [2, 3]) made.files.delete(made.digest(hour).key)
  const [finding, ...more] = findingsIn(await made.checks())
  expect(more).toEqual([])
  expect(finding).toMatchObject({ check: 'file.missing', file: made.digest(3).key, state: 'incomplete' })
  expect(finding?.message).toContain('2 hours up to the next older digest')
})

test('without side files only the newest digest is open, and its logs with it', async () => {
  const made = new MadeExport({}, 'none')
  const checks = await made.checks()
  expect(told(checks)).toEqual([`digest.signature unverifiable ${made.digest(5).key}`])
  expect(summaryIn(checks)).toContain('digests 5/6 valid, 1/6 unverified; logs 5/6 valid, 1/6 unverified')
  expect(verdictOf(await new MadeExport({}, 'newest').checks())).toBe('verified')
})

test('an edit of the unsigned newest digest blames it, not the one before', async () => {
  for (const member of ['previousDigestSignature', 'previousDigestHashValue']) {
    const made = new MadeExport({}, 'none')
    const digest = {
      ...digestIn(made.digest(5)),
      [member]: member.endsWith('Value') ? '0'.repeat(64) : '00'.repeat(256),
    }
    made.put(made.digest(5).key, JSON.stringify(digest))
    const failed = findingsIn(await made.checks()).filter(({ verdict }) => verdict === 'failed')
    expect(failed).toMatchObject([{ check: 'chain.link', file: made.digest(5).key, kind: 'edited' }])
  }
})

test('without keys nothing is green but what hashes alone can say', async () => {
  const checks = await new MadeExport().checks({ trust: NOBODY })
  expect(findingsIn(checks)).toMatchObject([
    { check: 'digest.signature', state: 'unverifiable', found: KEY.fingerprint },
  ])
  expect(findingsIn(checks)[0]?.message).toContain(
    `INVALID: public key not found in region eu-west-1 for fingerprint ${KEY.fingerprint}") (and 5 further digests`,
  )
  expect(checks.filter(({ level, verdict }) => level === 'proof' && verdict === 'verified')).toEqual([])
})

test('a key that came with the export is self-supplied until it is pinned', async () => {
  const made = new MadeExport()
  made.files.set('public-keys.json', keyList([KEY]))
  const checks = await made.checks({ trust: NOBODY })
  expect(findingsIn(checks)).toMatchObject([{ check: 'digest.signature', state: 'trust-unknown' }])
  expect(findingsIn(checks)[0]?.message).toContain('public-keys.json')
  expect(verdictOf(await made.checks({ trust: TRUST }))).toBe('verified')
})

test('a key outside of its validity, and a key too short', async () => {
  const late = readTrust(keyList([KEY], { ValidityStartTime: '2026-02-01T00:00:00Z' }))
  expect(findingsIn(await new MadeExport().checks({ trust: late }))).toMatchObject([{ state: 'trust-unknown' }])
  const early = readTrust(keyList([KEY], { ValidityEndTime: 1_700_000_000.5 }))
  expect(findingsIn(await new MadeExport().checks({ trust: early }))).toMatchObject([{ state: 'trust-unknown' }])
  const short = madeKey(1024)
  const weak = await new MadeExport({ key: short }).checks({ trust: readTrust(keyList([short])) })
  expect(findingsIn(weak)).toMatchObject([{ state: 'weak' }])
})

test('the key of a backfill digest is sought by the time it was made', async () => {
  const trust = readTrust(keyList([KEY], { ValidityStartTime: '2026-02-01T00:00:00Z' }))
  const made = new MadeExport({ backfill: true, hours: 1 })
  const side = `${made.digest(0).key}.head.json`
  const stamped = (time: string) => Buffer.from(headOf(made.digest(0), { 'backfill-generation-timestamp': time }))
  made.files.set(side, stamped('2026-02-02T00:00:00Z'))
  expect(verdictOf(await made.checks({ trust }))).toBe('verified')
  made.files.set(side, stamped('2026-01-31T00:00:00Z'))
  expect(findingsIn(await made.checks({ trust }))).toMatchObject([{ state: 'trust-unknown' }])
})

test('another signature algorithm or hash is unsupported, not broken', async () => {
  const made = new MadeExport({
    change: (digest, hour) => void (hour === 5 && (digest.digestSignatureAlgorithm = 'SHA512withRSA')),
  })
  made.files.set(
    `${made.digest(5).key}.head.json`,
    Buffer.from(headOf({ ...made.digest(5), signature: '00'.repeat(256) })),
  )
  expect(findingsIn(await made.checks())).toMatchObject([{ state: 'unsupported', file: made.digest(5).key }])
  const hashed = new MadeExport({
    change: (digest, hour) => void (hour === 5 && digest.logFiles.forEach((log) => (log.hashAlgorithm = 'SHA3-256'))),
  })
  expect(findingsIn(await hashed.checks())[0]).toMatchObject({ check: 'digest.form', state: 'unsupported' })
})

test('logging off and on: hours without a digest are open, none missing is only told', async () => {
  const near = new MadeExport({ hours: 3 }).add(
    new MadeExport({ hours: 3, firstEndMs: Date.UTC(2026, 0, 5, 10, 15, 31), logsIn: () => 0 }),
  )
  const nearChecks = await near.checks()
  expect(verdictOf(nearChecks)).toBe('verified')
  expect(nearChecks).toContainEqual(
    expect.objectContaining({ check: 'chain.gap', level: 'observation', state: 'incomplete' }),
  )
  const far = new MadeExport({ hours: 3 }).add(
    new MadeExport({ hours: 3, firstEndMs: Date.UTC(2026, 0, 5, 14, 15, 31), logsIn: () => 0 }),
  )
  const [gap, ...more] = findingsIn(await far.checks())
  expect(more).toEqual([])
  expect(gap).toMatchObject({ check: 'chain.gap', verdict: 'not-verifiable', state: 'incomplete' })
  expect(gap?.message).toContain('4 hours have no digest')
  expect(gap?.message).toContain(
    'No log files were delivered by CloudTrail between 2026-01-05T09:15:31Z and 2026-01-05T13:15:31Z',
  )
})

test('logs outside of what the digests cover are told together', async () => {
  const made = new MadeExport()
  const later = [...madeTrail({ key: KEY, hours: 3, firstEndMs: Date.UTC(2026, 0, 6) })]
  for (const { kind, key, text } of later) if (kind === 'log') made.put(key, text)
  const [finding, ...more] = findingsIn(await made.checks())
  expect(more).toEqual([])
  expect(finding).toMatchObject({ check: 'file.unlisted', verdict: 'not-verifiable' })
  expect(finding?.message).toContain('3 files with records')
})

test('no digest at all is not-verifiable, never not-offered', async () => {
  const made = new MadeExport()
  for (const path of made.files.keys()) if (path.includes('Digest')) made.files.delete(path)
  expect(findingsIn(await made.checks())).toMatchObject([{ check: 'digest.signature', verdict: 'not-verifiable' }])
  expect(mayHoldDigests([...made.files.keys()])).toBe(false)
  expect(mayHoldDigests([...new MadeExport().files.keys()])).toBe(true)
})

const period = (to: string) => ({ fromUs: Date.UTC(2026, 0, 5, 7) * 1000, toUs: Date.parse(to) * 1000 })

test('a period that ends later than the digests is a matter of proof', async () => {
  const cut = await new MadeExport().checks({ period: period('2026-01-05T18:00:00Z') })
  expect(findingsIn(cut)).toMatchObject([{ check: 'chain.span', state: 'incomplete' }])
  expect(verdictOf(await new MadeExport().checks({ period: period('2026-01-05T12:00:00Z') }))).toBe('verified')
})

test.each<[string, { fromUs?: number; toUs?: number }, string, string]>([
  ['begins later than the digests', { fromUs: period('').fromUs }, 'observation', 'verified'],
  ['begins earlier', { fromUs: period('').fromUs - 3_600_000_000 }, 'proof', 'not-verifiable'],
  ['ends later', { toUs: period('2026-01-05T12:15:32Z').toUs }, 'proof', 'not-verifiable'],
])('a period that %s and is open at its other end', async (_, open, level, verdict) => {
  const checks = await new MadeExport().checks({ period: open })
  const span = checks.find(({ check }) => check === 'chain.span')
  expect([span?.level, span?.verdict, verdictOf(checks)]).toEqual([level, 'not-verifiable', verdict])
})

test('backfill digests alone are held against the period, beside others they are not', async () => {
  const asked = { period: period('2026-01-05T18:00:00Z') }
  const alone = new MadeExport({ backfill: true, hours: 1 })
  expect(told(await alone.checks(asked))).toEqual(['chain.span incomplete undefined'])
  const beside = alone.add(new MadeExport({ logsIn: () => 0 }))
  expect(verdictOf(await beside.checks({ period: period('2026-01-05T12:00:00Z') }))).toBe('verified')
})

test('a file that is no evidence is passed over, one with records is not', async () => {
  const made = new MadeExport()
  made.files.set('README.txt', Buffer.from('from the client'))
  expect(told(await made.checks())).toEqual([])
  made.files.set('more.json', Buffer.from('{"Records":[{"eventName":"X"}]}'))
  expect(told(await made.checks())).toEqual(['file.unlisted unverifiable more.json'])
})
