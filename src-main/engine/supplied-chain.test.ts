import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { FaultError } from '../contract/fault.ts'
import { chainRuleIn, secretsIn } from './supplied-chain.ts'

const folder = mkdtempSync(join(tmpdir(), 'proofline-supplied-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const file = (content: string | Uint8Array): string => {
  const path = join(folder, 'supplied')
  writeFileSync(path, content)
  return path
}
const readings = (content: string | Uint8Array): string[] =>
  secretsIn(file(content)).map((key) => Buffer.from(key).toString('latin1'))

const hex = '41'.repeat(16)

test.each<[string, string, string[]]>([
  ['its bytes', 'key', ['key']],
  ['a line break at its end, with and without', 'key\n', ['key', 'key\n']],
  ['that of Windows too', 'key\r\n', ['key', 'key\r\n']],
  ['several line breaks, one by one', 'key\r\n\n', ['key', 'key\r\n', 'key\r\n\n']],
  ['three line breaks and no more', 'key\n\n\n\n', ['key\n', 'key\n\n', 'key\n\n\n', 'key\n\n\n\n']],
  ['a byte order mark before it, with and without', '\u{feff}key\n', ['key', 'key\n', '\u00ef\u00bb\u00bfkey\n']],
  ['a carriage return alone is part of it', 'key\r', ['key\r']],
  ['blanks are part of it', ' key ', [' key ']],
  ['hex text, also as bytes', `${hex}\n`, [hex, `${hex}\n`, 'A'.repeat(16)]],
  ['short hex text, as text alone', 'cafe', ['cafe']],
  ['hex of an odd length, as text alone', `${hex}4`, [`${hex}4`]],
])('a secret is %s', (_what, content, want) => {
  expect(readings(content)).toEqual(want)
})

function faultOf(act: () => unknown): FaultError {
  try {
    act()
  } catch (error) {
    if (error instanceof FaultError) return error
  }
  throw new Error('no fault')
}

test.each([
  ['an empty file', ''],
  ['a line break alone', '\r\n'],
  ['a byte order mark alone', '\u{feff}'],
  ['a large file', 'x'.repeat(64 * 1024 + 1)],
])('%s is no secret', (_what, content) => {
  expect(faultOf(() => secretsIn(file(content))).code).toBe('key-wrong')
})

test('a rule comes with the digest of its file', () => {
  const text = JSON.stringify({
    id: 'ours',
    title: 'ours',
    entries: 'json-lines',
    fields: { prev: 'p', hash: 'h' },
    body: { form: 'json', writer: 'jcs', of: { without: ['@hash'] } },
    genesis: [''],
    digest: { algorithm: 'sha256' },
  })
  const { rule, sha256 } = chainRuleIn(file(text))
  expect([rule.id, sha256]).toEqual(['ours', createHash('sha256').update(text).digest('hex')])
})

test('a rule that is none names its file and line, and nothing of it', () => {
  const { code, detail } = faultOf(() => chainRuleIn(file('{\n"hunter2" 1}')))
  expect([code, detail.line, detail.file]).toEqual(['rule-wrong', 2, join(folder, 'supplied')])
  expect(JSON.stringify(detail)).not.toContain('hunter2')
})
