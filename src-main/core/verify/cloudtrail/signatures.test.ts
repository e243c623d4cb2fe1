import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readSignatures } from './signatures.ts'

const found = (value: unknown) => readSignatures(typeof value === 'string' ? value : JSON.stringify(value))

test.each([
  ['a head-object answer', { Metadata: { signature: 'ab' } }, ['', 'ab']],
  ['its raw headers', { 'x-amz-meta-signature': 'ab' }, ['', 'ab']],
  ['names in other cases', { KEY: 'k', metadata: { Signature: 'ab' } }, ['k', 'ab']],
  ['a list', [{ Key: 'k', Metadata: { signature: 'ab' } }], ['k', 'ab']],
  ['a listing', { Contents: [{ Key: 'k', Size: 3, Metadata: { signature: 'ab' } }] }, ['k', 'ab']],
  ['a flat inventory', { Objects: [{ Bucket: 'b', Key: 'k', Signature: 'ab' }] }, ['k', 'ab']],
  ['a map', { k: { Metadata: { signature: 'ab' } } }, ['k', 'ab']],
  ['lines', '{"Key":"k","Metadata":{"signature":"ab"}}\n\n', ['k', 'ab']],
])('%s pairs a key with a signature', (_, value, [key, signature]) => {
  expect(found(value)).toEqual([{ key, signature, generatedUs: undefined }])
})

test('a backfill digest has the time it was made', () => {
  const metadata = { signature: 'ab', 'backfill-generation-timestamp': '2026-01-05T09:15:31Z' }
  expect(found({ Metadata: metadata })).toMatchObject([{ generatedUs: Date.UTC(2026, 0, 5, 9, 15, 31) * 1000 }])
})

test.each([
  ['no JSON', 'signature'],
  ['one line of many is no JSON', '{"Key":"k","Metadata":{"signature":"ab"}}\nx'],
  ['a signature that is no text', { Metadata: { signature: 7 } }],
  ['other metadata', { Metadata: { etag: 'ab' } }],
  ['too deep', { a: { b: { c: { d: { e: { signature: 'ab' } } } } } }],
  ['nothing', ''],
])('%s is none', (_, value) => expect(found(value)).toBeUndefined())

test('more lines than a list may have are none', () => {
  expect(readSignatures('{"Key":"k","Metadata":{"signature":"ab"}}\n'.repeat(200_001))).toBeUndefined()
})

test('any JSON is read without a fault', () => fc.assert(fc.property(fc.json(), (text) => void readSignatures(text))))

test('a thousand lists in one another are left', () => {
  expect(readSignatures(`${'['.repeat(1000)}${']'.repeat(1000)}`)).toBeUndefined()
})
