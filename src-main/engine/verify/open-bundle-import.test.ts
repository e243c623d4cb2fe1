import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { zipped } from '../proofs/testing/zipped.ts'
import { pairs } from '../testing/lines.ts'
import { BundleFolder, exporter } from './testing/bundle-folder.ts'
import { type Files, proofsIn, verifiedFiles } from './testing/verified-files.ts'

const LOG = pairs(0, 10)
const folder = new BundleFolder()
let whole: Files
beforeAll(async () => {
  await folder.make({ 'a.log': LOG })
  whole = folder.files()
})
afterAll(() => folder[Symbol.dispose]())

const asZip = (files: Files): Files => ({ 'bag.zip': zipped(files) })
const without = (...names: string[]): Files =>
  Object.fromEntries(Object.entries(whole).filter(([path]) => !names.some((name) => path.startsWith(`bag/${name}`))))

async function verified(files: Files) {
  const { found, refused } = await verifiedFiles(files, exporter, true)
  return { ...found[0], count: found.length, proofs: proofsIn(found[0]?.checks), refused }
}

test('whole it is verified, with what a file manager left in it', async () => {
  const { records, verdict, refused } = await verified({ ...whole, 'bag/.DS_Store': 'x' })
  expect([records, verdict, refused]).toEqual([10, 'verified', []])
})

describe.each([
  ['a folder', (files: Files) => files],
  ['a ZIP', asZip],
])('a file outside of data/ in %s is no log of the bundle, and the bundle not what was signed alone', (_, form) => {
  test.each<[string, string]>([
    ['o.log', pairs(50, 60)],
    ['other/extra.log', pairs(50, 60)],
    ['aaa/v.log', LOG.replaceAll('approle-bot', 'approle-bad')],
    ['database/v.log', LOG],
    ['chain/v.log', LOG],
    ['readme.txt', 'x'],
  ])('%s', async (name, body) => {
    const { count, records, verdict, proofs, refused, checks } = await verified(
      form({ ...whole, [`bag/${name}`]: body }),
    )
    expect([count, records, verdict]).toEqual([1, 10, 'not-verifiable'])
    expect(proofs).toContain(`file.unlisted not-verifiable ${name}`)
    expect(refused).toMatchObject([{ path: name, code: 'unsupported' }])
    expect(checks?.find(({ check }) => check === 'bundle.period')).toMatchObject({ covered: 10 })
  })

  test('below data/ it is failed', async () => {
    const { verdict, proofs } = await verified(form({ ...whole, 'bag/data/aaa.log': LOG }))
    expect(proofs).toContain('file.unlisted failed data/aaa.log')
    expect(verdict).toBe('failed')
  })
})

test.each<[string, string[]]>([
  ['its declaration', ['bundle.json']],
  ['its chains', ['chain/']],
  ['bagit.txt', ['bagit.txt']],
  ['declaration and chains', ['bundle.json', 'chain/']],
  ['all but chains and logs', ['bundle.json', 'export.json', 'bagit.txt', 'bag-info.txt', 'manifest', 'tagmanifest']],
])('without %s it is an open bundle all the same, and never verified', async (_, gone) => {
  const { shape, verdict } = await verified(without(...gone))
  expect(shape).toBe('open-bundle')
  expect(verdict).not.toBe('verified')
})

test.each<[string, string[], string]>([
  ['all marks of ours', ['bundle.json', 'export.json', 'chain/', 'tagmanifest-sha256.txt.'], 'failed'],
  ['tag manifest, too', ['bundle.json', 'export.json', 'chain/', 'tagmanifest'], 'not-verifiable'],
  ['manifests, too', ['bundle.json', 'export.json', 'chain/', 'tagmanifest', 'manifest'], 'not-verifiable'],
])('without %s it is a plain bag, and no better', async (_, gone, want) => {
  const { shape, verdict } = await verified(without(...gone))
  expect([shape, verdict]).toEqual(['files', want])
})
