import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { execFileSync } from 'node:child_process'
import { makeBundle } from '../jobs/make-bundle.ts'
import { pairs } from '../testing/lines.ts'
import { formats } from '../../core/formats/index.ts'
import { planImport } from './plan-import.ts'

const folder = mkdtempSync(join(tmpdir(), 'proofline-bags-'))
const whole = join(folder, 'whole')

beforeAll(async () => {
  writeFileSync(join(folder, 'a.log'), pairs(0, 20))
  const quiet = { signal: new AbortController().signal, tell: () => undefined }
  await makeBundle(quiet, {
    inputs: [join(folder, 'a.log')],
    out: whole,
    reason: 'test',
    now: new Date(0),
    tool: 'test',
  })
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function copyWithout(name: string, ...gone: string[]): string {
  const to = join(folder, name)
  cpSync(whole, to, { recursive: true })
  for (const path of gone) rmSync(join(to, path), { recursive: true })
  return to
}

const shapes = async (...paths: string[]) =>
  (await planImport({ paths, formats })).bundles.map(({ name, shape }) => `${name} ${shape}`)

describe('what is left of an open bundle is one, so that taking files away hides nothing', () => {
  test.each(['bagit.txt', 'bundle.json', 'manifest-sha256.txt', 'tagmanifest-sha256.txt', 'chain', 'data'])(
    'without %s',
    async (gone) => {
      expect(await shapes(copyWithout(`no-${gone}`, gone))).toEqual([`no-${gone} open-bundle`])
    },
  )

  test('with a single mark', async () => {
    const bare = copyWithout(
      'bare',
      'bagit.txt',
      'bundle.json',
      'manifest-sha256.txt',
      'tagmanifest-sha256.txt',
      'bag-info.txt',
    )
    expect(await shapes(bare)).toEqual(['bare open-bundle'])
  })

  test('with a link in it: refused, not read as loose files', async () => {
    const linked = copyWithout('linked')
    renameSync(join(linked, 'chain/a.log.chain'), join(folder, 'moved.chain'))
    symlinkSync(join(folder, 'moved.chain'), join(linked, 'chain/a.log.chain'))
    const { bundles, refused } = await planImport({ paths: [linked], formats })
    expect(bundles).toEqual([])
    expect(refused).toMatchObject([{ path: 'linked' }])
  })
})

test('bundles in a folder, as folders and archives, beside loose logs', async () => {
  const place = join(folder, 'exports')
  mkdirSync(place)
  cpSync(whole, join(place, 'one'), { recursive: true })
  execFileSync('zip', ['-qr', join(place, 'two.zip'), 'whole'], { cwd: folder })
  writeFileSync(join(place, 'loose.log'), pairs(100, 110))
  const { bundles, refused } = await planImport({ paths: [place], formats })
  expect(bundles.map(({ name, shape }) => `${name} ${shape}`)).toEqual([
    'exports/one open-bundle',
    'exports/two open-bundle',
    'exports files',
  ])
  expect(bundles.at(-1)?.files.map(({ member }) => member.path)).toEqual(['loose.log'])
  expect(refused).toEqual([])
})

test('a bundle inside an archive inside an archive is said not to be read as one', async () => {
  execFileSync('zip', ['-qr', join(folder, 'inner.zip'), 'whole'], { cwd: folder })
  execFileSync('zip', ['-q', join(folder, 'outer.zip'), 'inner.zip'], { cwd: folder })
  const { bundles, refused } = await planImport({ paths: [join(folder, 'outer.zip')], formats })
  expect(bundles.map(({ shape }) => shape)).toEqual(['files'])
  expect(refused.some(({ message }) => message.includes('belongs to an open bundle inside another archive'))).toBe(true)
})
