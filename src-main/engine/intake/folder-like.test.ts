import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openFolderLike, readSmall } from './folder-like.ts'
import { zipBytes } from './testing/zip-bytes.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'proofline-folder-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const entries = [
  { name: 'bag/bagit.txt', body: 'B' },
  { name: 'bag/data/a.log', body: 'aaa' },
]

test('a folder, an archive, and both with one top folder more are the same', async () => {
  mkdirSync(join(folder, 'up/bag/data'), { recursive: true })
  for (const { name, body } of entries) writeFileSync(join(folder, 'up', name), body)
  writeFileSync(join(folder, 'with.zip'), zipBytes(entries))
  writeFileSync(join(folder, 'bare.zip'), zipBytes(entries.map(({ name, body }) => ({ name: name.slice(4), body }))))
  for (const path of ['up', 'up/bag', 'with.zip', 'bare.zip']) {
    const opened = await openFolderLike(join(folder, path))
    expect(opened?.names).toEqual(['bagit.txt', 'data/a.log'])
    expect(opened?.sizeBytes('data/a.log')).toBe(3)
    if (!opened) throw new Error('not opened')
    expect(Buffer.from(await readSmall(opened, 'data/a.log', 3)).toString()).toBe('aaa')
  }
})

test('what is neither is undefined; what is missing, too long or a link is a fault', async () => {
  writeFileSync(join(folder, 'plain.log'), 'x')
  expect(await openFolderLike(join(folder, 'plain.log'))).toBeUndefined()
  await expect(openFolderLike(join(folder, 'none'))).rejects.toMatchObject({ code: 'file-missing' })
  const opened = await openFolderLike(folder)
  if (!opened) throw new Error('not opened')
  await expect(readSmall(opened, 'plain.log', 0)).rejects.toMatchObject({ code: 'limit' })
  await expect(async () => readSmall(opened, 'other', 9)).rejects.toMatchObject({ code: 'file-missing' })
  symlinkSync('/etc/passwd', join(folder, 'l'))
  await expect(openFolderLike(folder)).rejects.toMatchObject({ code: 'unsupported' })
})
