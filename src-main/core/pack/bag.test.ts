import { describe, expect, test } from 'vitest'
import { bagInfoText, manifestText, oneLine, readManifest, sourceText } from './bag.ts'
import { isPackName, mimeType, mustBeCovered, paths, tablePath } from './names.ts'

const digest = (digit: string) => digit.repeat(64)

describe('a manifest', () => {
  const files = [
    { path: 'data/b', sha256: digest('b') },
    { path: 'VERIFY.txt', sha256: digest('a') },
    { path: 'data/B', sha256: digest('c') },
  ]

  test('is sorted by the bytes of the paths, as sha256sum writes it', () => {
    expect(manifestText(files)).toBe(`${digest('a')}  VERIFY.txt\n${digest('c')}  data/B\n${digest('b')}  data/b\n`)
  })

  test('reads back', () => {
    expect(readManifest(manifestText(files))).toEqual(new Map(files.map(({ path, sha256 }) => [path, sha256])))
    expect(readManifest('')).toEqual(new Map())
    expect(readManifest(`${digest('a')} *binary\n`)?.get('binary')).toBe(digest('a'))
  })

  test.each([
    ['without its last line end', `${digest('a')}  x`],
    ['with CR', `${digest('a')}  x\r\n`],
    ['with a path twice', `${digest('a')}  x\n${digest('b')}  x\n`],
    ['with upper-case hex', `${digest('A')}  x\n`],
    ['with a short digest', `${'a'.repeat(40)}  x\n`],
    ['with one blank', `${digest('a')} x\n`],
    ['with an empty line', `${digest('a')}  x\n\n`],
    ['with an escaped name', `\\${digest('a')}  x\\ny\n`],
  ])('%s is refused', (_, text) => expect(readManifest(text)).toBeUndefined())
})

test('bag-info.txt stays one line a label, whatever the names say', () => {
  const bag = {
    organisation: 'A\nPayload-Oxum: 0.0\u2028B',
    sealedAt: '2026-03-01T10:00:00Z',
    packId: '5b1d0c52-8d1f-4c7e-9a55-3f0c6a1d2e77',
    tool: 'Proofline 0.1.0',
    custodyHead: digest('d'),
  }
  expect(
    bagInfoText(bag, [
      { path: 'data/a', bytes: 7, sha256: '' },
      { path: 'data/b', bytes: 5, sha256: '' },
    ]),
  ).toBe(
    [
      'Source-Organization: A Payload-Oxum: 0.0 B',
      'Bagging-Date: 2026-03-01',
      'Payload-Oxum: 12.2',
      'External-Identifier: urn:uuid:5b1d0c52-8d1f-4c7e-9a55-3f0c6a1d2e77',
      'Bag-Software-Agent: Proofline 0.1.0',
      `Custody-Head: sha256:${digest('d')}`,
      'CSV-Escape: leading-apostrophe',
      '',
    ].join('\n'),
  )
  expect(bagInfoText({ ...bag, organisation: ' \n ' }, [])).toContain('Source-Organization: not stated\n')
  expect(oneLine('a\u001b[2Jb\ud800')).toBe('a [2Jb\ufffd')
})

test('originals are listed as sha256sum does, hard names escaped', () => {
  const text = sourceText([
    { path: 'a b', sha256: digest('a') },
    { path: 'c\\d\ne', sha256: digest('b') },
  ])
  expect(text).toBe(`${digest('a')}  a b\n\\${digest('b')}  c\\\\d\\ne\n`)
})

describe('names', () => {
  test('of the pack follow its own rule', () => {
    for (const path of [...Object.values(paths), tablePath('records-2')]) expect(isPackName(path)).toBe(true)
  })
  test.each(['', '/a', 'a/', 'a//b', '.a', 'a/.b', '../a', 'a b', 'ä', 'a\\b', 'a:b', 'x'.repeat(121)])(
    '%j is none',
    (name) => {
      expect(isPackName(name)).toBe(false)
    },
  )
  test('say what must be covered and of what kind it is', () => {
    expect(['mimetype', 'META-INF/x', 'bagit.txt', 'data/x'].filter(mustBeCovered)).toEqual(['bagit.txt', 'data/x'])
    expect(['a.csv', 'a.bin', 'a'].map(mimeType)).toEqual([
      'text/csv',
      'application/octet-stream',
      'application/octet-stream',
    ])
  })
})
