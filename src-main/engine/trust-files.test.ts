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
  const { code: found, detail } = faultOf(() => trustInFiles([path]))
  expect([found, detail.file]).toEqual([code, path])
  expect(detail.message).toMatch(says)
  expect(detail.remedy ?? 'Check file and passphrase.').toMatch(remedy)
  expect(`${detail.message} ${detail.remedy}`).not.toMatch(/\bcase\b/)
})

function faultOf(act: () => unknown): FaultError {
  try {
    act()
  } catch (error) {
    if (error instanceof FaultError) return error
    throw error
  }
  throw new Error('no fault')
}
