import { expect, test } from 'vitest'
import { bagManifestName, decodeTag, isSystemFile, readBagDeclaration, readBagManifest, readFetch } from './bag.ts'

const utf8 = new TextEncoder()
const declaration = (encoding: string, version = '1.0'): string =>
  `BagIt-Version: ${version}\nTag-File-Character-Encoding: ${encoding}\n`
const declared = (text: string) => readBagDeclaration(utf8.encode(text))

test.each([
  ['UTF-8', 'utf-8'],
  ['utf-16', 'utf-16'],
  ['ISO-8859-1', 'iso-8859-1'],
  ['US-ASCII', 'utf-8'],
])('a bag in %s is read in it', (name, encoding) => {
  expect(declared(declaration(name))).toEqual({ version: '1.0', encoding })
  expect(declared(declaration(name, '0.97').replaceAll('\n', '\r\n'))).toEqual({ version: '0.97', encoding })
})

test.each(['Shift_JIS', 'constructor', '__proto__'])('the encoding %s is not supported, and not wrong', (name) => {
  expect(declared(declaration(name))).toEqual({ reason: expect.stringContaining('encoding'), unsupported: true })
})

test.each([
  ['longer than any', declaration('UTF-8') + ' '.repeat(5000)],
  ['one with a byte order mark', `\uFEFF${declaration('UTF-8')}`],
  ['one with its lines exchanged', 'Tag-File-Character-Encoding: UTF-8\nBagIt-Version: 1.0\n'],
  ['one with a third line', `${declaration('UTF-8')}More: 1\n`],
  ['one without version', declaration('UTF-8', 'new')],
  ['nothing', ''],
])('a declaration that is %s is wrong', (_what, text) => {
  expect(declared(text)).toEqual({ reason: expect.any(String), unsupported: false })
})

test.each<[string, Parameters<typeof decodeTag>[1]['encoding'], readonly number[], string | undefined]>([
  ['UTF-8', 'utf-8', [0xc3, 0xa9], 'é'],
  ['bytes that are no UTF-8', 'utf-8', [0xe9], undefined],
  ['any byte of ISO-8859-1', 'iso-8859-1', [0xe9, 0x80], 'é\u0080'],
  ['UTF-16 whose mark says big-endian', 'utf-16', [0xfe, 0xff, 0, 0xe9], 'é'],
  ['UTF-16 whose mark says little-endian', 'utf-16', [0xff, 0xfe, 0xe9, 0], 'é'],
  ['UTF-16BE', 'utf-16be', [0, 0xe9], 'é'],
  ['UTF-16LE', 'utf-16le', [0xe9, 0], 'é'],
  ['half of a UTF-16 unit', 'utf-16le', [0xe9], undefined],
])('tag files: %s', (_what, encoding, bytes, want) => {
  expect(decodeTag(Uint8Array.from(bytes), { version: '1.0', encoding })).toBe(want)
})

test('names of manifests say which and of what hash', () => {
  expect(bagManifestName('manifest-SHA-512.txt')).toEqual({ tag: false, hash: 'sha512' })
  expect(bagManifestName('tagmanifest-md5.txt')).toEqual({ tag: true, hash: 'md5' })
  for (const path of ['manifest.txt', 'manifest-.txt', 'data/manifest-md5.txt', 'manifest-md5.txt.bak']) {
    expect(bagManifestName(path)).toBeUndefined()
  }
})

test.each<[string, string, boolean, string]>([
  ['no digest', 'what data/a', false, 'is not a digest and a path'],
  ['no path', 'ab', false, 'is not a digest and a path'],
  ['a path that climbs', 'ab  data/../a', false, 'climbs out of its folder'],
  ['a coded line end', 'ab  data/a%0Ab', false, 'holds a control character'],
  ['a tag file among the payload', 'ab  bag-info.txt', false, 'does not lie below data/'],
  ['a payload file among the tag files', 'ab  data/a', true, 'names a payload file in a tag manifest'],
  ['a second digest of one file', 'ab  data/a\ncd  data/a', false, 'another digest of a path that stands above'],
])('a manifest with %s says so at its line, and reads on', (_what, text, tag, reason) => {
  const good = tag ? 'ef  bagit.txt' : 'ef  data/good'
  const { digests, wrong } = readBagManifest(`\n${text}\n${good}\n`, tag, '1.0')
  expect(wrong).toEqual([{ line: 1 + text.split('\n').length, reason: expect.stringContaining(reason) }])
  expect(digests.get(good.slice(4))).toBe('ef')
})

test('forms of other tools are read and told; codes are those of the version', () => {
  const text = 'AB *./data/a%25b\r\nab  data/a%25b'
  const { digests, wrong, notes } = readBagManifest(text, false, '1.0')
  expect([...digests]).toEqual([['data/a%b', 'ab']])
  expect(wrong).toEqual([])
  expect(notes.map(({ line }) => line)).toEqual([1, 1])
  expect([...readBagManifest('ab  data/a%25b', false, '0.97').digests.keys()]).toEqual(['data/a%25b'])
})

test('files that lie elsewhere: where they would be, and lines that say nothing', () => {
  const text =
    'https://example.org/a 12 data/a\n\nhttps://example.org/b - ./data/b%25\nhttps://example.org/c data/c\nx 1 d\n'
  const { paths, wrong } = readFetch(text, '1.0')
  expect([...paths]).toEqual(['data/a', 'data/b%'])
  expect(wrong).toEqual([
    { line: 4, reason: 'is not an address, a length and a path' },
    { line: 5, reason: 'names a path that does not lie below data/' },
  ])
})

test('files of file managers are known by their whole name', () => {
  expect(['a/.DS_Store', 'Thumbs.db'].every(isSystemFile)).toBe(true)
  expect(['a.DS_Store', 'Thumbs.db/a', 'thumbs.db.log'].some(isSystemFile)).toBe(false)
})
