import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { bundleVerdict } from '../../core/verify/check.ts'
import type { Check } from '../../core/verify/check.ts'
import { BundleFolder, nobody } from './testing/bundle-folder.ts'

const LOG = 'data/a.log'
const CHAIN = 'chain/a.log.chain'
const text = (count: number): string => Array.from({ length: count }, (_, at) => `{"line":${at + 1}}\n`).join('')

let folder: BundleFolder
beforeEach(async () => {
  folder = new BundleFolder()
  await folder.make({ 'a.log': text(100), 'b.log.gz': gzipSync(text(10)), 'c.log': '' })
})
afterEach(() => folder[Symbol.dispose]())

const wrong = (checks: readonly Check[]) =>
  checks
    .filter(({ verdict }) => verdict === 'failed')
    .map(({ check, kind, file, line }) => [check, kind, file, line].filter((part) => part !== undefined).join(' '))

test('whole: everything is covered and verified', async () => {
  const checks = await folder.verify()
  expect(bundleVerdict(checks)).toBe('verified')
  expect(wrong(checks)).toEqual([])
  expect(checks.map(({ check, covered }) => [check, covered])).toEqual([
    ['digest.signature', undefined],
    ['digest.tag', 8],
    ['digest.file', 3],
    ['bag.form', 1],
    ['chain.link', 100],
    ['chain.link', 10],
    ['chain.link', 0],
    ['bundle.count', 3],
    ['bundle.period', 1],
  ])
})

test('as an archive, with its folder as only top entry, it is the same', async () => {
  const path = join(folder.top, 'out.zip')
  await folder.make({ 'a.log': text(100) }, path)
  expect(bundleVerdict(await folder.verify(undefined, path))).toBe('verified')
})

const swap = (lines: string[]): string[] => lines.with(4, lines[20] ?? '').with(20, lines[4] ?? '')

test.each<[string, (bag: BundleFolder) => void, string[]]>([
  ['a line edited', (bag) => bag.lines(LOG, (lines) => lines.with(41, 'x')), [`chain.link edited ${LOG} 42`]],
  ['a line removed', (bag) => bag.lines(LOG, (lines) => lines.toSpliced(41, 1)), [`chain.link removed ${LOG} 42`]],
  [
    'a line inserted',
    (bag) => bag.lines(LOG, (lines) => lines.toSpliced(41, 0, 'x')),
    [`chain.link inserted ${LOG} 42`],
  ],
  [
    'a line twice',
    (bag) => bag.lines(LOG, (lines) => lines.toSpliced(41, 0, lines[3] ?? '')),
    [`chain.link duplicated ${LOG} 42`],
  ],
  ['two lines swapped', (bag) => bag.lines(LOG, swap), [`chain.link reordered ${LOG} 5`]],
  ['cut', (bag) => bag.lines(LOG, (lines) => lines.slice(0, 60)), [`chain.link truncated ${LOG} 61`]],
  ['cut within a line', (bag) => bag.edit(LOG, (log) => log.slice(0, 500)), [`chain.link truncated ${LOG} 43`]],
  [
    'CR put before one LF',
    (bag) => bag.lines(LOG, (lines) => lines.with(2, `${lines[2]}\r`)),
    [`chain.link edited ${LOG} 3`],
  ],
  ['the last LF taken off', (bag) => bag.edit(LOG, (log) => log.slice(0, -1)), [`digest.file edited ${LOG}`]],
  [
    'every line changed',
    (bag) => bag.edit(LOG, (log) => log.replaceAll('line', 'LINE')),
    [`chain.link edited ${LOG} 1`],
  ],
  [
    'a chain entry edited',
    (bag) => bag.lines(CHAIN, (lines) => lines.with(9, `10 ${'0'.repeat(64)} ${lines[9]?.slice(-64)}`)),
    [`chain.link edited ${CHAIN} 10`],
  ],
  [
    'a link edited',
    (bag) => bag.lines(CHAIN, (lines) => lines.with(9, `${lines[9]?.slice(0, -64)}${'0'.repeat(64)}`)),
    [`chain.link edited ${CHAIN} 10`],
  ],
  [
    'a chain entry removed',
    (bag) => bag.lines(CHAIN, (lines) => lines.toSpliced(9, 1)),
    [`chain.link removed ${CHAIN} 10`],
  ],
  [
    'a chain entry that is none',
    (bag) => bag.lines(CHAIN, (lines) => lines.with(9, 'x')),
    [`chain.link malformed ${CHAIN} 10`],
  ],
  ['the chain cut', (bag) => bag.lines(CHAIN, (lines) => lines.slice(0, 90)), [`chain.link removed ${CHAIN} 91`]],
  [
    'the chain written anew',
    (bag) => (bag.lines(LOG, (lines) => lines.with(41, 'x')), onlyChain(bag)),
    [`chain.link rechained ${LOG}`],
  ],
  [
    'the export edited',
    (bag) => bag.edit('export.json', (line) => line.replace('Test', 'Rest')),
    ['chain.link edited export.json 1'],
  ],
  ['a log missing', (bag) => bag.remove(LOG), [`file.missing missing ${LOG}`]],
  ['a log added', (bag) => writeFileSync(bag.path('data/z.log'), 'x\n'), ['file.unlisted inserted data/z.log']],
  [
    'packed again',
    (bag) => writeFileSync(bag.path('data/b.log.gz'), gzipSync(text(10), { level: 1 })),
    ['digest.file edited data/b.log.gz'],
  ],
  [
    'gzip damaged',
    (bag) => bag.edit('data/b.log.gz', (packed) => packed.slice(0, -3)),
    ['digest.file malformed data/b.log.gz'],
  ],
  [
    'a tag file edited',
    (bag) => bag.edit('bundle.json', (json) => json.replace('"host": "host"', '"host": "other"')),
    ['digest.tag edited bundle.json'],
  ],
  [
    'another bag version',
    (bag) => bag.edit('bagit.txt', (tag) => tag.replace('1.0', '0.97')),
    ['bag.form malformed bagit.txt', 'digest.tag edited bagit.txt'],
  ],
  [
    'a manifest that climbs',
    (bag) => bag.edit('manifest-sha256.txt', (lines) => `${lines}${'0'.repeat(64)}  ../x\n`),
    ['bag.form malformed manifest-sha256.txt 4', 'digest.tag edited manifest-sha256.txt'],
  ],
])('%s: found once, where it is', async (_, change, want) => {
  change(folder)
  const checks = await folder.verify()
  expect(wrong(checks).toSorted()).toEqual(want.toSorted())
  expect(bundleVerdict(checks)).toBe('failed')
})

function onlyChain(bag: BundleFolder): void {
  const declared = bag.read('bundle.json')
  bag.rechain(LOG)
  writeFileSync(bag.path('bundle.json'), declared)
}

test('a forger who writes chains and manifests anew is failed by the signature, and without it nothing is verified', async () => {
  folder.lines(LOG, (lines) => lines.with(41, 'x'))
  folder.rechain(LOG)
  folder.remanifest()
  const forged = await folder.verify()
  expect(wrong(forged)).toEqual(['digest.signature edited tagmanifest-sha256.txt.p7s'])
  folder.remove('tagmanifest-sha256.txt.p7s')
  const stripped = await folder.verify()
  expect(wrong(stripped)).toEqual([])
  expect(bundleVerdict(stripped)).toBe('not-verifiable')
  expect(stripped.find(({ check }) => check === 'digest.signature')).toMatchObject({ state: 'unverifiable' })
})

test.each<[string, (bag: BundleFolder) => void, string]>([
  ['no chain', (bag) => bag.remove(CHAIN), 'chain.link'],
  ['no manifest', (bag) => bag.remove('manifest-sha256.txt'), 'file.missing'],
  ['no tag manifest', (bag) => bag.remove('tagmanifest-sha256.txt'), 'file.missing'],
  ['no declaration', (bag) => bag.remove('bundle.json'), 'file.missing'],
  [
    'a chain that no manifest names',
    (bag) => bag.edit('tagmanifest-sha256.txt', (lines) => lines.replace(/.*a\.log\.chain\n/, '')),
    'file.unlisted',
  ],
])('%s: what the format requires is not verifiable', async (_, change, name) => {
  change(folder)
  const checks = await folder.verify()
  expect(bundleVerdict(checks)).not.toBe('verified')
  expect(checks.find(({ check, verdict }) => check === name && verdict === 'not-verifiable')).toBeDefined()
})

test('a signer nobody vouched for is not verifiable; a file beside the bag is only told', async () => {
  const unknown = await folder.verify(nobody)
  expect(bundleVerdict(unknown)).toBe('not-verifiable')
  expect(unknown[0]).toMatchObject({ check: 'digest.signature', state: 'trust-unknown' })
  writeFileSync(folder.path('.DS_Store'), 'x')
  const beside = await folder.verify()
  expect(bundleVerdict(beside)).toBe('verified')
  expect(beside.find(({ file }) => file === '.DS_Store')).toMatchObject({
    level: 'observation',
    verdict: 'not-verifiable',
  })
})

test('a damaged tag file in an archive is a finding, not an end', async () => {
  const path = join(folder.top, 'out.zip')
  await folder.make({ 'a.log': text(3) }, path)
  const archive = readFileSync(path)
  const at = archive.indexOf('out/bundle.json') + 'out/bundle.json'.length
  archive[at + 8] = (archive[at + 8] ?? 0) ^ 0x55
  writeFileSync(path, archive)
  const checks = await folder.verify(undefined, path)
  expect(wrong(checks)).toEqual(['digest.file malformed bundle.json'])
  expect(bundleVerdict(checks)).toBe('failed')
})

test('every signature that is there must hold', async () => {
  writeFileSync(folder.path('tagmanifest-sha256.txt.sig'), 'no signature')
  expect(wrong(await folder.verify())).toEqual(['digest.signature malformed tagmanifest-sha256.txt.sig'])
})

test('one line of 100,000, and a block larger than any window', async () => {
  const large = new BundleFolder()
  try {
    await large.make({ 'a.log': text(100_000) })
    mkdirSync(join(large.top, 'kept'))
    copyFileSync(large.path(LOG), join(large.top, 'kept/a.log'))
    large.lines(LOG, (lines) => lines.with(77_776, '{"line":0}'))
    const [finding, ...more] = (await large.verify()).filter(({ verdict }) => verdict === 'failed')
    expect(more).toEqual([])
    expect(finding).toMatchObject({ check: 'chain.link', kind: 'edited', file: LOG, line: 77_777 })
    expect(finding?.follows).toEqual([
      expect.stringContaining('digest of data/a.log'),
      expect.stringContaining('Payload-Oxum'),
    ])
    copyFileSync(join(large.top, 'kept/a.log'), large.path(LOG))
    large.lines(LOG, (lines) => lines.toSpliced(10, 60_000))
    expect(wrong(await large.verify())).toEqual([`chain.link removed ${LOG} 11`])
  } finally {
    large[Symbol.dispose]()
  }
})
