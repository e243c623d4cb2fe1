import { expect, test } from 'vitest'
import { gzipSync } from 'node:zlib'
import { KEY, MadeExport, OTHER_KEY, findingsIn, summaryIn, told, verdictOf } from './testing/made-export.ts'
import { headOf, keyList, signed, type MadeDigest, type MadeObject } from './testing/made-trail.ts'

const digestIn = ({ text }: MadeObject): MadeDigest => JSON.parse(text) as MadeDigest

/** Writes a digest anew, signed by a key, where the old one lay. */
function replace(made: MadeExport, hour: number, change: (digest: MadeDigest) => void, key = KEY): void {
  const digest = digestIn(made.digest(hour))
  change(digest)
  const object = signed(digest, key)
  made.put(object.key, object.text)
  made.files.set(`${object.key}.head.json`, Buffer.from(headOf(object)))
}

test('an edited log is one finding at the log', async () => {
  const made = new MadeExport()
  made.put(made.log(2).key, made.log(2).text.replace('GetSecretValue', 'ListSecrets'))
  const [finding, ...more] = findingsIn(await made.checks())
  expect(more).toEqual([])
  expect(finding).toMatchObject({ check: 'digest.file', verdict: 'failed', kind: 'edited', file: made.log(2).key })
  expect(finding?.message).toContain("INVALID: hash value doesn't match")
})

test('an edited digest is one finding, with the next one that contradicts it and the logs that nothing proves', async () => {
  const made = new MadeExport()
  made.put(made.digest(2).key, made.digest(2).text.replace('"newestEventTime":null', '"newestEventTime":"x"'))
  const checks = await made.checks()
  expect(told(checks)).toEqual([`digest.signature edited ${made.digest(2).key}`])
  expect(findingsIn(checks)[0]?.follows).toEqual([
    `${made.digest(3).key} states another hash for it`,
    '1 log file is proven by nothing else',
  ])
  expect(summaryIn(checks)).toContain('digests 5/6 valid, 1/6 invalid')
})

test('a log that an edited digest no longer names is no finding of its own', async () => {
  const made = new MadeExport()
  const digest = digestIn(made.digest(2))
  made.put(made.digest(2).key, JSON.stringify({ ...digest, logFiles: [] }))
  expect(told(await made.checks())).toEqual([`digest.signature edited ${made.digest(2).key}`])
})

test('a digest signed anew by another key, its fingerprint kept', async () => {
  const made = new MadeExport()
  replace(made, 2, (digest) => (digest.logFiles = []), OTHER_KEY)
  expect(told(await made.checks())).toEqual([`digest.signature edited ${made.digest(2).key}`])
})

test('a digest under a key of the forger is refuted by the next one, known key or not', async () => {
  const made = new MadeExport()
  replace(made, 2, (digest) => (digest.digestPublicKeyFingerprint = OTHER_KEY.fingerprint), OTHER_KEY)
  expect(told(await made.checks())).toEqual([`digest.signature edited ${made.digest(2).key}`])
  made.files.set('keys.json', keyList([OTHER_KEY]))
  const finding = findingsIn(await made.checks()).find(({ verdict }) => verdict === 'failed')
  expect(finding).toMatchObject({ check: 'chain.link', kind: 'forked', file: made.digest(3).key })
})

test('a validly signed digest with another hash or signature for the one before is a fork, which validate-logs passes', async () => {
  for (const [member, value] of [
    ['previousDigestHashValue', '0'.repeat(64)],
    ['previousDigestSignature', '0'.repeat(512)],
  ] as const) {
    const made = new MadeExport({ change: (digest, hour) => void (hour === 3 && (digest[member] = value)) })
    const checks = await made.checks()
    expect(told(checks)).toEqual([`chain.link forked ${made.digest(3).key}`])
    expect(findingsIn(checks)[0]?.message).toContain('passes this')
  }
})

test('a validly signed substitute is found at the digest that names the true one', async () => {
  const made = new MadeExport()
  replace(made, 2, (digest) => (digest.logFiles = []))
  expect(told(await made.checks())).toEqual([
    `chain.link forked ${made.digest(3).key}`,
    `file.unlisted inserted ${made.log(2).key}`,
  ])
})

test('a signed digest beside the chain is a fork', async () => {
  const made = new MadeExport()
  const digest = digestIn(made.digest(2))
  digest.digestEndTime = '2026-01-05T09:45:31Z'
  digest.digestS3Object = digest.digestS3Object.replace('T091531Z', 'T094531Z')
  const beside = signed(digest, KEY)
  made.put(beside.key, beside.text)
  made.files.set(`${beside.key}.head.json`, Buffer.from(headOf(beside)))
  expect(told(await made.checks())).toEqual([`chain.link forked ${beside.key}`])
})

test('a second gzip stream after a log, also an empty one, and bytes that are none', async () => {
  const streams = [gzipSync('{"Records":[]}'), gzipSync(''), Buffer.alloc(3)]
  for (const more of streams) {
    const made = new MadeExport()
    const { key } = made.log(1)
    made.files.set(key, Buffer.concat([made.files.get(key) ?? Buffer.alloc(0), more]))
    const [finding, ...others] = findingsIn(await made.checks())
    expect(others).toEqual([])
    expect(finding).toMatchObject({ check: 'digest.file', verdict: 'failed', kind: 'malformed', file: key })
    expect(finding?.message).toContain('Bytes follow the log')
  }
})

test('a damaged gzip file, of a log and of a digest', async () => {
  const made = new MadeExport()
  made.files.set(made.log(1).key, Buffer.from(made.files.get(made.log(1).key) ?? []).subarray(0, 40))
  made.files.set(made.digest(3).key, Buffer.from(made.files.get(made.digest(3).key) ?? []).subarray(0, 40))
  expect(told(await made.checks())).toEqual([
    `digest.form malformed ${made.digest(3).key}`,
    `digest.file malformed ${made.log(1).key}`,
  ])
})

test('a log that the signed digests of its hour do not name', async () => {
  const made = new MadeExport()
  const added = made.log(2).key.replace(/_[0-9a-f]{16}/, '_deadbeefdeadbeef')
  made.put(added, '{"Records":[{"eventName":"Planted"}]}')
  expect(told(await made.checks())).toEqual([`file.unlisted inserted ${added}`])
})

test('a digest under the name of another, with and without its own left', async () => {
  for (const copied of [true, false]) {
    const made = new MadeExport()
    for (const end of ['', '.head.json']) {
      const bytes = made.files.get(made.digest(2).key + end)
      if (bytes) made.files.set(made.digest(3).key + end, bytes)
      if (!copied) made.files.delete(made.digest(2).key + end)
    }
    const findings = told(await made.checks())
    expect(findings).toContain(`file.moved reordered ${made.digest(3).key}`)
    expect(findings).toContain(`file.missing incomplete ${made.digest(3).key}`)
  }
})

test('a digest in another folder than the others of its chain', async () => {
  const made = new MadeExport()
  const moved = made.digest(3).key.replace('/2026/', '/2025/')
  for (const end of ['', '.head.json']) made.rename(made.digest(3).key + end, moved + end)
  expect(told(await made.checks())).toEqual([`file.moved reordered ${moved}`])
})

test('a log under another name', async () => {
  const made = new MadeExport()
  made.rename(made.log(3).key, 'AWSLogs/other.json.gz')
  expect(told(await made.checks())).toEqual(['file.moved reordered AWSLogs/other.json.gz'])
})

test('a side file with another signature than the one that the next digest repeats', async () => {
  const made = new MadeExport()
  const side = `${made.digest(2).key}.head.json`
  for (const signature of ['00'.repeat(256), made.digest(1).signature, 'no hex']) {
    made.files.set(side, Buffer.from(JSON.stringify({ Metadata: { signature } })))
    expect(told(await made.checks())).toEqual([`digest.signature edited ${side}`])
  }
})

test('digests of one name and two contents, both signed', async () => {
  const made = new MadeExport()
  const digest = digestIn(made.digest(5))
  digest.logFiles = []
  const other = signed(digest, KEY)
  made.put(`second/${other.key}`, other.text)
  made.files.set(`second/${other.key}.head.json`, Buffer.from(headOf(other)))
  expect(verdictOf(await made.checks())).toBe('failed')
})

test('a list of keys in the export whose fingerprint is wrong', async () => {
  const made = new MadeExport()
  made.files.set('keys.json', keyList([KEY], { Fingerprint: '0'.repeat(32) }))
  expect(told(await made.checks())).toEqual(['digest.key malformed keys.json'])
})
