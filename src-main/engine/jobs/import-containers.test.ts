import { createHash } from 'node:crypto'
import { closeSync, ftruncateSync, openSync } from 'node:fs'
import ExcelJS from 'exceljs'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { formats } from '../../core/formats/index.ts'
import { listInputs } from '../intake/list-inputs.ts'
import type { Member } from '../intake/member.ts'
import { textOf } from '../intake/testing/listed.ts'
import { packTar } from '../intake/testing/tar-bytes.ts'
import { setAside } from '../pipeline/set-aside.ts'
import { caseFolder, type CaseFolder } from '../testing/case-folder.ts'
import { pairs } from '../testing/lines.ts'
import { nobody, verifyPath } from '../verify/testing/bundle-folder.ts'
import { makeBundle } from './make-bundle.ts'

interface FileRow {
  readonly path: string
  readonly sha256: string
  readonly text_sha256: string
}
const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')
const filesOf = ({ db }: CaseFolder): FileRow[] =>
  db.prepare<[], FileRow>('SELECT path, sha256, text_sha256 FROM bundle_file ORDER BY id').all()

const log = pairs(0, 50)
const packed: [string, Buffer, string][] = [
  ['a.log.zst', zstdCompressSync(log), log],
  ['utf16.log', Buffer.from(`\ufeff${log}`, 'utf16le'), log],
  ['utf16.log.gz', gzipSync(Buffer.from(log, 'utf16le').swap16()), log],
  ['marked.log', Buffer.from(`\ufeff${log}`), `\ufeff${log}`],
]
test.each(packed)('%s is imported with the digests of what was received and of its text', async (name, bytes, text) => {
  using at = caseFolder()
  at.write(name, bytes)
  const { bundles, refused } = await at.import([name])
  expect(refused).toEqual([])
  expect(bundles).toMatchObject([{ records: 50, paired: 50, rejected: 0 }])
  expect(filesOf(at)).toEqual([{ path: name, sha256: sha256(bytes), text_sha256: sha256(text) }])
  expect((await at.import([name])).already).toMatchObject([{ path: name }])
})

test('a tar in a gzip, with a broken file and a link among good ones', async () => {
  using at = caseFolder()
  const tar = await packTar([
    { name: 'a/1.log', body: pairs(0, 3000) },
    { name: 'a/2.log.gz', body: gzipSync(pairs(3000, 9000)).subarray(0, -2000) },
    { name: 'a/3.log', type: 'symlink', linkname: '/etc/passwd' },
    { name: 'a/4.log.zst', body: zstdCompressSync(pairs(9000, 9500)) },
    { name: 'a/5.log', body: 'no log at all\n' },
    { name: 'a/6.log' },
  ])
  at.write('logs.tgz', gzipSync(tar))
  const { bundles, refused } = await at.import(['logs.tgz'])
  expect(bundles).toMatchObject([{ records: 3500, paired: 3500, rejected: 0 }])
  expect(refused.map(({ path, code }) => `${path} ${code}`).toSorted()).toEqual([
    'logs.tgz!a/2.log.gz malformed',
    'logs.tgz!a/3.log malformed',
    'logs.tgz!a/5.log format-unknown',
    'logs.tgz!a/6.log format-unknown',
  ])
  expect(filesOf(at).map(({ path }) => path)).toEqual(['logs.tgz!a/1.log', 'logs.tgz!a/4.log.zst'])
})

const bad: [string, Uint8Array, RegExp][] = [
  ['empty.log', Buffer.alloc(0), /^empty\.log .*it is empty/],
  ['cut.zst', zstdCompressSync(log).subarray(0, -9), /^cut\.zst: the zstd stream ends too early/],
  ['cut.tar', Buffer.alloc(700, 'ustar\u000000', 'latin1').copyWithin(257, 0, 8), /^cut\.tar: the tar archive/],
  [
    'half.log',
    Buffer.concat([Buffer.from(`\ufeff${log}`, 'utf16le'), Buffer.from('00d80a00', 'hex')]),
    /^half\.log: .*surrogate pair at byte \d+/,
  ],
  ['photo.jpg', Buffer.from('ffd8ffe000104a464946000101010048004800ff', 'hex'), /^photo\.jpg is in no format/],
]
test.each(bad)('%s is refused in a sentence, the file beside it is imported', async (name, bytes, want) => {
  using at = caseFolder()
  at.write(name, bytes)
  at.write('good.log', log)
  const { bundles, refused } = await at.import([name, 'good.log'])
  expect(bundles).toMatchObject([{ records: 50 }])
  expect(refused).toHaveLength(1)
  expect(refused[0]?.message).toMatch(want)
})

test('a line of 2 GB: recognised as nothing where it stands first, refused with its place behind a log', async () => {
  using at = caseFolder()
  const path = at.write('long.log', log)
  const file = openSync(path, 'r+')
  ftruncateSync(file, 2 * 1024 ** 3) // a hole: zeros without a line end
  closeSync(file)
  at.write('good.log', pairs(50, 60))
  const { bundles, refused } = await at.import(['long.log', 'good.log'])
  expect(bundles).toMatchObject([{ records: 10 }])
  expect(refused).toMatchObject([
    { path: 'long.log', code: 'limit', message: /entry at byte \d+ is longer than 64 MiB/ },
  ])
})

async function workbook(): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  for (const name of ['one', 'two']) {
    const sheet = book.addWorksheet(name)
    for (const line of log.trim().split('\n').slice(0, 4)) sheet.addRow([line, name])
  }
  return Buffer.from(await book.xlsx.writeBuffer())
}

const header = ['time', 'actor', 'action', 'resource', 'ip', 'result']
const row = ['João Araújo', 'read', 'secret/açaí', '10.0.0.7', 'success']

const days = Array.from({ length: 9 }, (_, day) => [`2025-01-0${day + 1}T07:05:00`, ...row])
const lines = (delimiter: string): string => [header, ...days].map((cells) => `${cells.join(delimiter)}\r\n`).join('')

test('tables as Excel writes them: a workbook, UTF-16 with tabs, Windows-1252 with semicolons', async () => {
  using at = caseFolder()
  const book = new ExcelJS.Workbook()
  for (const name of ['Log', 'Hidden']) {
    const sheet = book.addWorksheet(name, { state: name === 'Log' ? 'visible' : 'hidden' })
    sheet.addRow(header)
    for (let day = 1; day < 10; day += 1) sheet.addRow([new Date(Date.UTC(2025, 0, day, 7, 5)), name, ...row.slice(1)])
    sheet.getColumn(1).numFmt = 'dd/mm/yyyy hh:mm'
  }
  at.write('book.xlsx', Buffer.from(await book.xlsx.writeBuffer()))
  at.write('tabs.txt', Buffer.from(`\ufeff${lines('\t')}`, 'utf16le'))
  at.write('ansi.csv', Buffer.from(lines(';'), 'latin1'))
  const format = 'activity-log-csv'
  const names = ['book.xlsx', 'tabs.txt', 'ansi.csv']
  expect((await at.import(names, { format })).refused.map(({ code }) => code)).toEqual(
    Array.from({ length: 4 }, () => 'time-zone-needed'),
  )
  const { bundles, refused } = await at.import(names, { format, sourceZone: 'America/Sao_Paulo' })
  expect(refused).toEqual([])
  expect(bundles).toMatchObject([{ records: 36, rejected: 0, first: '2025-01-01T10:05:00Z' }])
  const actors = at.db
    .prepare<[], string>('SELECT DISTINCT t.text FROM record r JOIN term t ON t.id = r.actor')
    .pluck()
    .all()
  expect(actors.toSorted()).toEqual(['Hidden', 'João Araújo', 'Log'])
  expect((await at.import(names, { format, sourceZone: 'America/Sao_Paulo' })).already).toHaveLength(4)
})

test('of two sheets of one workbook only the one that the case holds is set aside', async () => {
  using at = caseFolder()
  const path = at.write('book.xlsx', await workbook())
  const members: Member[] = []
  for await (const one of listInputs([path])) if (one.kind === 'member') members.push(one)
  at.write('a.log', log)
  await at.import(['a.log'])
  const { text, received } = await textOf(members[0])
  const state = { bytes: received.length, sha256: sha256(received), text: sha256(text) }
  at.db.prepare('UPDATE bundle_file SET bytes = :bytes, sha256 = :sha256, text_sha256 = :text').run(state)
  const [adapter] = formats
  if (!adapter) throw new Error('no format')
  const known = { adapter, confidence: 1, reasons: [] }
  const files = members.map((member) => ({
    ...known,
    member,
    role: 'log' as const,
    reading: { split: 'lines' as const },
  }))
  const { bundles, already } = await setAside(
    at.db,
    [{ ...known, name: 'b', shape: 'files', files, isWhole: false }],
    new AbortController().signal,
  )
  expect(already).toMatchObject([{ path: 'book.xlsx!one', bundle: 1 }])
  expect(bundles.flatMap((bundle) => bundle.files.map(({ member }) => member.path))).toEqual(['book.xlsx!two'])
})

test('a bundle is made over what its chain looks through: a workbook once as it is, zstd as it is', async () => {
  using at = caseFolder()
  const book = await workbook()
  at.write('book.xlsx', book)
  const out = join(at.folder, 'bag')
  const inputs = [
    at.write('a.log.zst', zstdCompressSync(log)),
    at.write('b.log.gz', gzipSync(log)),
    join(at.folder, 'book.xlsx'),
  ]
  const context = { signal: new AbortController().signal, tell: () => undefined }
  const made = await makeBundle(context, { inputs, out, reason: 'r', exporter: 'e', now: new Date(0), tool: 't' })
  expect(made.files).toBe(3)
  const checks = await verifyPath(out, nobody)
  expect(checks.filter(({ level, verdict }) => level === 'proof' && verdict === 'failed')).toEqual([])
  const { bundles, refused } = await at.import(['bag'])
  expect(bundles).toMatchObject([{ records: 50, paired: 50 }])
  expect(refused.map(({ path, message }) => `${path}: ${message}`)).toEqual([
    expect.stringMatching(/^data\/a\.log\.zst: .* is zstd, and a bundle's chain looks through gzip alone/),
    expect.stringMatching(/^data\/book\.xlsx: /),
  ])
})
