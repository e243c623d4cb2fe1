import { writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { bundleVerdict } from '../../core/verify/check.ts'
import type { Check } from '../../core/verify/check.ts'
import { verifyCms } from '../crypto/cms.ts'
import { newIdentity, readIdentity } from '../crypto/keys.ts'
import { readTrust } from '../crypto/trusted.ts'
import { makeBundle } from '../jobs/make-bundle.ts'
import { caseFolder } from '../testing/case-folder.ts'
import type { CaseFolder } from '../testing/case-folder.ts'
import { pairs, vaultLine } from '../testing/lines.ts'
import { recordsInSpan } from '../query/records-in-span.ts'
import { verifyStored } from './verify-stored.ts'

const NOW = new Date('2025-04-01T06:00:00Z')
const pem = Buffer.from(newIdentity({ name: 'Tester', algorithm: 'ecdsa-p256', now: NOW }))

async function stored(at: CaseFolder, id: number, shape: 'files' | 'open-bundle'): Promise<Check[]> {
  const checks: Check[] = []
  const deps = {
    trust: readTrust(pem),
    now: NOW,
    verifySignature: (_: 'cms' | 'sshsig', signed: Uint8Array, signature: Uint8Array) =>
      verifyCms(signed, signature, readTrust(pem), NOW),
    recordsInSpan: (from: string, to: string) => recordsInSpan(at.db, id, from, to),
  }
  for await (const check of verifyStored(at.db, { id, shape, format: 'vault' }, deps)) checks.push(check)
  return checks
}

test('an open bundle verifies from the case alone as it did from its folder, packed logs too', async () => {
  using at = caseFolder()
  const signal = new AbortController().signal
  const inputs = [at.write('a.log', pairs(0, 50)), at.write('b.log.gz', gzipSync(pairs(50, 60)))]
  const ask = { inputs, reason: 'x', now: NOW, tool: 'test 1', signer: readIdentity(pem) }
  await makeBundle({ signal, tell: () => undefined }, { ...ask, out: `${at.folder}/bag` })
  await makeBundle(
    { signal, tell: () => undefined },
    { ...ask, out: `${at.folder}/late.zip`, period: { from: '2025-01-01T00:00:30Z', to: '2025-02-01' } },
  )
  await at.import(['bag'])
  const checks = await stored(at, 1, 'open-bundle')
  expect(checks.filter(({ verdict, level }) => level === 'proof' && verdict !== 'verified')).toEqual([])
  expect(bundleVerdict(checks)).toBe('verified')
  expect(checks.find(({ check }) => check === 'bundle.period')).toMatchObject({ covered: 60 })

  await at.import(['late.zip'], { again: true })
  const late = await stored(at, 2, 'open-bundle')
  expect(late.filter(({ verdict }) => verdict === 'failed')).toMatchObject([
    { check: 'bundle.period', file: 'data/a.log', line: 1, found: '2025-01-01T00:00:00.000Z' },
  ])
})

test('a tampered bundle is kept as it is, and its findings come from the case too', async () => {
  using at = caseFolder()
  const ask = {
    inputs: [at.write('a.log', pairs(0, 50))],
    reason: 'x',
    now: NOW,
    tool: 'test 1',
    signer: readIdentity(pem),
  }
  await makeBundle({ signal: new AbortController().signal, tell: () => undefined }, { ...ask, out: `${at.folder}/bag` })
  writeFileSync(`${at.folder}/bag/data/a.log`, pairs(0, 50).replace('secret/data/app', 'secret/data/abc'))
  await at.import(['bag'])
  const failed = (await stored(at, 1, 'open-bundle')).filter(({ verdict }) => verdict === 'failed')
  expect(failed).toMatchObject([{ check: 'chain.link', kind: 'edited', file: 'data/a.log', line: 1 }])
})

test('a bare log is not offered, whatever is observed', async () => {
  using at = caseFolder()
  at.write('a.log', `${pairs(0, 50)}${vaultLine({ n: 77 })}\n${vaultLine({ n: 3 })}\n{"time":"2025-01-01T0`)
  await at.import(['a.log'])
  const checks = await stored(at, 1, 'files')
  expect(bundleVerdict(checks)).toBe('not-offered')
  expect(checks.filter(({ verdict }) => verdict === 'not-verifiable').map(({ check }) => check)).toEqual([
    'pair.response',
    'record.duplicate',
    'log.cut',
  ])
  expect(checks.filter(({ level }) => level === 'proof')).toMatchObject([{ verdict: 'not-offered' }])
})
