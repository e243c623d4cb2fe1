import { createHash, createSign, generateKeyPairSync } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { bundleVerdict, type Check } from '../../core/verify/check.ts'
import { verifyCms } from '../crypto/cms.ts'
import { joinTrust, readTrust, type Trust } from '../crypto/trusted.ts'
import { type CaseFolder, caseFolder } from '../testing/case-folder.ts'
import { pairs } from '../testing/lines.ts'
import { verifyStored } from './verify-stored.ts'

const NOW = new Date('2025-04-01T06:00:00Z')
const NONE: Trust = { keys: [], lists: [] }
const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')
const log = pairs(0, 40)
const okta = `${JSON.stringify({ eventType: 'user.session.start', published: '2025-03-14T02:34:07.918Z', outcome: { result: 'SUCCESS' }, actor: { alternateId: 'nora@example.org' }, uuid: '1' })}\n`

let at: CaseFolder
afterEach(() => at[Symbol.dispose]())

async function verified(files: Readonly<Record<string, string | Uint8Array>>, trust = NONE) {
  at = caseFolder()
  for (const [name, bytes] of Object.entries(files)) at.write(name, bytes)
  const { bundles, refused } = await at.import(Object.keys(files))
  const found: { format: string; checks: Check[]; verdict: string }[] = []
  for (const { id, format } of bundles) {
    const checks: Check[] = []
    const deps = {
      trust,
      now: NOW,
      verifySignature: (_: unknown, signed: Uint8Array, signature: Uint8Array) =>
        verifyCms(signed, signature, trust, NOW),
    }
    for await (const check of verifyStored(at.db, { id, shape: 'files', format }, deps)) checks.push(check)
    found.push({ format, checks, verdict: bundleVerdict(checks) })
  }
  return { found, refused }
}

const proofs = (checks: readonly Check[]): string[] =>
  checks.filter(({ level }) => level === 'proof').map(({ check, verdict, file }) => `${check} ${verdict} ${file ?? ''}`)

test('a list of digests beside a log is kept with it and proves it, packed or not', async () => {
  const packed = gzipSync(log)
  const { found, refused } = await verified({
    'a.log': log,
    'b.log.gz': packed,
    SHA256SUMS: `${sha256(log)}  a.log\n${sha256(packed)}  b.log.gz\n`,
  })
  expect(refused).toEqual([])
  expect(found.map(({ verdict }) => verdict)).toEqual(['verified'])
  expect(proofs(found[0]?.checks ?? [])).toEqual(['digest.list verified SHA256SUMS'])
})

test('a changed log fails by its name, and only it', async () => {
  const { found } = await verified({
    'a.log': log,
    'b.log': `${log}\n`,
    SHA256SUMS: `${sha256('other')}  a.log\n${sha256(`${log}\n`)}  b.log\n`,
  })
  expect(found[0]?.verdict).toBe('failed')
  expect(proofs(found[0]?.checks ?? [])).toContain('digest.list failed a.log')
})

test('a log that no proof reaches keeps the bundle from being verified', async () => {
  const { found } = await verified({ 'a.log': log, 'b.log': `${log}\n`, SHA256SUMS: `${sha256(log)}  a.log\n` })
  expect(found[0]?.verdict).toBe('not-verifiable')
  expect(proofs(found[0]?.checks ?? [])).toContain('proof.reach not-verifiable b.log')
})

test('logs of another system are proved by a list that is kept beside the first', async () => {
  const { found } = await verified({
    'a.log': log,
    'a2.log': `${log}\n`,
    'okta.json': okta,
    SHA256SUMS: `${sha256(log)}  a.log\n${sha256(`${log}\n`)}  a2.log\n${sha256(okta)}  okta.json\n`,
  })
  const other = found.find(({ format }) => format === 'okta-system')
  expect(found.map(({ verdict }) => verdict)).toEqual(['verified', 'verified'])
  expect(proofs(other?.checks ?? [])).toEqual(['proof.reach verified '])
})

test('a log alone still offers nothing, and a proof alone is refused', async () => {
  expect((await verified({ 'a.log': log })).found[0]?.verdict).toBe('not-offered')
  at[Symbol.dispose]()
  const { found, refused } = await verified({ SHA256SUMS: `${sha256(log)}  a.log\n` })
  expect(found).toEqual([])
  expect(refused.map(({ code }) => code)).toEqual(['format-unknown'])
})

test('a bare signature holds under a trusted key; a key that came along proves nothing about origin', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const signature = createSign('sha256').update(log).sign(privateKey)
  const files = { 'a.log': log, 'a.log.sig': signature }
  expect((await verified(files, joinTrust([readTrust(Buffer.from(pem))]))).found[0]?.verdict).toBe('verified')
  at[Symbol.dispose]()
  const along = await verified({ ...files, 'signer.pub.pem': pem })
  expect(along.found[0]?.verdict).toBe('not-verifiable')
  expect(along.found[0]?.checks.find(({ check }) => check.startsWith('signature'))?.state).toBe('trust-unknown')
})
