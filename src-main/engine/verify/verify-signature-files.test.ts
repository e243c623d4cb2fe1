import { expect, test } from 'vitest'
import { pairs } from '../testing/lines.ts'
import { fileSigner, listOf } from './testing/file-signer.ts'
import { type Files, proofsIn, verifiedFiles } from './testing/verified-files.ts'

// Files that bear the name of a signature: under another name than what they are over, too large, emptied, damaged.

const { pem, trust: trusted, signed } = fileSigner()
const none = { keys: [], lists: [] }

const log = pairs(0, 20)
const other = pairs(40, 60)
const sums = listOf({ 'export.log': log })

const LARGE = new Uint8Array(9 * 1024 * 1024).fill(0x41)
const SSH = Buffer.concat([Buffer.from('-----BEGIN SSH SIGNATURE-----\n'), LARGE])

test.each<[string, Files]>([
  ['the only file beside it', { 'export.log': log, 'signature.sig': signed(log) }],
  [
    'one of several files beside it',
    { 'export.log': log, 'b.log': other, 'first.sig': signed(log), 'second.sig': signed(other) },
  ],
  ['a list of another name', { 'export.log': log, SHA256SUMS: sums, 'signature.sig': signed(sums) }],
])('a signature is found to be over %s by fitting it', async (_, files) => {
  const { found } = await verifiedFiles(files, trusted)
  expect(found.map(({ verdict }) => verdict)).toEqual(['verified'])
})

const CASES: ReadonlyArray<[string, Files, string, string]> = [
  [
    'over a file that did not come along',
    { 'export.log': log, 'missing.log.sig': signed(other) },
    'not-verifiable',
    'signature.raw not-verifiable missing.log.sig',
  ],
  [
    'that fits none of two files',
    { 'export.log': log, 'b.log': other, 'x.sig': signed('x') },
    'not-verifiable',
    'signature.raw not-verifiable x.sig',
  ],
  [
    'over another content of the file that it names',
    { 'export.log': log, 'export.log.sig': signed(other) },
    'failed',
    'signature.raw failed export.log.sig',
  ],
  [
    'too large, of a form that is known',
    { 'a.log': log, 'a.log.sig': SSH },
    'not-verifiable',
    'proof.limit not-verifiable a.log.sig',
  ],
  [
    'too large, of no form',
    { 'a.log': log, 'a.log.p7s': LARGE },
    'not-verifiable',
    'proof.limit not-verifiable a.log.p7s',
  ],
  ['emptied', { 'a.log': log, 'a.log.p7s': '' }, 'not-verifiable', 'signature.unread not-verifiable a.log.p7s'],
  [
    'damaged',
    { 'a.log': log, 'a.log.p7s': Uint8Array.from([0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 1, 2]) },
    'not-verifiable',
    'signature.unread not-verifiable a.log.p7s',
  ],
  [
    'too short for a bare value',
    { 'a.log': log, 'a.log.sig': 'ab' },
    'not-verifiable',
    'signature.unread not-verifiable a.log.sig',
  ],
]
test.each(CASES)('a signature %s is told', async (_, files, verdict, want) => {
  const { found, refused } = await verifiedFiles(files, trusted)
  expect(found.map((one) => one.verdict)).toEqual([verdict])
  expect(found.flatMap(({ checks }) => proofsIn(checks))).toContain(want)
  expect(refused).toEqual([])
})

test('under a key that came along it is found, and proves nothing about origin', async () => {
  const { found } = await verifiedFiles({ 'export.log': log, 'x.sig': signed(log), 'k.pub.pem': pem }, none)
  expect(found.map(({ verdict }) => verdict)).toEqual(['not-verifiable'])
  expect(found[0]?.checks.find(({ check }) => check === 'signature.raw')?.message).toMatch(
    /over export\.log: holds by the self-supplied/,
  )
})

test('a public key is no signature that cannot be read', async () => {
  const { found } = await verifiedFiles(
    { 'a.log': log, 'k.asc': '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nxx\n-----END PGP PUBLIC KEY BLOCK-----\n' },
    none,
  )
  expect(found.flatMap(({ checks }) => proofsIn(checks)).join()).not.toContain('signature.unread')
})
