import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { IntakeLimits } from './limits.ts'
import { contentOf, faultOf, listAll, textOf } from './testing/listed.ts'
import { TAR_END, packTar, paxRecord, rawTarEntry } from './testing/tar-bytes.ts'
import { zipBytes } from './testing/zip-bytes.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'proofline-tar-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const put = (name: string, body: string | Uint8Array): string => {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, body)
  return path
}
const installed = (tool: string): boolean => spawnSync(tool, ['--version'], { stdio: 'ignore' }).status === 0
const isGnu = installed('tar') && String(spawnSync('tar', ['--version']).stdout).includes('GNU tar')

const long = `${'deep/'.repeat(40)}é.log`
const plain = [
  { name: 'logs/', type: 'directory' as const },
  { name: 'logs/b.log', body: 'b\n' },
  { name: 'logs/a.log', body: 'a\n'.repeat(1000) },
  { name: long, body: 'far\n' },
  { name: 'empty.log' },
]

test.each([
  ['plain.tar', (bytes: Buffer) => bytes],
  ['in.tar.gz', gzipSync],
  ['in.tgz', gzipSync],
  ['in.tar.zst', zstdCompressSync],
])('%s: its files in its own order, named after it, each as often as wanted', async (name, packed) => {
  const listed = await listAll([put(name, packed(await packTar(plain)))])
  const want = [
    `${name}!logs/b.log=b\n`,
    `${name}!logs/a.log=${'a\n'.repeat(1000)}`,
    `${name}!${long}=far\n`,
    `${name}!empty.log=`,
  ]
  expect(await contentOf(listed)).toEqual(want)
  expect(await contentOf(listed.toReversed())).toEqual(want.toReversed())
  expect(listed[1]).toMatchObject({ sizeBytes: 2000, layers: [] })
})

test.skipIf(!isGnu).each(['ustar', 'pax', 'gnu', 'oldgnu'])('made by GNU tar as %s (needs GNU tar)', async (format) => {
  const name = `${'folder/'.repeat(12)}${'n'.repeat(format === 'ustar' ? 90 : 150)}`
  put(`in/${name}`, 'long\n')
  put('in/short.log', 'x'.repeat(70_000))
  execFileSync('tar', [`--format=${format}`, '-cf', '../made.tar', '.'], { cwd: join(folder, 'in') })
  const content = await contentOf(await listAll([join(folder, 'made.tar')]))
  expect(content.toSorted()).toEqual([`made.tar!${name}=long\n`, `made.tar!short.log=${'x'.repeat(70_000)}`])
})

test.skipIf(!isGnu)('links and devices that GNU tar packs are refused one by one (needs GNU tar)', async () => {
  put('in/a.log', 'a\n')
  symlinkSync('/etc/passwd', join(folder, 'in/link'))
  execFileSync('ln', ['in/a.log', 'in/twin'], { cwd: folder })
  execFileSync('mkfifo', ['in/pipe'], { cwd: folder })
  execFileSync('tar', ['--sort=name', '-cf', 'made.tar', '-C', 'in', '.'], { cwd: folder })
  expect(await contentOf(await listAll([join(folder, 'made.tar')]))).toEqual([
    'made.tar!a.log=a\n',
    'malformed: made.tar: the entry "link" is a link',
    'malformed: made.tar: the entry "pipe" is neither file nor folder',
    'malformed: made.tar: the entry "twin" is a hard link',
  ])
})

test('archives in archives, to depth 4', async () => {
  const inner = await packTar([{ name: 'file.log', body: gzipSync('deep\n') }])
  const nested = put('outer.zip', zipBytes([{ name: 'inner.tar.gz', body: '' }]))
  expect(await contentOf(await listAll([nested]))).toEqual(['outer.zip!inner.tar.gz='])
  const outer = put('outer.tar.gz', gzipSync(await packTar([{ name: 'inner.tar', body: inner }])))
  expect(await contentOf(await listAll([outer]))).toEqual(['outer.tar.gz!inner.tar!file.log=deep\n'])
  const zip = put(
    'outer.tar.zst',
    zstdCompressSync(await packTar([{ name: 'i.zip', body: zipBytes([{ name: 'z', body: 'z\n' }]) }])),
  )
  expect(await contentOf(await listAll([zip]))).toEqual(['outer.tar.zst!i.zip!z=z\n'])
  const fifth = put('five.tar.gz', gzipSync(await packTar([{ name: 'a.tar.gz', body: gzipSync(inner) }])))
  expect(await contentOf(await listAll([fifth]))).toEqual([
    expect.stringMatching(/^limit: five.tar.gz!a.tar.gz!file.log: .* more than 4 deep/),
  ])
  const broken = put(
    'b.tar',
    await packTar([
      { name: 'bad.gz', body: gzipSync('x').subarray(0, 12) },
      { name: 'good', body: 'g' },
    ]),
  )
  expect(await contentOf(await listAll([broken]))).toEqual([
    expect.stringMatching(/^malformed: b.tar!bad.gz: the gzip stream ends/),
    'b.tar!good=g',
  ])
  await expect(listAll([outer], { maxNestedBytes: 100 }).then((found) => faultOf(found[0]))).resolves.toMatch(
    /^limit: .*inner.tar: archives inside/,
  )
})

test('a compressed archive larger than what is kept of it reads the same in any order', async () => {
  const entries = Array.from({ length: 12 }, (_, at) => ({ name: `${at}.log`, body: `${at},`.repeat(300_000) }))
  const listed = await listAll([put('big.tar.gz', gzipSync(await packTar(entries), { level: 1 }))])
  for (const at of [11, 0, 5, 6, 5, 1]) expect((await textOf(listed[at])).text).toBe(entries[at]?.body)
  const both = await Promise.all([textOf(listed[3]), textOf(listed[2])])
  expect(both.map(({ text }) => text.slice(0, 4))).toEqual(['3,3,', '2,2,'])
})

const good = rawTarEntry('good.log', 'g\n')
const doubtful: [string, Buffer, RegExp][] = [
  ['a climbing name', rawTarEntry('a/../../b', 'x'), /climbs out/],
  ['an absolute name', rawTarEntry('/etc/x', 'x'), /absolute path/],
  ['a drive', rawTarEntry('C:/x', 'x'), /absolute path/],
  ['a backslash', rawTarEntry('a\\b', 'x'), /backslash/],
  ['a control character', rawTarEntry('a\nb', 'x'), /"a\\nb" holds a control/],
  [
    'a name that is no UTF-8',
    rawTarEntry('', 'x', '0', (header) => header.write('\xff', 0, 'latin1')),
    /not valid UTF-8/,
  ],
  ['no name', rawTarEntry('', 'x'), /has no name/],
  ['a link', rawTarEntry('l', '', '2'), /is a link/],
  ['a hard link', rawTarEntry('l', '', '1'), /is a hard link/],
  ['a device', rawTarEntry('d', '', '3'), /neither file nor folder/],
  ['an unknown type', rawTarEntry('d', 'x', 'V'), /neither file nor folder/],
  ['a climbing folder', rawTarEntry('../x/', '', '5'), /climbs out/],
  [
    'a long name',
    Buffer.concat([rawTarEntry('L', `${'n'.repeat(1100)}\u0000`, 'L'), rawTarEntry('n', 'x')]),
    /^limit: .*name over 1024/,
  ],
  [
    'a sparse file',
    Buffer.concat([rawTarEntry('p', paxRecord('GNU.sparse.major', '1'), 'x'), rawTarEntry('s', 'x')]),
    /^unsupported: .*sparse/,
  ],
]
test.each(doubtful)('an entry with %s is refused by itself', async (_, entry, want) => {
  const listed = await listAll([put('in.tar', Buffer.concat([entry, good, TAR_END]))])
  expect(listed.map(({ kind }) => kind)).toEqual(['refused', 'member'])
  expect(await faultOf(listed[0])).toMatch(want)
  expect((await textOf(listed[1])).text).toBe('g\n')
})

test('of two entries of one name none is read', async () => {
  const twice = Buffer.concat([rawTarEntry('\u00e9', '1'), good, rawTarEntry('e\u0301', '2'), TAR_END])
  expect(await contentOf(await listAll([put('in.tar', twice)]))).toEqual([
    'malformed: in.tar: the entry "\u00e9" stands in it 2 times',
    'in.tar!good.log=g\n',
    'malformed: in.tar: the entry "e\u0301" stands in it 2 times',
  ])
})

const cat = (...parts: Buffer[]): Buffer => Buffer.concat(parts)
const flipped = Buffer.from(good)
flipped[0] = 0x7a
const pax = (...records: [string, string][]): Buffer =>
  rawTarEntry('p', records.map(([key, value]) => paxRecord(key, value)).join(''), 'x')
const broken: [string, Buffer, RegExp][] = [
  ['a damaged header', cat(good, flipped, TAR_END), /the block at byte 1024 does not match its checksum/],
  ['no end mark', good, /ends without an end mark/],
  ['a cut entry', good.subarray(0, 513), /ends in the middle of "good.log", which has 2 bytes from byte 512/],
  ['a cut header', cat(good, good.subarray(0, 300)), /ends without an end mark/],
  ['an entry behind the end mark', cat(good, TAR_END, good), /holds more behind its end mark, at byte 2048/],
  [
    'an entry behind half an end mark',
    cat(good, Buffer.alloc(512), good, TAR_END),
    /behind its end mark, at byte 1536/,
  ],
  ['text behind the end mark', cat(good, TAR_END, Buffer.alloc(200_000), Buffer.from('x')), /at byte 202048/],
  ['a link with a size', cat(rawTarEntry('l', 'x', '2'), TAR_END), /states a size for "l"/],
  ['a folder with a size', cat(rawTarEntry('f', 'x', '5'), TAR_END), /states a size for "f"/],
  [
    'a size that is no number',
    cat(
      rawTarEntry('f', 'x', '0', (header) => header.write('9', 130)),
      TAR_END,
    ),
    /no readable size/,
  ],
  [
    'a negative size',
    cat(
      rawTarEntry('f', '', '0', (header) => header.fill(0xff, 124, 136)),
      TAR_END,
    ),
    /no readable size/,
  ],
  [
    'a size past all numbers',
    cat(
      rawTarEntry('f', '', '0', (header) => header.fill(0xff, 125, 136).fill(0x80, 124, 125)),
      TAR_END,
    ),
    /no readable size/,
  ],
  ['an old sparse entry', cat(rawTarEntry('s', 'x', 'S'), TAR_END), /^unsupported: .*sparse/],
  [
    'a pax record of a wrong length',
    cat(rawTarEntry('p', '99 path=x\n', 'x'), good, TAR_END),
    /a record that cannot be read/,
  ],
  ['a pax record without value', cat(rawTarEntry('p', '8 path\n', 'x'), good, TAR_END), /a record that cannot be read/],
  ['a pax size that is none', cat(pax(['size', '1e3']), good, TAR_END), /no readable size/],
  ['a header for no entry', cat(good, pax(['path', 'x']), TAR_END), /a header that no entry follows/],
  ['two names for one entry', cat(pax(['path', 'x']), rawTarEntry('L', 'y\u0000', 'L'), good, TAR_END), /two names/],
  ['a name for all entries', cat(rawTarEntry('p', paxRecord('path', 'x'), 'g'), good, TAR_END), /for all its entries/],
  ['a cut pax header', pax(['path', 'x'.repeat(100)]).subarray(0, 600), /in the middle of a header/],
  [
    'a huge pax header',
    cat(rawTarEntry('p', 'x'.repeat(1024 * 1024 + 1), 'x'), TAR_END),
    /^limit: .*a header in it is over/,
  ],
]
test.each(broken)('an archive with %s is refused whole, as it is and compressed', async (_, bytes, want) => {
  const listed = [await listAll([put('in.tar', bytes)]), await listAll([put('in.tar.gz', gzipSync(bytes))])]
  expect(listed.map(({ length }) => length)).toEqual([1, 1])
  for (const [one] of listed) {
    expect(one?.kind).toBe('refused')
    expect(await faultOf(one)).toMatch(want)
  }
})

const limited: [string, Partial<IntakeLimits>, RegExp][] = [
  ['too many entries', { maxEntries: 2 }, /^limit: in.tar: it holds more than 2 entries/],
  ['too much text', { maxTextBytes: 3 }, /^limit: in.tar: it unpacks to over 3 bytes/],
]
test.each(limited)('an archive with %s', async (_, limits, want) => {
  const bytes = cat(good, rawTarEntry('b', 'b\n'), rawTarEntry('c', 'c\n'), TAR_END)
  expect(await faultOf((await listAll([put('in.tar', bytes)], limits))[0])).toMatch(want)
})

test('a truncated or bombing compression over an archive', async () => {
  const bytes = await packTar([
    { name: 'zeros', body: new Uint8Array(20_000_000) },
    { name: 'a', body: 'a' },
  ])
  const cut = gzipSync(bytes).subarray(0, -20)
  expect(await faultOf((await listAll([put('cut.tar.gz', cut)]))[0])).toMatch(
    /^malformed: cut.tar.gz: the gzip stream ends too early/,
  )
  const [bomb] = await listAll([put('bomb.tar.gz', gzipSync(bytes))], { ratioFromBytes: 1_000_000 })
  expect(await faultOf(bomb)).toMatch(/^limit: bomb.tar.gz: its text is more than 500 times/)
})

test('an archive that changes after it was listed', async () => {
  for (const packed of [(bytes: Buffer) => bytes, gzipSync]) {
    const path = put('live.tar', packed(cat(good, TAR_END)))
    const [member] = await listAll([path])
    writeFileSync(path, packed(cat(rawTarEntry('good.log', 'other\n'), TAR_END, TAR_END)))
    expect(await faultOf(member)).toMatch(/^file-changed: live.tar/)
  }
})
