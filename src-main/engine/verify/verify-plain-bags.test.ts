import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { packTar } from '../intake/testing/tar-bytes.ts'
import { bytesOf, signedBy, testSigner } from '../proofs/testing/signed.ts'
import { zipped } from '../proofs/testing/zipped.ts'
import { caseFolder } from '../testing/case-folder.ts'
import { pairs } from '../testing/lines.ts'
import { plainBag } from './testing/plain-bag.ts'
import { type Files, proofsIn, verifiedFiles } from './testing/verified-files.ts'

const LOG = pairs(0, 5)
const NOTE = 'no log\n'
const signer = testSigner('Archive', new Date('2025-01-01'))
const BAG = plainBag({ 'a.log': LOG, 'note.txt': NOTE })

const asZip = (files: Files): Files => ({ 'bag.zip': zipped(files) })
const asTar = async (files: Files): Promise<Files> => ({
  'bag.tar.gz': gzipSync(await packTar(Object.entries(files).map(([name, body]) => ({ name, body })))),
})
const forms: readonly (readonly [string, (files: Files) => Files | Promise<Files>, string])[] = [
  ['a folder', (files) => files, ''],
  ['a ZIP', asZip, 'bag.zip!bag/'],
  ['a tar.gz', asTar, 'bag.tar.gz!bag/'],
]

async function verified(files: Files, trust = undefined as Parameters<typeof verifiedFiles>[1]) {
  const { found, refused } = await verifiedFiles(files, trust, true)
  return { ...found[0], proofs: proofsIn(found.flatMap(({ checks }) => checks)), count: found.length, refused }
}

const without = (name: string, files: Files = BAG): Files =>
  Object.fromEntries(Object.entries(files).filter(([path]) => path !== name))

describe.each(forms)('a bag as %s', (_, form, top) => {
  test('is valid, and nobody signed it', async () => {
    const { shape, count, records, verdict, proofs } = await verified(await form(BAG))
    expect([count, shape, records, verdict]).toEqual([1, 'files', 5, 'not-verifiable'])
    expect(proofs).toEqual([
      `bag.form verified ${top}bagit.txt`,
      'digest.file verified ',
      'digest.tag verified ',
      `digest.signature not-verifiable ${top}manifest-sha512.txt`,
    ])
  })

  test('without a log that can be read it is judged the same', async () => {
    const { format, verdict, proofs } = await verified(await form(plainBag({ 'note.txt': NOTE })))
    expect([format, verdict]).toEqual(['files', 'not-verifiable'])
    expect(proofs).toContain('digest.file verified ')
    expect(proofs.join()).not.toContain('proof.reach')
  })

  test.each<[string, Files, string]>([
    ['a log changed', { ...BAG, 'bag/data/a.log': pairs(1, 5) }, 'digest.file failed data/a.log'],
    ['another file changed', { ...BAG, 'bag/data/note.txt': 'x' }, 'digest.file failed data/note.txt'],
    ['a log added', { ...BAG, 'bag/data/b.log': pairs(9, 12) }, 'file.unlisted failed data/b.log'],
    ['a file added', { ...BAG, 'bag/data/x/more.txt': 'x' }, 'file.unlisted failed data/x/more.txt'],
    ['a log missing', without('bag/data/a.log'), 'file.missing failed data/a.log'],
    ['a file missing', without('bag/data/note.txt'), 'file.missing failed data/note.txt'],
    [
      'a tag file changed',
      { ...BAG, 'bag/bagit.txt': `${String(BAG['bag/bagit.txt'])}`.replace('1.0', '0.97') },
      'digest.tag failed bagit.txt',
    ],
    ['no declaration in it', { ...BAG, 'bag/bagit.txt': 'x' }, 'bag.form failed bagit.txt'],
  ])('%s: failed, with its path', async (__, files, want) => {
    const { verdict, proofs } = await verified(await form(files))
    const [check, said, file] = want.split(' ')
    expect(proofs).toContain(`${check} ${said} ${top}${file}`)
    expect(verdict).toBe('failed')
  })
})

test.each(['0.97', '1.0'])('version %s by MD5: its form holds, its digests are weak', async (version) => {
  const { verdict, proofs } = await verified(plainBag({ 'a.log': LOG }, { hash: 'md5', version }))
  expect(verdict).toBe('not-verifiable')
  expect(proofs).toContain('bag.form verified bagit.txt')
  expect(proofs).toContain('digest.file not-verifiable ')
})

test('a packed log, and an archive, are held against the bag as they were received', async () => {
  const bag = plainBag({
    'a.log.gz': gzipSync(LOG),
    'in.zip': zipped({ 'b.log': pairs(7, 9) }),
    'c.7z': bytesOf('7z\xbc\xaf\x27\x1c'),
  })
  for (const form of [bag, asZip(bag), await asTar(bag)]) {
    const { records, verdict, proofs } = await verified(form)
    expect([records, verdict]).toEqual([7, 'not-verifiable'])
    expect(proofs.filter((one) => /missing|unlisted|reach|failed/.test(one))).toEqual([])
    expect(proofs).toContain('digest.file verified ')
  }
})

test('a bag in a bag: what contradicts the inner one is not verifiable, since the outer one speaks for the bytes', async () => {
  const inner = plainBag({ 'a.log': LOG }, { top: '' })
  const whole = await verified(plainBag(inner))
  expect(whole.proofs.filter((one) => one.startsWith('bag.form verified'))).toHaveLength(2)
  const { verdict, proofs } = await verified(plainBag({ ...inner, 'data/a.log': pairs(1, 5) }))
  expect(proofs).toContain('digest.file not-verifiable data/data/a.log')
  expect(verdict).toBe('not-verifiable')
})

describe('a signature over the tag manifest', () => {
  const tags = BAG['bag/tagmanifest-sha512.txt'] ?? ''
  const signed = {
    ...BAG,
    'bag/tagmanifest-sha512.txt.p7s': signedBy(signer, bytesOf(String(tags)), new Date('2025-02-01')),
  }

  test('by a trusted key speaks for every file of the bag', async () => {
    const { found } = await verifiedFiles(signed, signer.trust, true)
    expect(found.map(({ verdict }) => verdict)).toEqual(['verified'])
  })

  test.each<[string, Files]>([
    ['a log changed', { ...signed, 'bag/data/a.log': pairs(1, 5) }],
    ['a log added below data/', { ...signed, 'bag/data/b.log': pairs(9, 12) }],
    ['a log added elsewhere', { ...signed, 'bag/b.log': pairs(9, 12) }],
    ['a log added before all others', { ...signed, 'bag/aaa/b.log': LOG }],
    ['a log beside the bag', { ...signed, 'other/b.log': pairs(9, 12) }],
    ['the tag manifest gone', without('bag/tagmanifest-sha512.txt', signed)],
  ])('%s: not verified', async (_, files) => {
    const { found } = await verifiedFiles(files, signer.trust, true)
    expect(found.map(({ verdict }) => verdict)).not.toContain('verified')
  })

  test('by nobody we know: not verifiable', async () => {
    expect((await verified(signed)).verdict).toBe('not-verifiable')
  })
})

test('an import without a log that can be read keeps nothing, and names every file', async () => {
  using at = caseFolder()
  for (const [name, body] of Object.entries(plainBag({ 'note.txt': NOTE }))) at.write(name, body)
  const { bundles, refused } = await at.import(['bag'])
  expect(bundles).toEqual([])
  expect(refused.map(({ path }) => path).toSorted()).toEqual([
    'bagit.txt',
    'data/note.txt',
    'manifest-sha512.txt',
    'tagmanifest-sha512.txt',
  ])
})

test('a bag whose log the case holds already is imported whole; the same bag again is set aside', async () => {
  using at = caseFolder()
  at.write('a.log', LOG)
  for (const [name, body] of Object.entries(BAG)) at.write(name, body)
  await at.import(['a.log'])
  const { bundles } = await at.import(['bag'])
  expect(bundles).toHaveLength(1)
  expect(at.db.prepare('SELECT count(*) FROM bundle_file WHERE bundle = ?').pluck().get(bundles[0]?.id)).toBe(5)
  expect((await at.import(['bag'])).bundles).toEqual([])
})
