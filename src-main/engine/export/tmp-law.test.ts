import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FaultError } from '../../contract/fault.ts'
import { verifyCms } from '../crypto/cms.ts'
import { verifySsh } from '../crypto/sshsig.ts'
import { sealSample, testSigner } from './testing/sealed.ts'
import { verifyPack, type VerifiedPack } from './verify-pack.ts'

const folder = mkdtempSync(join(tmpdir(), 'verify-law-'))
afterAll(() => rmSync(folder, { recursive: true }))

const sealedAt = `${new Date().toISOString().slice(0, 19)}Z`
const now = new Date(Date.parse(sealedAt) + 60_000)
const signer = testSigner('A', new Date(sealedAt))
const whole = join(folder, 'whole.asice')
const changed = join(folder, 'changed.asice')
let bytes = Buffer.alloc(0)
let untouched: VerifiedPack['files'] = []

beforeAll(async () => {
  await sealSample(folder, 'whole.asice', signer, sealedAt)
  bytes = readFileSync(whole)
  untouched = (await verifyPack({ path: whole, trust: signer.trust, now })).files
})

async function verdictOf(content: Uint8Array): Promise<VerifiedPack | FaultError> {
  writeFileSync(changed, content)
  try {
    return await verifyPack({ path: changed, trust: signer.trust, now })
  } catch (error) {
    if (error instanceof FaultError) return error
    throw error
  }
}

/** Bytes of the ZIP that say nothing about content (dates, versions) may change; then all files are still the sealed ones. */
function expectSeen(answer: VerifiedPack | FaultError): void {
  if (answer instanceof FaultError || answer.verdict !== 'verified') return
  expect(answer.files).toEqual(untouched)
}

test('whichever byte is changed, it is seen or it changes no file', async () => {
  const place = fc.tuple(fc.nat({ max: 1_000_000 }), fc.integer({ min: 1, max: 255 }))
  await fc.assert(
    fc.asyncProperty(place, async ([at, mask]) => {
      const copy = Buffer.from(bytes)
      const index = at % copy.length
      copy[index] = (copy[index] ?? 0) ^ mask
      expectSeen(await verdictOf(copy))
    }),
    { numRuns: 1500 },
  )
})

test('wherever it is cut, it is no whole pack', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: 1_000_000 }), async (at) => {
      const answer = await verdictOf(bytes.subarray(0, at % bytes.length))
      expect(answer instanceof FaultError ? 'fault' : answer.verdict).not.toBe('verified')
    }),
    { numRuns: 300 },
  )
})

test('no bytes are a signature by chance, and none of them throws', () => {
  const content = new Uint8Array([1])
  const trust = signer.trust
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (signature) => {
      expect(verifyCms(content, signature, trust, now).verdict).not.toBe('verified')
      const armoured = `-----BEGIN SSH SIGNATURE-----\n${Buffer.from(signature).toString('base64')}\n-----END SSH SIGNATURE-----\n`
      for (const text of [signature, Buffer.from(armoured)]) {
        expect(verifySsh({ content, signature: text, namespace: 'file', trust, now }).verdict).not.toBe('verified')
      }
    }),
  )
})
