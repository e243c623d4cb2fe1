import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { FaultError } from '../contract/fault.ts'
import { trustInFiles } from './trust-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'trust-files-'))
afterAll(() => rmSync(folder, { recursive: true }))
writeFileSync(join(folder, 'note.txt'), 'no key')
mkdirSync(join(folder, 'keys'))

test.each([
  ['missing.pem', 'file-missing', /does not exist/, /--trust FILE/],
  ['keys', 'key-wrong', /is a folder/, /key or certificate/],
  ['note.txt', 'key-wrong', /note\.txt/, /./],
])('no trust in %s: what is wrong and what to do, and nothing of cases', (name, code, says, remedy) => {
  const path = join(folder, name)
  try {
    trustInFiles([path])
    expect.unreachable()
  } catch (error) {
    if (!(error instanceof FaultError)) throw error
    expect([error.code, error.detail.file]).toEqual([code, path])
    expect(error.detail.message).toMatch(says)
    expect(error.detail.remedy ?? 'Check file and passphrase.').toMatch(remedy)
    expect(`${error.detail.message} ${error.detail.remedy}`).not.toMatch(/\bcase\b/)
  }
})
