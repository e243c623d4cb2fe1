import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { chainWith } from '../verify/testing/chain-of.ts'
import { readBundleJson, readExportJson, writeBundleJson, writeExportJson } from './declaration.ts'
import type { BundleJson } from './declaration.ts'
import {
  BAGIT,
  BUNDLE_JSON,
  MARKS,
  OWN_MARKS,
  TAG_MANIFEST,
  chainPath,
  isLogPath,
  isSeal,
  logPathOf,
} from './layout.ts'

const sha256 = (text: string): string => hash('sha256', text, 'hex')
const chainOf = chainWith(sha256)

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const bundle: BundleJson = {
  format: 'proofline-bundle',
  version: 1,
  system: 'vault',
  host: 'vault-1',
  period: { from: '2025-01-01T00:00:00Z', to: '2025-04-01T02:00:00+02:00' },
  files: [{ path: 'data/a.log', lines: 3, link: 'a'.repeat(64) }],
}
const line = { exporter: 'alice', time: '2025-04-01T06:00:00Z', reason: 'Why', tool: 'by hand' }

test('written and read again it is the same', () => {
  expect(readBundleJson(bytes(writeBundleJson(bundle)))).toEqual({ ok: true, value: bundle })
  expect(readBundleJson(bytes(writeBundleJson({ ...bundle, period: null })))).toMatchObject({ ok: true })
  expect(readExportJson(bytes(writeExportJson(line)))).toEqual({ ok: true, value: line })
})

const file = { path: 'data/a.log', lines: 3, link: 'a'.repeat(64) }
test.each<[string, object]>([
  ['another format', { ...bundle, format: 'other' }],
  ['a later version', { ...bundle, version: 2 }],
  ['a member too many', { ...bundle, note: 'x' }],
  ['no host', { ...bundle, host: undefined }],
  ['no period stated', { ...bundle, period: undefined }],
  [
    'a period that ends before it begins',
    { ...bundle, period: { from: '2025-02-01T00:00:00Z', to: '2025-01-01T00:00:00Z' } },
  ],
  ['a time without offset', { ...bundle, period: { from: '2025-01-01T00:00:00', to: '2025-02-01T00:00:00Z' } }],
  ['no file', { ...bundle, files: [] }],
  ['a file twice', { ...bundle, files: [file, file] }],
  ['a file outside data', { ...bundle, files: [{ ...file, path: 'bag-info.txt' }] }],
  ['a file that climbs', { ...bundle, files: [{ ...file, path: 'data/../x' }] }],
  ['a negative count', { ...bundle, files: [{ ...file, lines: -1 }] }],
  ['a link in upper case', { ...bundle, files: [{ ...file, link: 'A'.repeat(64) }] }],
  ['no object', []],
])('bundle.json with %s is refused with a reason', (_, value) => {
  const read = readBundleJson(bytes(JSON.stringify(value)))
  expect(read).toMatchObject({ ok: false, reason: expect.stringMatching(/./) })
})

test.each([
  ['no line end', JSON.stringify(line)],
  ['two lines', `${JSON.stringify(line, undefined, 1)}\n`],
  ['nothing', '\n'],
  ['no JSON', 'alice\n'],
  ['a byte order mark', `\ufeff${JSON.stringify(line)}\n`],
  ['a control character', `${JSON.stringify({ ...line, reason: 'a\u0007' })}\n`],
  ['no reason', `${JSON.stringify({ ...line, reason: '' })}\n`],
])('export.json with %s is refused', (_, text) => {
  expect(readExportJson(bytes(text))).toMatchObject({ ok: false })
})

test('bytes that are no UTF-8 are refused', () => {
  expect(readBundleJson(new Uint8Array([0x22, 0xff, 0x22]))).toMatchObject({ ok: false })
})

test('every path of the layout knows its counterpart', () => {
  expect(chainPath('data/x/a.log')).toBe('chain/x/a.log.chain')
  expect(logPathOf('chain/x/a.log.chain')).toBe('data/x/a.log')
  expect([logPathOf('chain/a.log'), logPathOf('data/a.chain')]).toEqual([undefined, undefined])
  expect([isLogPath('data/a'), isLogPath(BAGIT)]).toEqual([true, false])
  expect([isSeal(TAG_MANIFEST), isSeal(BUNDLE_JSON)]).toEqual([true, false])
  expect([BAGIT, BUNDLE_JSON, TAG_MANIFEST, 'a.log'].map((name) => MARKS.has(name))).toEqual([true, true, true, false])
  expect([BAGIT, BUNDLE_JSON, TAG_MANIFEST].map((name) => OWN_MARKS.has(name))).toEqual([false, true, false])
})

test('the worked example of the format is right', () => {
  const page = readFileSync(new URL('../../../docs/bundle-format.md', import.meta.url), 'utf8')
  const closing = /^\{"exporter":"alice".*\}$/m.exec(page)?.[0] ?? ''
  const chain = chainOf(['first', 'two'], closing)
  expect(page).toContain(`\`\`\`\n${chain}\`\`\``)
  expect(page).toContain(`"lines": 2, "link": "${chain.trimEnd().slice(-64)}"`)
})
