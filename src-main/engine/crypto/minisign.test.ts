import { createHash, getHashes } from 'node:crypto'
import { blake2b } from '@noble/hashes/blake2.js'
import { expect, test } from 'vitest'
import { vectorCase } from '../proofs/testing/vector-cases.ts'
import { verifyMinisign } from './minisign.ts'
import { contentOf } from './signed-content.ts'

const native = getHashes().includes('blake2b512')

test.skipIf(!native)('both BLAKE2b agree (skipped where node has none)', () => {
  for (const length of [0, 1, 127, 128, 129, 4096]) {
    const bytes = new Uint8Array(length).fill(7)
    expect(Buffer.from(blake2b(bytes, { dkLen: 64 }))).toEqual(createHash('blake2b512').update(bytes).digest())
  }
})

const { bytes: signature, files, trust } = vectorCase('minisign', 'prehashed')
const ask = { signature, content: contentOf(files.get('LIST') ?? new Uint8Array()), trust, now: new Date() }

test('the time is taken from the trusted comment, and only where it holds', async () => {
  expect((await verifyMinisign(ask)).signedAt).toMatchObject({ basis: 'claimed' })
  const changed = Buffer.from(Buffer.from(signature).toString('latin1').replace('timestamp:1', 'timestamp:2'), 'latin1')
  expect(await verifyMinisign({ ...ask, signature: changed })).toMatchObject({
    verdict: 'failed',
    signedAt: { basis: 'none' },
  })
})

const lines = (end: string) => Buffer.from(Buffer.from(signature).toString('latin1').replaceAll('\n', end), 'latin1')

test('line ends of another system are read, more of them are not', async () => {
  expect((await verifyMinisign({ ...ask, signature: lines('\r\n') })).verdict).toBe('verified')
  expect((await verifyMinisign({ ...ask, signature: lines('\r\r\n') })).verdict).toBe('failed')
  expect((await verifyMinisign({ ...ask, signature: lines('\n\n') })).verdict).toBe('failed')
})
