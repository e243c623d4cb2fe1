import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isCase } from './case-file.ts'
import { writeWhole } from './output-file.ts'
import { readPassphraseFile } from './passphrase.ts'

let folder = ''
const at = (name: string): string => join(folder, name)
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'proofline-test-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('a file is whole or absent', () => {
  test('whole, and for its owner alone', async () => {
    await writeWhole(at('a.csv'), async (write) => {
      await write('1\n')
      await write('2\n')
    })
    expect(readFileSync(at('a.csv'), 'utf8')).toBe('1\n2\n')
    expect(statSync(at('a.csv')).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder)).toEqual(['a.csv'])
  })
  test('absent where writing ended midway', async () => {
    const broken = writeWhole(at('a.csv'), async (write) => {
      await write('1\n')
      throw new Error('no more')
    })
    await expect(broken).rejects.toThrow('no more')
    expect(readdirSync(folder)).toEqual([])
  })
  test('never over another', async () => {
    writeFileSync(at('a.csv'), 'old')
    await expect(writeWhole(at('a.csv'), async () => undefined)).rejects.toMatchObject({ code: 'output-exists' })
    expect(readFileSync(at('a.csv'), 'utf8')).toBe('old')
  })
  test('nor over one that came meanwhile', async () => {
    const late = writeWhole(at('a.csv'), async (write) => {
      await write('new')
      writeFileSync(at('a.csv'), 'theirs')
    })
    await expect(late).rejects.toMatchObject({ code: 'output-exists' })
    expect([readFileSync(at('a.csv'), 'utf8'), readdirSync(folder)]).toEqual(['theirs', ['a.csv']])
  })
  test('never over a device', async () => {
    await expect(writeWhole('/dev/null', async () => undefined)).rejects.toMatchObject({ code: 'output-exists' })
  })
  test('a folder that is not there is said', async () => {
    await expect(writeWhole(at('no/a.csv'), async () => undefined)).rejects.toMatchObject({ code: 'file-missing' })
  })
})

describe('a case is told by its content', () => {
  test.each([
    ['SQLite', 'SQLite format 3\0and more', true],
    ['a log', '{"type":"request"}\n', false],
    ['too short', 'SQLite', false],
    ['empty', '', false],
  ])('%s', async (_, content, is) => {
    writeFileSync(at('x'), content)
    expect(await isCase(at('x'))).toBe(is)
  })
  test('a folder and nothing are no case', async () => {
    expect([await isCase(folder), await isCase(at('none'))]).toEqual([false, false])
  })
})

describe('a passphrase file', () => {
  test.each([
    ['its text', 'tall ship', 'tall ship'],
    ['without the line end', 'tall ship\n', 'tall ship'],
    ['of Windows', 'tall ship\r\n', 'tall ship'],
    ['one line end only', 'tall\nship\n\n', 'tall\nship\n'],
    ['spaces count', ' x ', ' x '],
  ])('%s', async (_, content, want) => {
    writeFileSync(at('p'), content)
    expect(await readPassphraseFile(at('p'))).toBe(want)
  })
  test.each([
    ['empty', ''],
    ['a line end alone', '\n'],
    ['too long', 'x'.repeat(1025)],
  ])('%s is refused', async (_, content) => {
    writeFileSync(at('p'), content)
    await expect(readPassphraseFile(at('p'))).rejects.toMatchObject({ code: 'file-missing' })
  })
  test('missing or a folder', async () => {
    await expect(readPassphraseFile(at('none'))).rejects.toMatchObject({ code: 'file-missing' })
    await expect(readPassphraseFile(folder)).rejects.toMatchObject({ code: 'file-missing' })
  })
})
