import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { asicManifest } from '../../core/pack/asic-manifest.ts'
import { bytesOf, signedBy, testSigner } from '../proofs/testing/signed.ts'
import { type Parts, zipped } from '../proofs/testing/zipped.ts'
import { scrub } from '../scrub/testing/leaky-case.ts'
import { caseFolder } from '../testing/case-folder.ts'
import { vaultLine } from '../testing/lines.ts'
import { type Files, proofsIn, verifiedFiles } from './testing/verified-files.ts'

// Containers that carry a signature of their own, opened for the logs in them.

const at = new Date('2025-03-01T08:00:00Z')
const alex = testSigner('Alex', new Date('2025-01-01'))
const log = [1, 2, 3].map((n) => `${vaultLine({ n })}\n${vaultLine({ n, type: 'response' })}\n`).join('')
const MANIFEST = 'META-INF/ASiCManifest001.xml'
const SIGNATURE = 'META-INF/signature001.p7s'

function container(of: Readonly<Record<string, string>>, more: Parts = {}): Uint8Array {
  const manifest = asicManifest(
    Object.entries(of).map(([path, text]) => ({ path, digest: createHash('sha256').update(text).digest('base64') })),
  )
  const parts = { ...of, [MANIFEST]: manifest, [SIGNATURE]: signedBy(alex, bytesOf(manifest), at) }
  return zipped({ mimetype: 'application/vnd.etsi.asic-e+zip', ...parts, ...more })
}

const verified = async (files: Files, trust = alex.trust, asFiles = false) => {
  const { found, refused } = await verifiedFiles(files, trust, asFiles)
  const of = found.map(({ verdict, checks }) => ({ verdict, proofs: proofsIn(checks) }))
  return { of, refused: refused.map(({ path }) => path) }
}

test('a container that holds reaches every log in it; what it says of itself is no refused file', async () => {
  const { of, refused } = await verified({
    'x.asice': container({ 'a.log': log, 'b.log': log.replaceAll('app', 'b') }),
  })
  expect(refused).toEqual([])
  expect(of.map(({ verdict }) => verdict)).toEqual(['verified'])
  expect(of[0]?.proofs).toContain(`container.signature verified x.asice!${SIGNATURE}`)
  expect(of[0]?.proofs.some((one) => one.startsWith('proof.reach'))).toBe(false)
})

const inside = { 'a.log': log }
const beside: Files = { 'x.asice': container(inside), 'b.log': log.replaceAll('app', 'b') }
test.each<[string, Files, string, string]>([
  [
    'a changed log',
    { 'x.asice': container(inside, { 'a.log': log.replaceAll('app', 'b') }) },
    'failed',
    'container.file failed x.asice!a.log',
  ],
  [
    'a log put in later',
    { 'x.asice': container(inside, { 'b.log': log.replaceAll('app', 'b') }) },
    'failed',
    'container.covered failed x.asice!b.log',
  ],
  [
    'its signature taken away',
    { 'x.asice': container(inside, { [SIGNATURE]: '' }) },
    'failed',
    `container.signature failed x.asice!${SIGNATURE}`,
  ],
  ['a log beside it', beside, 'not-verifiable', 'proof.reach not-verifiable b.log'],
  ['its parts alone, in a common archive', { 'x.zip': zipped({ 'a.log': log }) }, 'not-offered', ''],
  [
    'inside another archive',
    { 'x.zip': zipped({ 'x.asice': container(inside) }) },
    'not-verifiable',
    'container.signature not-verifiable x.zip!x.asice',
  ],
])('%s', async (_what, files, verdict, want) => {
  const { of } = await verified(files)
  expect(of.map((one) => one.verdict)).toEqual([verdict])
  expect(of.flatMap(({ proofs }) => proofs).join('\n')).toContain(want)
})

test('by an unknown signer nothing is reached', async () => {
  const { of } = await verified({ 'x.asice': container(inside) }, { keys: [], lists: [] })
  expect(of.map(({ verdict }) => verdict)).toEqual(['not-verifiable'])
  expect(of[0]?.proofs).toContain('proof.reach not-verifiable x.asice!a.log')
})

test('without a log that can be read the container is one file, and proves itself', async () => {
  const whole = container({ 'a.pdf': '%PDF-1.4 none' })
  expect(await verified({ 'x.asice': whole }, alex.trust, true)).toMatchObject({
    of: [{ verdict: 'verified' }],
    refused: [],
  })
  const changed = container({ 'a.pdf': '%PDF-1.4 none' }, { 'a.pdf': '%PDF-1.4 some' })
  expect(await verified({ 'x.asice': changed }, alex.trust, true)).toMatchObject({ of: [{ verdict: 'failed' }] })
})

test('what was read out of a kept container is not scrubbed, since the container would hold it still', async () => {
  using folder = caseFolder()
  folder.write('x.asice', container(inside))
  await folder.import(['x.asice'])
  const asked = scrub(folder, { lines: [{ file: 'x.asice!a.log', line: 1 }], whole: true })
  await expect(asked).rejects.toThrow(/keeps as received for its signature/)
})
