import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { knownFormats } from '../known-formats.ts'
import { planImport } from './plan-import.ts'

const folder = mkdtempSync(join(tmpdir(), 'plan-import-'))
afterAll(() => rmSync(folder, { recursive: true }))

const vault = JSON.stringify({
  time: '2025-01-01T00:00:00Z',
  type: 'request',
  auth: { display_name: 'a', token_type: 'service' },
  request: { id: '1', operation: 'read', path: 'secret/data/a', mount_type: 'kv', remote_address: '10.0.0.1' },
})
const cloudTrail = JSON.stringify({
  eventVersion: '1.08',
  eventTime: '2025-01-01T00:00:00Z',
  eventID: 'e1',
  eventSource: 'secretsmanager.amazonaws.com',
  eventName: 'GetSecretValue',
  awsRegion: 'eu-west-1',
  userIdentity: { type: 'IAMUser', userName: 'a' },
})

function folderOf(name: string, files: Readonly<Record<string, string>>): string {
  const path = join(folder, name)
  mkdirSync(path)
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text)
  return path
}

const plan = async (path: string, sourceName?: string) =>
  await planImport({ paths: [path], formats: knownFormats(), sourceName })

test('bundles of one folder are told apart by their format', async () => {
  const path = folderOf('both', { 'a.log': `${vault}\n`, 'b.json': `${cloudTrail}\n` })
  const names = ({ bundles }: Awaited<ReturnType<typeof plan>>): string[] => bundles.map(({ name }) => name).toSorted()
  expect(names(await plan(path))).toEqual(['both (aws-cloudtrail)', 'both (vault)'])
  expect(names(await plan(path, 'node'))).toEqual(['node (aws-cloudtrail)', 'node (vault)'])
  expect(names(await plan(folderOf('one', { 'a.log': `${vault}\n` })))).toEqual(['one'])
})

test.each([
  ['empty', '', 'it is empty'],
  ['text', 'hello\nworld\n', 'text, and no entry of it is a JSON object; it bears the marks of none of the '],
  ['binary', 'hello\x00\x01\x02', 'bytes that stand in no text, and no entry of it is a JSON object; it bears'],
  ['json', '{"hello":"secret-value"}', 'a JSON object in 1 of 1 entry; it bears the marks of none of the '],
  ['table', 'colour,size\nred,1\nblue,2\n', 'a table of 2 columns; it bears the marks of none of the '],
  // one entry in four is of a known kind
  [
    'near',
    `${cloudTrail}\n${'{"hello":1}\n'.repeat(3)}`,
    'a JSON object in 4 of 4 entries; closest comes AWS CloudTrail (25 %: ',
  ],
])('why a file is in no known format says what was seen and what comes closest: %s', async (name, text, says) => {
  const { refused } = await plan(folderOf(name, { 'x.txt': text }))
  expect(refused).toMatchObject([{ code: 'format-unknown', message: expect.stringContaining(`: ${says}`) }])
  expect(refused[0]?.message).not.toMatch(/secret-value|hello|colour/)
})

test('a first entry that is longer than the head is read for it, up to the longest there may be', async () => {
  const long = `${vault.slice(0, -1)},"more":"${'x'.repeat(300_000)}"}\n`
  const { bundles } = await plan(folderOf('long', { 'x.log': long }))
  expect(bundles.map(({ adapter }) => adapter.id)).toEqual(['vault'])
  const { refused } = await plan(folderOf('endless', { 'x.log': `{"a":"${'x'.repeat(64 * 1024 * 1024)}"}\n` }))
  expect(refused[0]?.message).toContain('its first entry is longer than 64 MiB')
})

test('of a format that was named alone it says why it does not fit', async () => {
  const path = folderOf('named', { 'x.txt': '{"hello":1}' })
  const { refused } = await planImport({ paths: [path], formats: knownFormats(), format: 'aws-cloudtrail' })
  expect(refused[0]?.message).toContain('a JSON object in 1 of 1 entry; eventName and eventSource')
})

test('files of several inputs bear the names of their inputs, without a log too', async () => {
  const digest = 'c'.repeat(64)
  const paths = ['x', 'y'].map((name) => folderOf(name, { 'a.txt': name, SHA256SUMS: `${digest}  a.txt\n` }))
  const { bundles } = await planImport({ paths, formats: knownFormats(), asFiles: { rules: [] } })
  const planned = bundles.flatMap(({ files }) => files.map(({ member }) => member.path))
  expect(planned.toSorted()).toEqual(['x/SHA256SUMS', 'x/a.txt', 'y/SHA256SUMS', 'y/a.txt'])
})

test('where an input holds no file, that is said', async () => {
  const path = folderOf('nothing', {})
  mkdirSync(join(path, 'inner'))
  expect(await plan(path)).toMatchObject({ bundles: [], refused: [{ path: 'nothing', code: 'file-missing' }] })
})
