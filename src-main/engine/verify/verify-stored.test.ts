import { writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, test, vi } from 'vitest'
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

// every case is imported and read again by threads of its own, which takes its time where others work too
vi.setConfig({ testTimeout: 120_000 })

const NOW = new Date('2025-04-01T06:00:00Z')
const pem = Buffer.from(newIdentity({ name: 'Tester', algorithm: 'ecdsa-p256', now: NOW }))

async function stored(at: CaseFolder, id: number, shape: 'files' | 'open-bundle', format = 'vault'): Promise<Check[]> {
  const checks: Check[] = []
  const deps = {
    trust: readTrust(pem),
    now: NOW,
    verifySignature: (_: 'cms' | 'sshsig', signed: Uint8Array, signature: Uint8Array) =>
      verifyCms(signed, signature, readTrust(pem), NOW),
    recordsInSpan: (from: string, to: string) => recordsInSpan(at.db, id, from, to),
  }
  for await (const check of verifyStored(at.db, { id, shape, format }, deps)) checks.push(check)
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
    'time.silence',
    'log.cut',
  ])
  expect(checks.filter(({ level }) => level === 'proof')).toMatchObject([{ verdict: 'not-offered' }])
})

async function checksOf(files: Readonly<Record<string, string>>, format: string): Promise<Check[]> {
  using at = caseFolder()
  for (const [name, text] of Object.entries(files)) at.write(name, text)
  await at.import(Object.keys(files))
  return await stored(at, 1, 'files', format)
}

const kms = (rows: readonly (readonly [id: number, minute: number, operation: string])[]): string =>
  [
    'id,Timestamp (UTC),Operation,Result,Actor,Config path,IP,Error',
    ...rows.map(
      ([id, minute, operation]) =>
        `${id},2026-05-04 08:${String(minute).padStart(2, '0')}:00,${operation},Success,ada@example.org,tools.key,192.0.2.7,`,
    ),
    '',
  ].join('\n')

const seen = (checks: readonly Check[]): string[] =>
  checks.filter(({ verdict }) => verdict === 'not-verifiable').map(({ check, line }) => `${check} ${line ?? ''}`)

test('numbers of the source: a gap and the missing row of the export are told, and nothing makes it verified', async () => {
  const whole = await checksOf(
    {
      'kms.csv': kms([
        [7, 1, 'unwrap'],
        [8, 2, 'unwrap'],
        [9, 3, 'audit_export'],
      ]),
    },
    'cloosphere-kms-audit',
  )
  expect(bundleVerdict(whole)).toBe('not-verifiable')
  expect(seen(whole)).toEqual(['source.proof ', 'time.silence '])
  const cut = await checksOf(
    {
      'kms.csv': kms([
        [7, 5, 'unwrap'],
        [9, 3, 'unwrap'],
        [10, 9, 'wrap'],
      ]),
    },
    'cloosphere-kms-audit',
  )
  expect(seen(cut)).toEqual([
    'source.proof ',
    'sequence.gap 3',
    'sequence.time 3',
    'export.row 4',
    'time.order 3',
    'time.clock 3',
    'time.silence ',
  ])
})

test('overlapping exports of one log agree row by row, or are told', async () => {
  const a = kms([
    [7, 1, 'unwrap'],
    [8, 2, 'unwrap'],
    [9, 3, 'audit_export'],
  ])
  const same = await checksOf(
    {
      'a.csv': a,
      'b.csv': kms([
        [8, 2, 'unwrap'],
        [9, 3, 'audit_export'],
        [10, 4, 'audit_export'],
      ]),
    },
    'cloosphere-kms-audit',
  )
  expect(same.filter(({ check, verdict }) => check === 'record.identity' && verdict !== 'verified')).toEqual([])
  const other = await checksOf(
    {
      'a.csv': a,
      'b.csv': kms([
        [8, 2, 'wrap'],
        [10, 4, 'audit_export'],
      ]),
    },
    'cloosphere-kms-audit',
  )
  expect(other.filter(({ check }) => check === 'record.identity' || check === 'sequence.repeat')).toMatchObject([
    { verdict: 'not-verifiable', level: 'proof', file: 'b.csv', line: 2 },
    { verdict: 'not-verifiable', level: 'observation', file: 'b.csv', line: 2 },
  ])
})

const act = (n: number, operation: string, type: 'request' | 'response' = 'request'): string =>
  `${vaultLine({ n, type, operation, path: 'sys/audit/file' })}\n`

test('a device switched off and on, and a log that begins with a response, are told', async () => {
  const checks = await checksOf(
    {
      'a.log': `${act(1, 'update', 'response')}${pairs(2, 20)}${act(30, 'delete')}${act(7230, 'update', 'response')}${pairs(7240, 7250)}`,
    },
    'vault',
  )
  expect(checks.filter(({ check }) => /^(?:device|pair)\./.test(check))).toMatchObject([
    { check: 'pair.response', line: 38 },
    { check: 'pair.request', line: 39 },
    { check: 'pair.start', line: 1, message: expect.stringContaining('enabled the audit device') },
    { check: 'device.switched', line: 38, message: expect.stringContaining('2.0 h later') },
  ])
})

test('logs of a source that offers a proof which did not come along are not verifiable, and never not offered', async () => {
  const event = {
    eventVersion: '1.08',
    eventTime: '2025-03-14T02:34:07Z',
    eventSource: 'kms.amazonaws.com',
    eventName: 'Decrypt',
    eventID: 'a',
  }
  const checks = await checksOf({ 'trail.json': JSON.stringify({ Records: [event] }) }, 'aws-cloudtrail')
  expect([bundleVerdict(checks), checks[0]?.message]).toEqual(['not-verifiable', expect.stringContaining('digest')])
})
