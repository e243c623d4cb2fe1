import { createHash, createSign, generateKeyPairSync, sign } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { chainOf } from '../../core/verify/chain-rules/testing/chained.ts'
import { joinTrust, readTrust } from '../crypto/trusted.ts'
import { zipped } from '../proofs/testing/zipped.ts'
import { pairs } from '../testing/lines.ts'
import { proofsIn, verifiedFiles } from './testing/verified-files.ts'

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')
const log = pairs(0, 40)
const okta = `${JSON.stringify({ eventType: 'user.session.start', published: '2025-03-14T02:34:07.918Z', outcome: { result: 'SUCCESS' }, actor: { alternateId: 'nora@example.org' }, uuid: '1' })}\n`

test('a list of digests beside a log is kept with it and proves its bytes, packed or not, and not who wrote them', async () => {
  const packed = gzipSync(log)
  const { found, refused } = await verifiedFiles({
    'a.log': log,
    'b.log.gz': packed,
    SHA256SUMS: `${sha256(log)}  a.log\n${sha256(packed)}  b.log.gz\n`,
  })
  expect(refused).toEqual([])
  expect(found.map(({ verdict }) => verdict)).toEqual(['not-verifiable'])
  expect(proofsIn(found[0]?.checks)).toEqual([
    'digest.list verified SHA256SUMS',
    'digest.signature not-verifiable SHA256SUMS',
  ])
  expect(found[0]?.checks.find(({ check }) => check === 'digest.signature')?.message).toMatch(
    /^Nobody signed SHA256SUMS, by which 2 logs have the right digest/,
  )
})

test('a changed log fails by its name, and only it', async () => {
  const { found } = await verifiedFiles({
    'a.log': log,
    'b.log': `${log}\n`,
    SHA256SUMS: `${sha256('other')}  a.log\n${sha256(`${log}\n`)}  b.log\n`,
  })
  expect(found[0]?.verdict).toBe('failed')
  expect(proofsIn(found[0]?.checks)).toContain('digest.list failed a.log')
})

test('a log that no proof reaches keeps the bundle from being verified', async () => {
  const { found } = await verifiedFiles({ 'a.log': log, 'b.log': `${log}\n`, SHA256SUMS: `${sha256(log)}  a.log\n` })
  expect(found[0]?.verdict).toBe('not-verifiable')
  expect(proofsIn(found[0]?.checks)).toContain('proof.reach not-verifiable b.log')
})

test('logs of another system are proved by a list that is kept beside the first', async () => {
  const { found } = await verifiedFiles({
    'a.log': log,
    'a2.log': `${log}\n`,
    'okta.json': okta,
    SHA256SUMS: `${sha256(log)}  a.log\n${sha256(`${log}\n`)}  a2.log\n${sha256(okta)}  okta.json\n`,
  })
  const other = found.find(({ format }) => format === 'okta-system')
  expect(found.map(({ verdict }) => verdict)).toEqual(['not-verifiable', 'not-verifiable'])
  expect(proofsIn(other?.checks)).toEqual(['proof.reach verified ', 'digest.signature not-verifiable '])
})

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const rsaPem = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString()
const trusted = joinTrust([readTrust(Buffer.from(rsaPem))])
const rsaSigned = (text: string): Buffer => createSign('sha256').update(text).sign(rsa.privateKey)
const listOf = (name: string, bytes: string): string => `${sha256(bytes)}  ${name}\n`

test.each<[why: string, files: Readonly<Record<string, string | Uint8Array>>, want: string]>([
  [
    'the list is signed',
    { SHA256SUMS: listOf('a.log', log), 'SHA256SUMS.sig': rsaSigned(listOf('a.log', log)) },
    'verified',
  ],
  ['the log is signed beside the list', { SHA256SUMS: listOf('a.log', log), 'a.log.sig': rsaSigned(log) }, 'verified'],
  [
    'the list is named in a signed list',
    {
      'inner.sha256': listOf('a.log', log),
      SHA256SUMS: listOf('inner.sha256', listOf('a.log', log)),
      'SHA256SUMS.sig': rsaSigned(listOf('inner.sha256', listOf('a.log', log))),
    },
    'verified',
  ],
  [
    'another file is signed',
    { SHA256SUMS: listOf('a.log', log), 'b.log': `${log}\n`, 'b.log.sig': rsaSigned(`${log}\n`) },
    'not-verifiable',
  ],
  [
    'another list is signed',
    {
      SHA256SUMS: listOf('a.log', log),
      'b.sha256': listOf('b.log', `${log}\n`),
      'b.log': `${log}\n`,
      'b.sha256.sig': rsaSigned(listOf('b.log', `${log}\n`)),
    },
    'not-verifiable',
  ],
  [
    'the signature is over another list',
    { SHA256SUMS: listOf('a.log', log), 'SHA256SUMS.sig': rsaSigned('x') },
    'failed',
  ],
])('who wrote a list: %s', async (_, files, want) => {
  const { found } = await verifiedFiles({ 'a.log': log, ...files }, trusted)
  expect(found.map(({ verdict }) => verdict)).toEqual([want])
  const unsigned = proofsIn(found[0]?.checks).filter((line) => line.startsWith('digest.signature'))
  expect(unsigned).toEqual(want === 'not-verifiable' ? ['digest.signature not-verifiable SHA256SUMS'] : [])
})

test('a signed container that was opened is never told as a source without proofs', async () => {
  const { found } = await verifiedFiles({
    'made.asics': zipped({
      mimetype: 'application/vnd.etsi.asic-s+zip',
      'a.log': log,
      'META-INF/signature001.p7s': 'x',
    }),
    'plain.log': `${log}\n`,
  })
  expect(found.map(({ verdict }) => verdict)).toEqual(['failed'])
  expect(proofsIn(found[0]?.checks)).toEqual([
    'container.signature failed made.asics!META-INF/signature001.p7s',
    'proof.reach not-verifiable made.asics!a.log',
    'proof.reach not-verifiable plain.log',
  ])
})

test('a log alone still offers nothing, and a proof alone is refused', async () => {
  expect((await verifiedFiles({ 'a.log': log })).found[0]?.verdict).toBe('not-offered')
  const { found, refused } = await verifiedFiles({ SHA256SUMS: `${sha256(log)}  a.log\n` })
  expect(found).toEqual([])
  expect(refused.map(({ code }) => code)).toEqual(['format-unknown'])
})

test('a bare signature holds under a trusted key; a key that came along proves nothing about origin', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const signature = createSign('sha256').update(log).sign(privateKey)
  const files = { 'a.log': log, 'a.log.sig': signature }
  expect((await verifiedFiles(files, joinTrust([readTrust(Buffer.from(pem))]))).found[0]?.verdict).toBe('verified')
  const along = await verifiedFiles({ ...files, 'signer.pub.pem': pem })
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
  const { found } = await verifiedFiles(
    {
      'a.log': log,
      'b.log': other,
      'made.dsse.json': JSON.stringify({ payloadType: type, payload, signatures: [{ sig }] }),
    },
    readTrust(Buffer.from(pem)),
  )
  expect(proofsIn(found[0]?.checks)).toContain('statement.subject verified made.dsse.json')
  expect(proofsIn(found[0]?.checks).filter((one) => one.startsWith('proof.reach'))).toEqual([
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
  const whole = await verifiedFiles({ ...files, 'a.jsonl': chain }, trust)
  expect(proofsIn(whole.found[0]?.checks)).toContain('chain.end verified a.jsonl')
  expect(proofsIn(whole.found[0]?.checks)).toContain('proof.reach not-verifiable okta.json')
  const cut = await verifiedFiles({ ...files, 'a.jsonl': chain.split('\n').slice(0, 9).join('\n') }, trust)
  expect(proofsIn(cut.found[0]?.checks)).toContain('chain.anchor failed a.jsonl')
})

test('a file that is no log is held against the list that names it, beside logs', async () => {
  const table = 'when;who;what\r\n14.03.2025;ann;read\r\n'
  const files = { 'a.log': log, 'users.csv': table, SHA256SUMS: `${sha256(log)}  a.log\n${sha256(table)}  users.csv\n` }
  const whole = await verifiedFiles(files)
  expect(proofsIn(whole.found[0]?.checks)[0]).toBe('digest.list verified SHA256SUMS')
  expect(whole.refused.map(({ path, message }) => [path, message.includes('kept as received for the proof')])).toEqual([
    ['users.csv', true],
  ])
  const changed = await verifiedFiles({ ...files, 'users.csv': table.replace('ann', 'bob') })
  expect(changed.found[0]?.verdict).toBe('failed')
  expect(proofsIn(changed.found[0]?.checks)).toContain('digest.list failed users.csv')
})
