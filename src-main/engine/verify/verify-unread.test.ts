import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { zipped } from '../proofs/testing/zipped.ts'
import { pairs } from '../testing/lines.ts'
import { fileSigner, listOf } from './testing/file-signer.ts'
import { type Files, proofsIn, verifiedFiles } from './testing/verified-files.ts'

// Files that a proof names and that cannot be read: what was made unreadable was changed, and is not missing.

const { trust, signed } = fileSigner()

const log = pairs(0, 20)
const other = pairs(40, 60)
const gz = gzipSync(log)
const cut = (bytes: Uint8Array): Uint8Array => bytes.subarray(0, bytes.length - 9)
/** Breaks where its beginning was recognised already. */
const longCut = cut(gzipSync(pairs(0, 4000)))

async function verified(files: Files, asFiles = false) {
  const { found, refused } = await verifiedFiles(files, trust, asFiles)
  return {
    verdicts: found.map(({ verdict }) => verdict),
    proofs: found.flatMap(({ checks }) => proofsIn(checks)),
    refused: refused.map(({ path, message }) => [path, message.includes('kept as received')]),
  }
}

test.each<[string, Uint8Array]>([
  ['cut', cut(gz)],
  ['cut far behind its beginning', longCut],
  ['a damaged archive', zipped({ 'a.log': log }).subarray(0, 90)],
  ['an archive of another kind', Buffer.from('377abcaf271c0004', 'hex')],
  ['long text that is cut', cut(gzipSync(randomBytes(400_000).toString('hex')))],
  ['emptied', Buffer.alloc(0)],
])('%s: the list, the signature beside it and the list alone tell that it is another', async (_, bytes) => {
  const list = { 'b.log': other, 'a.log.gz': bytes, SHA256SUMS: listOf({ 'a.log.gz': gz, 'b.log': other }) }
  const listed = await verified(list)
  expect(listed.verdicts).toEqual(['failed'])
  expect(listed.proofs).toContain('digest.list failed a.log.gz')
  expect(listed.refused).toEqual([['a.log.gz', true]])
  const beside = await verified({ 'b.log': other, 'a.log.gz': bytes, 'a.log.gz.sig': signed(gz) })
  expect(beside.verdicts).toEqual(['failed'])
  expect(beside.proofs.filter((line) => line.includes('failed'))).toEqual(['signature.raw failed a.log.gz.sig'])
  expect(beside.refused).toEqual([['a.log.gz', true]])
  const alone = await verified({ 'a.log.gz': bytes, SHA256SUMS: listOf({ 'a.log.gz': gz }) }, true)
  expect(alone.verdicts).toEqual(['failed'])
  expect(alone.proofs).toContain('digest.list failed a.log.gz')
})

test.each<[string, Files, boolean]>([
  ['no proof', {}, false],
  ['a list of others', { SHA256SUMS: listOf({ 'b.log': other }) }, false],
  ['a signature of another', { 'b.log.sig': signed(Buffer.from(other)) }, false],
  ['a list with its digest', { SHA256SUMS: listOf({ 'b.log': other, 'a.log.gz': cut(gz) }) }, true],
])('beside %s what cannot be read is refused, and kept only where it is named', async (_, proofs, isKept) => {
  const { verdicts, refused } = await verified({ 'b.log': other, 'a.log.gz': cut(gz), ...proofs })
  expect(refused).toEqual([['a.log.gz', isKept]])
  expect(verdicts).not.toContain('failed')
})
