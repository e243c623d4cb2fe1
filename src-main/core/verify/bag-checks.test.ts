import { expect, test } from 'vitest'
import { BAGIT_TEXT, CMS_SIGNATURE, SSH_SIGNATURE } from '../bundle/layout.ts'
import * as bag from './bag-checks.ts'
import { checkPeriod } from './period.ts'
import { signatureCheck } from './signature.ts'

test('the bag declaration must be there byte for byte', () => {
  expect(bag.checkBagDeclaration(BAGIT_TEXT).verdict).toBe('verified')
  expect(bag.checkBagDeclaration(undefined)).toMatchObject({ verdict: 'not-verifiable' })
  for (const text of [
    '',
    BAGIT_TEXT.replaceAll('\n', '\r\n'),
    `\ufeff${BAGIT_TEXT}`,
    BAGIT_TEXT.replace('UTF-8', 'UTF-16'),
  ]) {
    expect(bag.checkBagDeclaration(text)).toMatchObject({ verdict: 'failed', kind: 'malformed' })
  }
})

test.each([
  ['Payload-Oxum: 12.3\n', '12.3'],
  ['A: b\r\nPayload-Oxum:\t12.3 \r\n', '12.3'],
  ['Payload-Oxum: twelve\n', undefined],
  ['payload: 1.2\n', undefined],
])('Payload-Oxum in %j is %s', (text, want) => expect(bag.payloadOxum(text)).toBe(want))

test('a count that differs says which way', () => {
  expect(bag.countDiffers('f', 'Lines', '10', '9').kind).toBe('removed')
  expect(bag.countDiffers('f', 'Lines', '10', '11').kind).toBe('inserted')
})

test('counts read well', () => {
  expect(bag.digestsHold('digest.file', 1).message).toBe('1 file has the digest of the manifest')
  expect(bag.digestsHold('digest.tag', 2).message).toBe('2 files have the digests of the tag manifest')
  expect([bag.countsHold(1).message, bag.countsHold(2).message]).toEqual([
    'The declared counts of 1 log hold',
    'The declared counts of 2 logs hold',
  ])
  expect(bag.chainHolds('data/a', 3).covered).toBe(3)
})

test('a file that is gone or other says which manifest speaks of it', () => {
  expect(bag.fileMissing('data/a', 'the manifest', 'ab')).toMatchObject({ kind: 'missing', expected: 'ab' })
  expect(bag.fileMissing('data/a', 'bundle.json', undefined)).not.toHaveProperty('expected')
  expect(bag.digestDiffers('digest.file', 'a', 'ab', 'cd').message).toBe(
    'The digest of a is not the one in the manifest',
  )
  expect(bag.digestDiffers('digest.tag', 'a', 'ab', 'cd').message).toContain('in the tag manifest')
})

test('lines of a manifest that are wrong are named, the rest counted', () => {
  const wrong = [
    { line: 3, reason: 'is wrong' },
    { line: 0, reason: '7 further lines are wrong' },
  ]
  const [first, rest] = bag.checkManifestLines('manifest-sha256.txt', { digests: new Map(), wrong })
  expect(first).toMatchObject({ line: 3, verdict: 'failed' })
  expect(rest?.line).toBeUndefined()
})

test('a file over a limit is not verifiable, a damaged one failed', () => {
  expect(bag.unreadableLog('data/a', 'x', true).verdict).toBe('not-verifiable')
  expect(bag.unreadableLog('data/a', 'x', false)).toMatchObject({ verdict: 'failed', kind: 'malformed' })
})

test('a signature is told with its signer, time and remedy', () => {
  const signer = { name: 'Alice', fingerprint: 'ab', kind: 'x509' } as const
  const good = bag.ofSignature(
    CMS_SIGNATURE,
    signatureCheck({ faults: [], signer, signedAt: { time: 'T', basis: 'claimed' } }),
  )
  expect(good).toMatchObject({
    verdict: 'verified',
    found: 'ab',
    message: expect.stringContaining('by its own clock at T'),
  })
  const fault = { reason: 'signature-invalid', message: 'does not fit', settles: 'the right one' } as const
  const bad = bag.ofSignature(
    SSH_SIGNATURE,
    signatureCheck({ faults: [fault], signedAt: { time: 'T', basis: 'token' } }),
  )
  expect(bad).toMatchObject({
    verdict: 'failed',
    kind: 'edited',
    settles: 'the right one',
    message: expect.stringContaining('(at T)'),
  })
  expect(bag.ofSignature(SSH_SIGNATURE, signatureCheck({ faults: [] })).message).toBe(
    'OpenSSH signature over tagmanifest-sha256.txt: the signature holds',
  )
})

test('the declared period: held, left, unread, or not declared', () => {
  const period = { from: '2025-01-01T00:00:00Z', to: '2025-02-01T00:00:00Z' }
  expect(checkPeriod(null, undefined).verdict).toBe('not-offered')
  expect(checkPeriod(period, undefined)).toMatchObject({ verdict: 'not-verifiable', settles: expect.any(String) })
  expect(checkPeriod(period, { covered: 3, outside: 0 })).toMatchObject({ verdict: 'verified', covered: 3 })
  const first = { file: 'data/a', line: 7, time: '2025-03-01T00:00:00Z' }
  expect(checkPeriod(period, { covered: 3, outside: 1, first })).toMatchObject({
    verdict: 'failed',
    line: 7,
    found: first.time,
  })
  expect(checkPeriod(period, { covered: 3, outside: 1 }).file).toBeUndefined()
})
