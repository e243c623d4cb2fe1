import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FaultError } from '../../contract/fault.ts'
import { faultOf, listAll, textOf } from './testing/listed.ts'
import { zipBytes } from './testing/zip-bytes.ts'
import type { MadeEntry } from './testing/zip-bytes.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'proofline-intake-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const installed = (tool: string): boolean => spawnSync(tool, ['-v'], { stdio: 'ignore' }).error === undefined

const put = (name: string, body: string | Uint8Array): string => {
  const path = join(folder, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, body)
  return path
}

test('a folder gives its files in order of name, whatever they are called', async () => {
  put('logs/b.log', 'b\n')
  put('logs/a/z.log', 'z\n')
  put('logs/zz.txt', gzipSync('packed\n'))
  const found = await listAll([join(folder, 'logs')])
  expect(found.map(({ path, root }) => [path, root])).toEqual([
    ['a/z.log', 'logs'],
    ['b.log', 'logs'],
    ['zz.txt', 'logs'],
  ])
  expect((await textOf(found[2])).text).toBe('packed\n')
})

test('every received byte is handed over beside the text', async () => {
  const packed = gzipSync('line\n'.repeat(500_000))
  const [member] = await listAll([put('a.log.gz', packed)])
  const { text, received } = await textOf(member)
  expect(text.length).toBe(2_500_000)
  expect(received.equals(packed)).toBe(true)
  expect(member).toMatchObject({ sizeBytes: packed.length, layers: ['gzip'], path: 'a.log.gz', root: 'a.log.gz' })
})

test('gzip of several members and layers, made by gzip itself', async () => {
  const one = put('one', 'first\n')
  const two = put('two', 'second\n')
  const joined = Buffer.concat([one, two].map((path) => execFileSync('gzip', ['-c', path])))
  const [member] = await listAll([put('both.gz', gzipSync(joined))])
  expect((await textOf(member)).text).toBe('first\nsecond\n')
  expect(member).toMatchObject({ layers: ['gzip', 'gzip'] })
})

test('an archive gives members named after it, with archives and gzip inside', async () => {
  const inner = zipBytes([{ name: 'deep/c.log', body: 'c\n' }])
  const archive = zipBytes([
    { name: 'logs/', body: '', mode: 0o040755 },
    { name: 'logs/b.log', body: 'b\n' },
    { name: 'a.zip', body: 'x' },
  ])
  const outer = put('outer.zip', archive)
  expect((await listAll([outer])).map(({ path }) => path)).toEqual(['outer.zip!a.zip', 'outer.zip!logs/b.log'])
  const nested = put('nested.zip.gz', gzipSync(inner))
  const found = await listAll([nested])
  expect(found.map(({ path }) => path)).toEqual(['nested.zip.gz!deep/c.log'])
  expect((await textOf(found[0])).text).toBe('c\n')
})

test.skipIf(!installed('zip'))('an archive made by zip, deflated (needs zip)', async () => {
  put('in/x.log', 'same line\n'.repeat(10_000))
  const path = join(folder, 'made.zip')
  execFileSync('zip', ['-q', '-r', path, 'in'], { cwd: folder })
  const [member] = await listAll([path])
  expect((await textOf(member)).text).toBe('same line\n'.repeat(10_000))
})

test('inputs of one name are told apart, one chosen twice is one, one inside another is the other', async () => {
  const first = put('x/v.log', '1')
  const second = put('y/v.log', '2')
  expect((await listAll([second, first, first])).map(({ path }) => path)).toEqual(['x/v.log', 'y/v.log'])
  expect((await listAll([first, join(folder, 'x')])).map(({ path }) => path)).toEqual(['v.log'])
})

test('empty files and empty archives are members and nothing', async () => {
  expect((await textOf((await listAll([put('empty.log', '')]))[0])).text).toBe('')
  expect(await listAll([put('empty.zip', zipBytes([]))])).toEqual([])
})

const big = 'x'.repeat(3_000_000)
const cut = gzipSync(big).subarray(0, -9)
const flipped = Buffer.from(gzipSync(big))
flipped[flipped.length - 6] = (flipped[flipped.length - 6] ?? 0) ^ 1
const files: [string, Uint8Array | string, RegExp][] = [
  ['truncated gzip', cut, /^malformed: in: the gzip stream ends too early/],
  ['damaged gzip', flipped, /^malformed: in: the gzip stream is damaged/],
  ['text after gzip', Buffer.concat([gzipSync('a\n'), Buffer.from('tail')]), /^malformed/],
  [
    'zeros after gzip',
    Buffer.concat([gzipSync('a\n'), Buffer.alloc(600)]),
    /^malformed: in: bytes follow the end .* byte 22$/,
  ],
  [
    'zeros a chunk after gzip',
    Buffer.concat([gzipSync('a\n'), Buffer.alloc(3_000_000)]),
    /^malformed: in: bytes follow/,
  ],
  ['xz', Buffer.from('fd377a585a0000', 'hex'), /^unsupported: in: xz/],
  ['bzip2 in gzip', gzipSync('BZh91AY'), /^unsupported: in: bzip2/],
  ['gzip too deep', gzipSync(gzipSync(gzipSync(gzipSync(gzipSync('x'))))), /^limit: in: archives and compressions/],
  ['not a ZIP inside', Buffer.from('PK\u0003\u0004 no archive'), /^malformed: in: is no sound ZIP/],
]
test.each(files)('%s', async (_, body, want) => {
  const [member, more] = await listAll([put('in', body)])
  expect(await faultOf(member)).toMatch(want)
  expect(more).toBeUndefined()
})

const entry = (name: string, rest: Partial<MadeEntry> = {}): MadeEntry => ({ name, body: 'x\n', ...rest })
const archives: [string, MadeEntry[], RegExp][] = [
  ['the same name twice', [entry('a'), entry('a')], /stands in it twice/],
  ['the same name in two forms', [entry('\u00e9'), entry('e\u0301')], /stands in it twice/],
  ['a climbing name', [entry('a/../../b')], /invalid relative path|climbs/],
  ['an absolute name', [entry('/etc/x')], /absolute path/],
  ['a drive', [entry('C:/x')], /absolute path/],
  ['a backslash', [entry('a\\..\\b', { flags: 0x800 })], /backslash|invalid|climbs|relative path/],
  ['a control character', [entry('a\nb')], /control character/],
  ['an empty step', [entry('a//b')], /empty step/],
  ['a link', [entry('a', { mode: 0o120777 })], /is a link/],
  ['a device', [entry('a', { mode: 0o020666 })], /neither file nor folder/],
  ['encryption', [entry('a', { flags: 1 })], /encrypted/],
  ['an unknown method', [entry('a', { method: 12 })], /method 12/],
  ['another name in the local header', [entry('a', { localName: 'b' })], /disagree/],
  [
    'overlapping entries',
    [entry('a', { body: 'xx\n' }), entry('a2', { offset: 0, localName: 'a2' })],
    /overlap|disagree/,
  ],
  ['a long name', [entry('n'.repeat(1100))], /name is over/],
  ['too many entries', [entry('a'), entry('b'), entry('c')], /holds 3 entries/],
]
test.each(archives)('an archive with %s', async (_, entries, want) => {
  const [member, more] = await listAll([put('in.zip', zipBytes(entries))], { maxEntries: 2 })
  expect(await faultOf(member)).toMatch(want)
  expect(member?.kind).toBe('refused')
  expect(more).toBeUndefined()
})

test('an entry with another CRC-32, or longer than stated', async () => {
  const [crc] = await listAll([put('crc.zip', zipBytes([entry('a', { crc: 7 })]))])
  expect(await faultOf(crc)).toMatch(/CRC-32/)
  const [short] = await listAll([put('short.zip', zipBytes([entry('a', { method: 8, body: '' })]))])
  expect(await faultOf(short)).toMatch(/^malformed: .*ends too early/)
})

test('a bomb, by its text and not by what it says of itself', async () => {
  const bomb = put('bomb.gz', gzipSync(Buffer.alloc(20_000_000)))
  const [member] = await listAll([bomb], { ratioFromBytes: 1_000_000 })
  expect(await faultOf(member)).toMatch(/^limit: bomb.gz: its text is more than 500 times/)
  const [long] = await listAll([bomb], { maxTextBytes: 1_000_000 })
  expect(await faultOf(long)).toMatch(/^limit/)
})

test('links, missing files, and a file past the limit of files', async () => {
  put('secret.txt', 'outside')
  put('logs/a.log', 'a')
  symlinkSync(join(folder, 'secret.txt'), join(folder, 'logs/b.log'))
  symlinkSync(folder, join(folder, 'logs/c'))
  const found = await listAll([join(folder, 'logs'), join(folder, 'nowhere')])
  expect(await Promise.all(found.map(faultOf))).toEqual([
    'read',
    expect.stringMatching(/^unsupported: b.log is a link/),
    expect.stringMatching(/^unsupported: c is a link/),
    expect.stringMatching(/^file-missing: .*nowhere does not exist/),
  ])
  put('logs/d.log', 'd')
  put('logs/e.log', 'e')
  const few = await listAll([join(folder, 'logs')], { maxEntries: 10 })
  expect(few.length).toBe(5)
})

test.skipIf(process.getuid?.() === 0)('no permission (as root every file is readable)', async () => {
  const path = put('shut.log', 'x')
  chmodSync(path, 0)
  expect(await faultOf((await listAll([path]))[0])).toMatch(/^no-permission/)
})

const halfway = async (change: (path: string) => void): Promise<string> => {
  const path = put('live.log', 'x'.repeat(5_000_000))
  const [member] = await listAll([path])
  if (member?.kind !== 'member') throw new Error('no member')
  try {
    let chunks = 0
    for await (const chunk of member.read()) {
      chunks += chunk.length > 0 ? 1 : 0
      if (chunks === 1) change(path)
    }
    return 'read'
  } catch (error) {
    return error instanceof FaultError ? `${error.code}: ${error.detail.message}` : String(error)
  }
}
test('vanishes', async () => expect(await halfway((path) => rmSync(path))).toMatch(/^file-changed: .* vanished/))
test('shrinks', async () => expect(await halfway((path) => truncateSync(path, 10))).toMatch(/^file-changed/))
test('grows', async () =>
  expect(await halfway((path) => writeFileSync(path, 'more', { flag: 'a' }))).toMatch(/^file-changed: .* changed/))
test('is replaced', async () =>
  expect(
    await halfway((path) => {
      rmSync(path)
      writeFileSync(path, 'x'.repeat(5_000_000))
    }),
  ).toMatch(/^file-changed/))

test('cancelling stops between chunks', async () => {
  const [member] = await listAll([put('a.log', 'x'.repeat(5_000_000))])
  if (member?.kind !== 'member') throw new Error('no member')
  const stop = new AbortController()
  await expect(async () => {
    for await (const chunk of member.read(undefined, stop.signal)) if (chunk.length > 0) stop.abort()
  }).rejects.toMatchObject({ code: 'cancelled' })
})
