import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { Check } from '../../core/verify/check.ts'
import { packTar } from '../intake/testing/tar-bytes.ts'
import { zipped } from '../proofs/testing/zipped.ts'
import { scrub } from '../scrub/testing/leaky-case.ts'
import { caseFolder } from '../testing/case-folder.ts'
import { pairs } from '../testing/lines.ts'
import { type OpenedFile, openedAgain, openedFiles } from './opened-again.ts'
import { fileSigner, listOf } from './testing/file-signer.ts'
import { type Files, proofsIn, verifiedFiles } from './testing/verified-files.ts'

// Proofs over what was received, where a case keeps the text that was read out of it: archives and packed files.

const { trust: trusted, signed } = fileSigner()

const log = pairs(0, 20)
const other = pairs(40, 60)
const zip = zipped({ 'a.log': log, 'sub/b.log': other })
const otherZip = zipped({ 'a.log': other })
const tarGz = gzipSync(await packTar([{ name: 'a.log', body: log }]))
const gz = gzipSync(log)

async function verified(files: Files, trust = trusted) {
  const { found, refused } = await verifiedFiles(files, trust)
  return {
    verdicts: found.map(({ verdict }) => verdict),
    proofs: found.flatMap(({ checks }) => proofsIn(checks)),
    checks: found.flatMap(({ checks }) => checks),
    refused: refused.map(({ path }) => path),
  }
}

test.each<[string, Files]>([
  [
    'a list beside an archive',
    { 'e.zip': zip, SHA256SUMS: listOf({ 'e.zip': zip }), 'SHA256SUMS.sig': signed(listOf({ 'e.zip': zip })) },
  ],
  ['a signature beside an archive', { 'e.zip': zip, 'e.zip.sig': signed(zip) }],
  ['a signature by the stem of the name', { 'e.zip': zip, 'e.sig': signed(zip) }],
  ['a packed archive', { 'e.tar.gz': tarGz, 'e.tar.gz.sig': signed(tarGz) }],
  ['a packed log', { 'a.log.gz': gz, 'a.log.gz.sig': signed(gz) }],
  ['a packed log inside an archive', { 'o.zip': zipped({ 'a.log.gz': gz, 'a.log.gz.sig': signed(gz) }) }],
  [
    'a packed log and one that is not',
    { 'a.log.gz': gz, 'a.log.gz.sig': signed(gz), 'b.log': other, 'b.log.sig': signed(other) },
  ],
  [
    'an archive and a log',
    { 'e.zip': otherZip, 'e.zip.sig': signed(otherZip), 'b.log': log, 'b.log.sig': signed(log) },
  ],
])('%s proves the logs in it', async (_, files) => {
  const { verdicts, proofs, refused } = await verified(files)
  expect([verdicts, refused]).toEqual([['verified'], []])
  expect(proofs.filter((line) => !line.includes(' verified '))).toEqual([])
})

test.each<[string, Files, string, string]>([
  ['a changed archive', { 'e.zip': otherZip, 'e.zip.sig': signed(zip) }, 'failed', 'signature.raw failed e.zip.sig'],
  [
    'an archive that a list has otherwise',
    { 'e.zip': otherZip, SHA256SUMS: listOf({ 'e.zip': zip }) },
    'failed',
    'digest.list failed e.zip',
  ],
  [
    'a changed packed log',
    { 'a.log.gz': gzipSync(other), 'a.log.gz.sig': signed(gz) },
    'failed',
    'signature.raw failed a.log.gz.sig',
  ],
  [
    'a packed log signed as its text',
    { 'a.log.gz': gz, 'a.log.gz.sig': signed(log) },
    'failed',
    'signature.raw failed a.log.gz.sig',
  ],
  [
    'a list that nobody signed',
    { 'e.zip': zip, SHA256SUMS: listOf({ 'e.zip': zip }) },
    'not-verifiable',
    'digest.signature not-verifiable SHA256SUMS',
  ],
  [
    'a log beside a signed archive',
    { 'e.zip': otherZip, 'e.zip.sig': signed(otherZip), 'b.log': log },
    'not-verifiable',
    'proof.reach not-verifiable b.log',
  ],
  [
    'a log beside a signed packed one',
    { 'a.log.gz': gz, 'a.log.gz.sig': signed(gz), 'b.log': other },
    'not-verifiable',
    'proof.reach not-verifiable b.log',
  ],
  [
    'an archive inside another',
    { 'o.zip': zipped({ 'e.zip': zip, SHA256SUMS: listOf({ 'e.zip': zip }) }) },
    'not-verifiable',
    'digest.list not-verifiable o.zip!e.zip',
  ],
])('no proof: %s', async (_, files, verdict, want) => {
  const { verdicts, proofs } = await verified(files)
  expect([...new Set(verdicts)]).toEqual([verdict])
  expect(proofs).toContain(want)
})

test('what an archive that failed holds is told by that failure, and not each as reached by nothing', async () => {
  const { proofs } = await verified({ 'e.zip': otherZip, SHA256SUMS: listOf({ 'e.zip': zip }) })
  expect(proofs.filter((line) => line.startsWith('proof.reach'))).toEqual([])
})

test('by a signer who is not known, nothing in the archive is reached', async () => {
  const { verdicts, proofs } = await verified(
    { 'e.zip': otherZip, 'e.zip.sig': signed(otherZip) },
    { keys: [], lists: [] },
  )
  expect(verdicts).toEqual(['not-verifiable'])
  expect(proofs).toContain('proof.reach not-verifiable e.zip!a.log')
})

test('nothing is kept as received that no proof is over', async () => {
  using at = caseFolder()
  at.write('e.zip', zip)
  at.write('a.log.gz', gzipSync(pairs(70, 90)))
  at.write('a.log.gz.sha256', listOf({ 'a.log.gz': gz }))
  at.write('x.log', other.replaceAll('app', 'x'))
  at.write('x.log.sig', signed(other))
  await at.import(['e.zip', 'a.log.gz', 'a.log.gz.sha256', 'x.log', 'x.log.sig'])
  const tags = at.db.prepare("SELECT path FROM bundle_file WHERE role = 'tag' ORDER BY path").pluck().all()
  expect(tags).toEqual(['a.log.gz.sha256', 'x.log.sig'])
})

test('logs that are kept as received too are not scrubbed', async () => {
  using at = caseFolder()
  at.write('a.log.gz', gz)
  at.write('a.log.gz.sig', signed(gz))
  await at.import(['a.log.gz', 'a.log.gz.sig'])
  const asked = scrub(at, { lines: [{ file: 'a.log.gz', line: 1 }], whole: true })
  await expect(asked).rejects.toThrow(/kept as received too/)
})

async function opened(change: (file: OpenedFile) => OpenedFile) {
  using at = caseFolder()
  at.write('e.zip', zip)
  at.write('e.zip.sig', signed(zip))
  await at.import(['e.zip', 'e.zip.sig'])
  const files = at.db.prepare<[], OpenedFile>('SELECT id, path, bytes, sha256, text_sha256 FROM bundle_file').all()
  const [one, ...more] = openedFiles(files.map(change))
  if (one === undefined || more.length > 0) throw new Error('one archive')
  const checks: Check[] = []
  const again = openedAgain(at.db, one, undefined)
  for (;;) {
    const { value, done } = await again.next()
    if (done === true) return { same: value, told: checks.map(({ verdict, kind, file }) => [verdict, kind, file]) }
    checks.push(value)
  }
}
const changed = (path: string, change: Partial<OpenedFile>) => (file: OpenedFile) =>
  file.path === path ? { ...file, ...change } : file

test('opened again, each text is the one that stands in it', async () => {
  expect(await opened((file) => file)).toEqual({
    same: ['e.zip!a.log', 'e.zip!sub/b.log'],
    told: [['verified', undefined, 'e.zip']],
  })
})

test('opened again: a text that stands in it otherwise', async () => {
  const { same, told } = await opened(changed('e.zip!a.log', { text_sha256: 'f'.repeat(64) }))
  expect(same).toEqual(['e.zip!sub/b.log'])
  expect(told[0]).toEqual(['failed', 'edited', 'e.zip!a.log'])
})

test('opened again: a text that does not stand in it', async () => {
  const { same, told } = await opened(changed('e.zip!a.log', { path: 'e.zip!c.log' }))
  expect(same).toEqual(['e.zip!sub/b.log'])
  expect(told[0]).toEqual(['failed', 'inserted', 'e.zip!c.log'])
})

test('opened again: an archive that can no longer be read says nothing of its texts', async () => {
  const { same, told } = await opened(changed('e.zip', { bytes: zip.length - 30 }))
  expect(same).toEqual([])
  expect(told.map(([verdict]) => verdict)).toEqual(['not-verifiable', 'not-verifiable'])
})

test('opened again: a name with an exclamation mark is no archive', async () => {
  using at = caseFolder()
  at.write('we', log)
  at.write('we!b.log', other)
  const { bundles } = await at.import(['we', 'we!b.log'])
  expect(bundles[0]?.files.map(({ path }) => path)).toEqual(['we', 'we!b.log'])
  const files = at.db.prepare<[], OpenedFile>('SELECT id, path, bytes, sha256, text_sha256 FROM bundle_file').all()
  for (const one of openedFiles(files))
    expect(await openedAgain(at.db, one, undefined).next()).toEqual({ value: [], done: true })
})
