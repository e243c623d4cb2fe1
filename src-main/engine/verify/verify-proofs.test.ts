import { createHash, createSign, generateKeyPairSync, sign } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { chainOf } from '../../core/verify/chain-rules/testing/chained.ts'
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

async function verified(files: Readonly<Record<string, string | Uint8Array>>, trust = NONE, asFiles = false) {
  at = caseFolder()
  for (const [name, bytes] of Object.entries(files)) at.write(name, bytes)
  const { bundles, refused } = await at.import(Object.keys(files), { asFiles })
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

test('what a proof only looked through to find its file is not reached by it', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const other = `${log}\n`
  const subject = [{ name: 'renamed.log', digest: { sha256: sha256(other) } }]
  const statement = JSON.stringify({ _type: 'https://in-toto.io/Statement/v1', subject, predicateType: 'x' })
  const type = 'application/vnd.in-toto+json'
  const signed = `DSSEv1 ${type.length} ${type} ${statement.length} ${statement}`
  const sig = sign(null, Buffer.from(signed), privateKey).toString('base64')
  const payload = Buffer.from(statement).toString('base64')
  const { found } = await verified(
    {
      'a.log': log,
      'b.log': other,
      'made.dsse.json': JSON.stringify({ payloadType: type, payload, signatures: [{ sig }] }),
    },
    readTrust(Buffer.from(pem)),
  )
  expect(proofs(found[0]?.checks ?? [])).toContain('statement.subject verified made.dsse.json')
  expect(proofs(found[0]?.checks ?? []).filter((one) => one.startsWith('proof.reach'))).toEqual([
    'proof.reach not-verifiable a.log',
  ])
})

const chained = chainOf(12)
const chain = chained.map((entry) => `${JSON.stringify(entry)}\n`).join('')

test('a noted head beside a log that carries its own chain shows whether it was cut', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const head = JSON.stringify({
    count: 12,
    head_seq: 12,
    head_hash: chained[11]?.['hash'],
    signed_at: '2026-01-01T00:00:00Z',
  })
  const files = { 'head.json': head, 'head.json.sig': sign(null, Buffer.from(head), privateKey), 'okta.json': okta }
  const trust = readTrust(Buffer.from(pem))
  const whole = await verified({ ...files, 'a.jsonl': chain }, trust)
  expect(proofs(whole.found[0]?.checks ?? [])).toContain('chain.end verified a.jsonl')
  expect(proofs(whole.found[0]?.checks ?? [])).toContain('proof.reach not-verifiable okta.json')
  at[Symbol.dispose]()
  const cut = await verified({ ...files, 'a.jsonl': chain.split('\n').slice(0, 9).join('\n') }, trust)
  expect(proofs(cut.found[0]?.checks ?? [])).toContain('chain.anchor failed a.jsonl')
})

describe('without a log that can be read', () => {
  const pdf = Buffer.from([0x25, 0x50, 0x44, 0x46, 0, 0, 0xff, 0xfe, 0x0a, 0xc8])
  const latin = Buffer.from('Gr\xfc\xdfe\n', 'latin1')
  const table = 'when;who;what\r\n14.03.2025 03:31:07;ann;read\r\n'
  const packed = gzipSync('some text')
  const files = { 'a.pdf': pdf, 'b.txt': latin, 'c.csv': table, 'd.txt.gz': packed }
  const list = Object.entries(files)
    .map(([name, bytes]) => `${sha256(bytes)}  ${name}\n`)
    .join('')
  const alone = (all: Readonly<Record<string, string | Uint8Array>>, trust = NONE) => verified(all, trust, true)

  test('a list proves the files it names, as they were received', async () => {
    const { found, refused } = await alone({ ...files, SHA256SUMS: list })
    expect([refused, found.map(({ format, verdict }) => [format, verdict])]).toEqual([[], [['files', 'verified']]])
    const all = found[0]?.checks ?? []
    expect(proofs(all)).toEqual(['digest.list verified SHA256SUMS'])
    expect(all.find(({ check }) => check === 'digest.list')?.covered).toBe(4)
    expect(
      all.some(({ check, message }) => check === 'file.records' && message.includes('none of their records')),
    ).toBe(true)
  })

  test.each<[string, Readonly<Record<string, string | Uint8Array>>, string, string]>([
    ['a changed file', { ...files, 'a.pdf': latin, SHA256SUMS: list }, 'failed', 'digest.list failed a.pdf'],
    ['a missing file', { 'a.pdf': pdf, SHA256SUMS: list }, 'not-verifiable', 'file.missing not-verifiable b.txt'],
    [
      'a file that it does not name',
      { ...files, 'e.txt': 'x', SHA256SUMS: list },
      'not-verifiable',
      'proof.reach not-verifiable e.txt',
    ],
    ['the list alone', { SHA256SUMS: list }, 'not-verifiable', 'file.missing not-verifiable a.pdf'],
    ['a changed chain', { 'a.jsonl': chain.replace('entry 5', 'x') }, 'failed', 'chain.link failed a.jsonl'],
    [
      'a chain beside what nothing proves',
      { 'a.jsonl': chain, 'a.pdf': pdf },
      'not-verifiable',
      'proof.reach not-verifiable a.pdf',
    ],
    ['a packed chain', { 'a.jsonl.gz': gzipSync(chain) }, 'not-verifiable', 'chain.link verified a.jsonl.gz'],
    [
      'a long chain',
      { 'a.jsonl': chain + `${' '.repeat(999)}\n`.repeat(9300) },
      'not-verifiable',
      'chain.link verified a.jsonl',
    ],
  ])('%s', async (_what, all, verdict, want) => {
    const { found } = await alone(all)
    expect(found.map((one) => one.verdict)).toEqual([verdict])
    expect(proofs(found[0]?.checks ?? [])).toContain(want)
  })

  test('a signature proves the one file that it is over', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519')
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
    const signed = { 'a.pdf': pdf, 'a.pdf.sig': sign(null, pdf, privateKey) }
    const trust = readTrust(Buffer.from(pem))
    expect((await alone(signed, trust)).found[0]?.verdict).toBe('verified')
    at[Symbol.dispose]()
    expect((await alone({ ...signed, 'a.pdf': latin }, trust)).found[0]?.verdict).toBe('failed')
    at[Symbol.dispose]()
    expect((await alone({ ...signed, 'b.txt': latin }, trust)).found[0]?.verdict).toBe('not-verifiable')
    at[Symbol.dispose]()
    expect((await alone({ ...signed, 'key.pem': pem })).found[0]?.verdict).toBe('not-verifiable')
  })

  test.each<[string, Readonly<Record<string, string | Uint8Array>>]>([
    ['files alone', files],
    ['an empty file', { 'a.log': '' }],
    [
      'a key alone',
      {
        'key.pem': generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString(),
        'a.pdf': pdf,
      },
    ],
  ])('%s prove nothing, and are refused with their reasons', async (_what, all) => {
    const { found, refused } = await alone(all)
    expect([found, refused.map(({ path }) => path).toSorted()]).toEqual([[], Object.keys(all).toSorted()])
  })
})
