import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { faultOf, listAll, textOf } from './testing/listed.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'proofline-zstd-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const put = (name: string, body: Uint8Array | string): string => {
  writeFileSync(join(folder, name), body)
  return join(folder, name)
}
const listOne = async (body: Uint8Array, limits = {}) => (await listAll([put('in', body)], limits))[0]
const hasZstd = spawnSync('zstd', ['--version'], { stdio: 'ignore' }).status === 0

const cat = (...parts: Uint8Array[]): Buffer => Buffer.concat(parts)
const one = zstdCompressSync('first\n')
const two = zstdCompressSync('second\n')
const skippable = Buffer.from('5c2a4d1803000000aabbcc', 'hex')
// does not compress: many blocks and chunks
const noise = Buffer.from(Array.from({ length: 1_500_000 }, (_, at) => (Math.imul(at, 2_654_435_761) >>> 13) & 0xff))
const large = zstdCompressSync(noise)

const sound: [string, Uint8Array, Uint8Array | string][] = [
  ['one frame', one, 'first\n'],
  ['frames after one another', cat(one, two, one), 'first\nsecond\nfirst\n'],
  ['frames larger than a chunk', cat(large, one, large), cat(noise, Buffer.from('first\n'), noise)],
  ['skippable frames', cat(skippable, one, skippable, two, skippable), 'first\nsecond\n'],
  ['an empty frame', cat(zstdCompressSync(''), one), 'first\n'],
]
test.each(sound)('zstd: %s', async (_, bytes, want) => {
  const member = await listOne(bytes)
  expect(member).toMatchObject({ layers: ['zstd'], sizeBytes: bytes.length })
  const { text, received } = await textOf(member)
  expect(text).toBe(Buffer.from(want).toString())
  expect(received.equals(bytes)).toBe(true)
})

test('zstd in gzip in zstd', async () => {
  const member = await listOne(zstdCompressSync(gzipSync(one)))
  expect(member).toMatchObject({ layers: ['zstd', 'gzip', 'zstd'] })
  expect((await textOf(member)).text).toBe('first\n')
})

test.skipIf(!hasZstd)('made by zstd itself, with and without checksum and threads (needs zstd)', async () => {
  const body = 'the same line\n'.repeat(100_000)
  const path = put('body', body)
  for (const flags of [['--check'], ['--no-check', '-19'], ['-T2', '-B1MiB'], ['--no-content-size']]) {
    const packed = execFileSync('zstd', ['-q', '-c', ...flags, path], { maxBuffer: 1e9 })
    expect((await textOf(await listOne(packed))).text).toBe(body)
  }
})

test.skipIf(!hasZstd)('a window over 128 MiB is refused (needs zstd)', async () => {
  const packed = execFileSync('zstd', ['-q', '-c', '--long=31'], { input: 'x'.repeat(1_000_000) })
  // its descriptor says 2 GiB, since the size of what is piped is not known
  expect(await faultOf(await listOne(packed))).toMatch(/^malformed: in: the zstd stream is damaged \(.*memory.*\)/)
})

const broken: [string, Uint8Array, RegExp][] = [
  ['cut in a frame', large.subarray(0, -3), /^malformed: in: the zstd stream ends too early, at received byte \d+$/],
  ['cut in its first bytes', one.subarray(0, 5), /^malformed: in: the zstd stream ends too early/],
  ['cut in the second frame', cat(one, two.subarray(0, -2)), /ends too early/],
  [
    'cut in a magic number',
    cat(one, two.subarray(0, 3)),
    new RegExp(`no zstd frame stand at received byte ${one.length}$`),
  ],
  ['cut in a skippable frame', cat(one, skippable.subarray(0, 9)), /ends too early/],
  ['text behind it', cat(one, Buffer.from('tail')), new RegExp(`no zstd frame stand at received byte ${one.length}$`)],
  ['zeros behind it', cat(one, Buffer.alloc(600)), new RegExp(`at received byte ${one.length}$`)],
  ['text far behind it', cat(large, Buffer.alloc(3_000_000, 'x')), new RegExp(`at received byte ${large.length}$`)],
  ['a gzip behind it', cat(one, gzipSync('x')), /no zstd frame/],
  [
    'a reserved block',
    Buffer.from('28b52ffd2001070000', 'hex'),
    /^malformed: in: the zstd stream is damaged before received byte 9$/,
  ],
  ['a header alone', Buffer.from('28b52ffd', 'hex'), /ends too early/],
  ['skippable frames alone', skippable, /^malformed: in: the zstd stream ends too early after 0 bytes of text/],
]
test.each(broken)('zstd: %s', async (_, bytes, want) => {
  expect(await faultOf(await listOne(bytes))).toMatch(want)
})

/** What this process has open, as proc(5) lists it. */
const openFiles = (): string[] =>
  readdirSync('/proc/self/fd').flatMap((name) => {
    try {
      return readlinkSync(join('/proc/self/fd', name))
    } catch {
      return [] // that of the listing itself
    }
  })

test.skipIf(!existsSync('/proc/self/fd'))('zstd: a broken stream leaves its file closed (needs /proc)', async () => {
  for (const [, bytes, want] of broken) expect(await faultOf(await listOne(bytes))).toMatch(want)
  expect(openFiles().filter((path) => path.startsWith(folder))).toEqual([])
})

test('zstd: a damaged block shows in its checksum, where the frame has one', async () => {
  const checked = hasZstd ? execFileSync('zstd', ['-q', '-c', '--check'], { input: noise, maxBuffer: 1e9 }) : undefined
  if (!checked) return
  checked[checked.length - 100_000] = (checked[checked.length - 100_000] ?? 0) ^ 1
  expect(await faultOf(await listOne(checked))).toMatch(/^malformed: in: the zstd stream is damaged/)
})

test('zstd: a bomb', async () => {
  const bomb = zstdCompressSync(Buffer.alloc(20_000_000))
  expect(await faultOf(await listOne(bomb, { ratioFromBytes: 1_000_000 }))).toMatch(
    /^limit: in: its text is more than 500 times/,
  )
  expect(await faultOf(await listOne(bomb, { maxTextBytes: 1_000_000 }))).toMatch(
    /^limit: in: its text is over 1000000 bytes/,
  )
})
