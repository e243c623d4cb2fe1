import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { encodingOf } from './encoding.ts'
import { faultOf, listAll, textOf } from './testing/listed.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'proofline-encoding-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const listOne = async (body: Uint8Array) => {
  const path = join(folder, 'in')
  writeFileSync(path, body)
  return (await listAll([path]))[0]
}
const le = (text: string): Buffer => Buffer.from(text, 'utf16le')
const be = (text: string): Buffer => le(text).swap16()
const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex')

const csv = 'data;usuário;ação\r\n2025-01-01;João 🔑;"leitura"\r\n'
const latin = Buffer.from(csv.replace(' 🔑', ''), 'latin1')
const decoded: [string, Buffer, string, string][] = [
  ['UTF-16 with its mark', le(`\ufeff${csv}`), 'utf-16le', csv],
  ['big-endian UTF-16 with its mark', be(`\ufeff${csv}`), 'utf-16be', csv],
  ['UTF-16 without mark', le(csv), 'utf-16le', csv],
  ['big-endian UTF-16 without mark', be(csv), 'utf-16be', csv],
  ['UTF-16 of other scripts, with its mark', le('\ufeff名前,日時\n'), 'utf-16le', '名前,日時\n'],
  ['UTF-16 with a second mark inside', le('\ufeffa\ufeffb'), 'utf-16le', 'a\ufeffb'],
  ['UTF-16 longer than a chunk', le(`\ufeff${csv.repeat(30_000)}`), 'utf-16le', csv.repeat(30_000)],
  ['Windows-1252', latin, 'windows-1252', csv.replace(' 🔑', '')],
  ['Windows-1252 with its own signs', hex('80 93 94 96 85 81 e7 0a'), 'windows-1252', '€“”–…\u0081ç\n'],
]
test.each(decoded)('%s is read as UTF-8, and the received bytes stay what they are', async (_, bytes, layer, want) => {
  const member = await listOne(bytes)
  expect(member).toMatchObject({ layers: [layer], sizeBytes: bytes.length })
  const { text, received } = await textOf(member)
  expect(text).toBe(want)
  expect(received.equals(bytes)).toBe(true)
  const packed = await listOne(gzipSync(bytes))
  expect(packed).toMatchObject({ layers: ['gzip', layer] })
  expect((await textOf(packed)).text).toBe(want)
})

const kept: [string, Uint8Array][] = [
  ['UTF-8', Buffer.from(csv)],
  ['UTF-8 with its mark', Buffer.from(`\ufeff${csv}`)],
  ['UTF-8 with a few broken bytes', Buffer.concat([Buffer.from(csv), hex('ff e3 0a')])],
  ['JSON with a broken byte', Buffer.concat([Buffer.from('{"user":"'), hex('ff'), Buffer.from('"}\n')])],
  ['a JSON list with a broken byte', Buffer.concat([Buffer.from(' \n["'), hex('e9'), Buffer.from('"]\n')])],
  ['a head that ends in the middle of a character', Buffer.from(`${'x'.repeat(256 * 1024 - 1)}é\n`)],
  ['broken bytes behind the head', Buffer.concat([Buffer.from('x'.repeat(256 * 1024)), hex('e9 0a')])],
  ['a binary file', hex('ff d8 ff e0 00 10 4a 46 49 46 00 01 01 01 00 48 00 48 00 00')],
  ['bytes with control characters', hex('e9 e7 07 1b 41 42')],
  ['NUL bytes before a log', Buffer.concat([Buffer.alloc(5000), Buffer.from(csv)])],
  ['NUL bytes in a log', Buffer.concat([Buffer.from(csv), Buffer.alloc(400), Buffer.from(csv)])],
  ['NUL bytes alone', Buffer.alloc(1000)],
  ['too little to tell', le('abc')],
  ['the mark of UTF-32', hex('ff fe 00 00 41 00 00 00 0a 00 00 00')],
  [
    'every other byte zero, but not always',
    Buffer.from(Array.from({ length: 400 }, (_, at) => (at % 4 === 1 ? 0 : 65))),
  ],
  ['nothing', Buffer.alloc(0)],
]
test.each(kept)('%s stays as it is', async (_, bytes) => {
  const member = await listOne(bytes)
  expect(member).toMatchObject({ layers: [] })
  expect((await textOf(member)).received.equals(bytes)).toBe(true)
})

const wrong: [string, Buffer, RegExp][] = [
  [
    'half of a pair',
    Buffer.concat([le('\ufeffab'), hex('00 d8'), le('cd')]),
    /^malformed: in: .* surrogate pair at byte 6$/,
  ],
  ['the other half alone', Buffer.concat([le('\ufeff😀'), hex('00 dc'), le('d')]), /surrogate pair at byte 6$/],
  ['half of a pair, big-endian', Buffer.concat([be('\ufeffa'), hex('d8 00'), be('d')]), /surrogate pair at byte 4$/],
  [
    'half of a pair at its end',
    Buffer.concat([le('\ufeffab'), hex('00 d8')]),
    /ends in the middle of a character at byte 6$/,
  ],
  [
    'an odd byte at its end',
    Buffer.concat([le('\ufeffab'), hex('41')]),
    /ends in the middle of a character at byte 6$/,
  ],
  [
    'half of a pair far behind',
    Buffer.concat([le(`\ufeff${'x'.repeat(2_000_000)}`), hex('00 dc'), le('d')]),
    /at byte 4000002$/,
  ],
]
test.each(wrong)('UTF-16 with %s is refused with its place', async (_, bytes, want) => {
  expect(await faultOf(await listOne(bytes))).toMatch(want)
})

const hasIconv = spawnSync('iconv', ['--version'], { stdio: 'ignore' }).status === 0
test.skipIf(!hasIconv)('every sign of Windows-1252 as iconv has it (needs iconv)', async () => {
  const undefinedBytes = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d])
  const bytes = Buffer.from(
    Array.from({ length: 128 }, (_, at) => at + 128).filter((byte) => !undefinedBytes.has(byte)),
  )
  const want = execFileSync('iconv', ['-f', 'CP1252', '-t', 'UTF-8'], { input: bytes })
  expect((await textOf(await listOne(bytes))).text).toBe(want.toString())
})

test('a head that is not the whole text is not judged by its last character', () => {
  const cut = Buffer.from('áé').subarray(0, 3)
  expect(encodingOf(cut, false)).toBeUndefined()
  expect(encodingOf(Buffer.from('4ee9', 'hex'), true)).toBe('windows-1252')
})
