import { generateKeyPairSync, hash, sign } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { chainOf } from '../../core/verify/chain-rules/testing/chained.ts'
import { type Trust, readTrust } from '../crypto/trusted.ts'
import { type Files, proofsIn, verifiedFiles } from './testing/verified-files.ts'

// Files of which none is a log that can be read.

const chain = chainOf(12)
  .map((entry) => `${JSON.stringify(entry)}\n`)
  .join('')
const pdf = Buffer.from([0x25, 0x50, 0x44, 0x46, 0, 0, 0xff, 0xfe, 0x0a, 0xc8])
const latin = Buffer.from('Gr\xfc\xdfe\n', 'latin1')
const table = 'when;who;what\r\n14.03.2025 03:31:07;ann;read\r\n'
const packed = gzipSync('some text')
const files: Files = { 'a.pdf': pdf, 'b.txt': latin, 'c.csv': table, 'd.txt.gz': packed }
const list = Object.entries(files)
  .map(([name, bytes]) => `${hash('sha256', bytes)}  ${name}\n`)
  .join('')
const alone = (all: Files, trust?: Trust) => verifiedFiles(all, trust, true)

test('a list that nobody signed has the digests of the files as they were received, and says nothing of origin', async () => {
  const { found, refused } = await alone({ ...files, SHA256SUMS: list })
  expect([refused, found.map(({ format, verdict }) => [format, verdict])]).toEqual([[], [['files', 'not-verifiable']]])
  const all = found[0]?.checks ?? []
  expect(proofsIn(all)).toEqual(['digest.list verified SHA256SUMS', 'digest.signature not-verifiable SHA256SUMS'])
  expect(all.find(({ check }) => check === 'digest.list')?.covered).toBe(4)
  expect(all.some(({ check, message }) => check === 'file.records' && message.includes('none of their records'))).toBe(
    true,
  )
})

test.each<[string, Files, string, string]>([
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
  expect(proofsIn(found[0]?.checks)).toContain(want)
})

test('a signature proves the one file that it is over', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const signed = { 'a.pdf': pdf, 'a.pdf.sig': sign(null, pdf, privateKey) }
  const trust = readTrust(Buffer.from(pem))
  expect((await alone(signed, trust)).found[0]?.verdict).toBe('verified')
  expect((await alone({ ...signed, 'a.pdf': latin }, trust)).found[0]?.verdict).toBe('failed')
  expect((await alone({ ...signed, 'b.txt': latin }, trust)).found[0]?.verdict).toBe('not-verifiable')
  expect((await alone({ ...signed, 'key.pem': pem })).found[0]?.verdict).toBe('not-verifiable')
})

test.each<[string, Files]>([
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
