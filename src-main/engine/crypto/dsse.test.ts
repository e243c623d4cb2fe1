import { generateKeyPairSync, sign } from 'node:crypto'
import { expect, test } from 'vitest'
import { preAuthEncoding, verifyDsse } from './dsse.ts'
import { readTrust, joinTrust } from './trusted.ts'

const pairs = [1, 2, 3].map(() => generateKeyPairSync('ed25519'))
const pem = (index: number) =>
  readTrust(Buffer.from(String(pairs[index]?.publicKey.export({ type: 'spki', format: 'pem' }))))
const jwk = (index: number) => readTrust(Buffer.from(JSON.stringify(pairs[index]?.publicKey.export({ format: 'jwk' }))))
const payload = Buffer.from('{"a": "é"}')
const type = 'application/jsön'
const signatureBy = (index: number) => {
  const key = pairs[index]?.privateKey
  return { sig: key ? sign(null, preAuthEncoding(type, payload), key).toString('base64') : '' }
}
const envelope = (...signers: number[]) =>
  Buffer.from(
    JSON.stringify({
      payload: payload.toString('base64'),
      payloadType: type,
      signatures: signers.map((index) => signatureBy(index)),
    }),
  )
const now = new Date('2026-12-01')

test('lengths are counted in octets', () => {
  expect(preAuthEncoding(type, payload).toString()).toBe('DSSEv1 17 application/jsön 11 {"a": "é"}')
})

test.each<[string, number[], number, string]>([
  ['two of two', [0, 1], 2, 'verified'],
  ['two and a stranger', [2, 0, 1], 2, 'verified'],
  ['one of two', [0], 2, 'signature-absent'],
  ['the same key twice', [0, 0], 2, 'signature-absent'],
  ['one and a stranger', [0, 2], 2, 'signature-absent'],
  ['a stranger alone', [2], 1, 'signer-unknown'],
])('a threshold: %s', (_, signers, threshold, want) => {
  // The first key is trusted in two forms, and counts once.
  const trust = joinTrust([pem(0), jwk(0), pem(1)])
  const { check, payload: seen } = verifyDsse({ signature: envelope(...signers), trust, now }, threshold)
  expect(check.faults[0]?.reason ?? check.verdict).toBe(want)
  expect(seen !== undefined).toBe(want !== 'signer-unknown')
})

test('a payload over which no signature holds is not handed out', () => {
  const changed = envelope(0).toString().replace(payload.toString('base64'), Buffer.from('{}').toString('base64'))
  expect(verifyDsse({ signature: Buffer.from(changed), trust: pem(0), now })).not.toHaveProperty('payload')
})
