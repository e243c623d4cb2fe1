import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { keyList, madeKey } from '../proofs/cloudtrail/testing/made-trail.ts'
import { bareDigestKey, digestKey } from './cloudtrail-keys.ts'
import { readTrust } from './trusted.ts'

const [first, second] = [madeKey(), madeKey()]
const list = (entry: object): Buffer => Buffer.from(JSON.stringify({ PublicKeyList: [{ ...first.listed, ...entry }] }))

test('the answer of list-public-keys is read by content, and what is kept of a key gives the same key again', () => {
  const validity = { ValidityStartTime: '2026-01-01T00:00:00Z', ValidityEndTime: 1_769_904_000 }
  const { keys } = readTrust(keyList([first, second], validity))
  expect(keys).toMatchObject([
    {
      kind: 'cloudtrail',
      fingerprint: first.fingerprint,
      name: expect.stringContaining('2026-01-01T00:00:00Z to 2026-02-01'),
    },
    { kind: 'cloudtrail', fingerprint: second.fingerprint },
  ])
  for (const key of keys) {
    const again = readTrust(Buffer.from(key.material)).keys
    expect(again).toMatchObject([
      { kind: 'cloudtrail', fingerprint: key.fingerprint, name: key.name, material: key.material },
    ])
  }
})

test('a byte order mark before the list, and a list without fingerprints or validity, are no obstacle', () => {
  const bare = { PublicKeyList: [{ Value: first.listed.Value }] }
  expect(readTrust(Buffer.from(`\ufeff${JSON.stringify(bare)}`)).keys).toMatchObject([
    { fingerprint: first.fingerprint },
  ])
})

test.each([
  ['a fingerprint of another key', list({ Fingerprint: second.fingerprint })],
  ['a value that is no key', list({ Value: 'AAAA', Fingerprint: undefined })],
  ['a value that is another kind of DER', list({ Value: spki().toString('base64'), Fingerprint: undefined })],
  ['an empty list', Buffer.from('{"PublicKeyList":[]}')],
  ['a list that is none', Buffer.from('{"PublicKeyList":"x"}')],
  ['other JSON', Buffer.from('{"keys":[]}')],
])('%s is refused', (_, bytes) => expect(() => readTrust(bytes)).toThrow(/not a key file/))

function spki(): Buffer {
  return generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'der' })
}

test('a short key is weak, a key of another kind is none', () => {
  const [key] = readTrust(keyList([madeKey(1024)])).keys
  if (key?.kind !== 'cloudtrail') throw new Error('no key')
  expect(digestKey(key).weak).toContain('too short')
  expect(bareDigestKey(generateKeyPairSync('ed25519').publicKey)).toBeUndefined()
})

test('a signature that is no hex, empty or of another length never holds and never throws', () => {
  const [key] = readTrust(keyList([first])).keys
  if (key?.kind !== 'cloudtrail') throw new Error('no key')
  for (const signature of ['', 'x', '0', '00', 'zz'.repeat(256), '00'.repeat(256), 'ff'.repeat(10_000)]) {
    expect(digestKey(key).verify('text', signature)).toBe(false)
  }
})
