import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { VerifyPackResult } from '../../contract/shapes.ts'
import { signCms } from '../crypto/cms-sign.ts'
import { entriesOf, sealSample, testSigner, writeChanged, writeEntries } from './testing/sealed.ts'
import { verifyPack } from './verify-pack.ts'

const folder = mkdtempSync(join(tmpdir(), 'verify-pack-'))
afterAll(() => rmSync(folder, { recursive: true }))

const sealedAt = `${new Date().toISOString().slice(0, 19)}Z`
const now = new Date(Date.parse(sealedAt) + 60_000)
const signer = testSigner('Zoë Auditor', new Date(sealedAt))
const stranger = testSigner('Zoë Auditor', new Date(sealedAt))
const whole = join(folder, 'whole.asice')
const notes = ['timestamp-absent', 'workbook-signature-absent']

type Entries = Map<string, Buffer>
const SIGNATURE = 'META-INF/signature001.p7s'
const MANIFEST = 'META-INF/ASiCManifest001.xml'
const CUSTODY = 'data/chain-of-custody.jsonl'

beforeAll(() => sealSample(folder, 'whole.asice', signer, sealedAt))

async function judge(path: string, trust = signer.trust, at = now): Promise<string[]> {
  const answer = await verifyPack({ path, trust, now: at })
  expect(VerifyPackResult.parse(answer)).toEqual(answer)
  const problems = answer.problems.filter(({ code }) => !notes.includes(code))
  return [answer.verdict, ...problems.map(({ code, path: where }) => (where ? `${code} ${where}` : code))]
}

async function mutated(name: string, change: (entries: Entries) => void): Promise<string> {
  const path = join(folder, `${name.replaceAll(/\W/g, '-')}.asice`)
  const entries = await entriesOf(whole)
  change(entries)
  await writeEntries(path, entries)
  return path
}

function edit(entries: Entries, path: string, change: (text: string) => string): void {
  const before = entries.get(path)?.toString('latin1') ?? ''
  const after = change(before)
  expect(after).not.toBe(before)
  entries.set(path, Buffer.from(after, 'latin1'))
}

describe('a sealed pack', () => {
  test('is verified where the certificate of the signer is trusted', async () => {
    const answer = await verifyPack({ path: whole, trust: signer.trust, now })
    expect(answer).toMatchObject({ verdict: 'verified', sealedAt, reason: 'CC6.1, first quarter' })
    expect(answer.signer).toMatchObject({ name: 'Zoë Auditor', trusted: true })
    expect(answer.custody).toEqual({ entries: 4, verdict: 'verified' })
    expect(answer.problems.map(({ code }) => code)).toEqual(notes)
    expect(new Set(answer.files.map(({ verdict }) => verdict))).toEqual(new Set(['verified']))
  })

  test('copied entry by entry into another ZIP is the same pack', async () => {
    expect(await judge(await mutated('copied', () => {}))).toEqual(['verified'])
  })

  test('is not verifiable where nobody vouches for the signer, nor where another of the same name is trusted', async () => {
    const none = { keys: [], lists: [] }
    for (const trust of [none, stranger.trust]) {
      expect(await judge(whole, trust)).toEqual(['not-verifiable', `signer-not-trusted ${SIGNATURE}`])
    }
    const answer = await verifyPack({ path: whole, trust: none, now })
    expect(answer.signer?.trusted).toBe(false)
    expect(answer.custody.verdict).toBe('not-verifiable')
    expect(answer.files.every(({ verdict }) => verdict === 'not-verifiable')).toBe(true)
  })

  test('is not verifiable once its certificate has ended, and fails before it began', async () => {
    expect(await judge(whole, signer.trust, new Date('2060-01-01'))).toEqual([
      'not-verifiable',
      `certificate-expired ${SIGNATURE}`,
    ])
    expect(await judge(whole, signer.trust, new Date('2020-01-01'))).toEqual([
      'failed',
      `certificate-not-yet-valid ${SIGNATURE}`,
    ])
  })
})

const mutations: readonly (readonly [name: string, change: (entries: Entries) => void, want: readonly string[]])[] = [
  ['signature removed', (pack) => pack.delete(SIGNATURE), [`signature-missing ${SIGNATURE}`]],
  ['manifest removed', (pack) => pack.delete(MANIFEST), [`signature-missing ${MANIFEST}`]],
  ['signature is text', (pack) => pack.set(SIGNATURE, Buffer.from('hello')), [`signature-invalid ${SIGNATURE}`]],
  [
    'manifest changed in one blank',
    (pack) => edit(pack, MANIFEST, (text) => text.replace('" MimeType', '"  MimeType')),
    [`signature-invalid ${SIGNATURE}`],
  ],
  ['manifest is no XML', (pack) => pack.set(MANIFEST, Buffer.from('<asic')), [`signature-invalid ${MANIFEST}`]],
  [
    'a table changed',
    (pack) => edit(pack, 'data/tables/records.csv', (text) => text.replace('service', 'servica')),
    ['listed-file-changed data/tables/records.csv'],
  ],
  [
    'a table removed',
    (pack) => pack.delete('data/tables/records.csv'),
    ['listed-file-missing data/tables/records.csv'],
  ],
  [
    'the workbook replaced',
    (pack) => pack.set('data/evidence.xlsx', Buffer.from('x')),
    ['listed-file-changed data/evidence.xlsx'],
  ],
  [
    'the report changed',
    (pack) => edit(pack, 'data/report.json', (text) => text.replace('"failed"', '"verified"')),
    ['listed-file-changed data/report.json'],
  ],
  [
    'the certificate replaced',
    (pack) => edit(pack, 'certs/chain.pem', (text) => `${text}\n`),
    ['listed-file-changed certs/chain.pem'],
  ],
  [
    'the instructions changed',
    (pack) => edit(pack, 'VERIFY.txt', (text) => text.replace('prints 1', 'prints 0')),
    ['listed-file-changed VERIFY.txt'],
  ],
  [
    'a file added',
    (pack) => pack.set('data/extra.txt', Buffer.from('x')),
    ['file-present-but-not-covered data/extra.txt'],
  ],
  [
    'a file added beside the signature',
    (pack) => pack.set('META-INF/extra.xml', Buffer.from('x')),
    ['file-present-but-not-covered META-INF/extra.xml'],
  ],
  [
    'a file added and listed in the bag',
    addListed,
    ['listed-file-changed manifest-sha256.txt', 'file-present-but-not-covered data/extra.txt'],
  ],
  [
    'bag manifest changed',
    (pack) => edit(pack, 'manifest-sha256.txt', (text) => text.replace(/^./, 'f')),
    ['listed-file-changed manifest-sha256.txt'],
  ],
  [
    'tag manifest removed',
    (pack) => pack.delete('tagmanifest-sha256.txt'),
    ['listed-file-missing tagmanifest-sha256.txt'],
  ],
  [
    'a custody entry changed',
    (pack) => edit(pack, CUSTODY, (text) => text.replace('case-opened', 'case-closed')),
    [`listed-file-changed ${CUSTODY}`, `custody-chain-broken ${CUSTODY}`],
  ],
  [
    'the last custody entry removed',
    (pack) => edit(pack, CUSTODY, (text) => text.replace(/[^\n]+\n$/, '')),
    [`listed-file-changed ${CUSTODY}`, `custody-chain-broken ${CUSTODY}`],
  ],
]

function addListed(pack: Entries): void {
  pack.set('data/extra.txt', Buffer.from('x'))
  edit(pack, 'manifest-sha256.txt', (text) => `${text}${'0'.repeat(64)}  data/extra.txt\n`)
}

describe('one fault in a pack is named, and the pack fails', () => {
  test.each(mutations)('%s', async (name, change, want) => {
    expect(await judge(await mutated(name, change))).toEqual(['failed', ...want])
  })

  test('signed anew by a stranger, everything in order: not verifiable', async () => {
    const path = await mutated('signed by a stranger', (pack) => {
      pack.set(
        SIGNATURE,
        Buffer.from(signCms(pack.get(MANIFEST) ?? Buffer.alloc(0), stranger.identity, new Date(sealedAt))),
      )
    })
    expect(await judge(path)).toEqual(['not-verifiable', `signer-not-trusted ${SIGNATURE}`])
  })

  test('a bag that the signed manifest contradicts, signed so by a trusted key, fails', async () => {
    const path = await mutated('bag against manifest', (pack) => {
      edit(pack, MANIFEST, (text) =>
        text.replace(/ <asic:DataObjectReference URI="data\/report\.json"[\s\S]*?<\/asic:DataObjectReference>\n/, ''),
      )
      pack.delete('data/report.json')
      pack.set(
        SIGNATURE,
        Buffer.from(signCms(pack.get(MANIFEST) ?? Buffer.alloc(0), signer.identity, new Date(sealedAt))),
      )
    })
    expect(await judge(path)).toEqual(['failed', 'bag-manifests-differ-from-signed-manifest data/report.json'])
  })

  test('a second manifest cannot make a foreign file look covered', async () => {
    const path = await mutated('second manifest', (pack) => {
      const second = (pack.get(MANIFEST)?.toString() ?? '')
        .replace('signature001', 'signature002')
        .replaceAll('data/report.json', 'data/extra.txt')
      pack.set('data/extra.txt', pack.get('data/report.json') ?? Buffer.alloc(0))
      pack.set('META-INF/ASiCManifest002.xml', Buffer.from(second))
      pack.set(
        'META-INF/signature002.p7s',
        Buffer.from(signCms(Buffer.from(second), stranger.identity, new Date(sealedAt))),
      )
    })
    expect(await judge(path)).toContain('file-present-but-not-covered data/extra.txt')
    expect((await judge(path))[0]).toBe('failed')
  })
})

const containers: readonly (readonly [name: string, change: (bytes: Buffer) => Buffer])[] = [
  ['cut short', (bytes) => bytes.subarray(0, bytes.length - 30)],
  ['another type', (bytes) => swapped(bytes, 'asic-e+zip', 'asic-s+zip')],
  ['a name that climbs', (bytes) => swapped(bytes, 'data/report.json', '../../eport.json')],
  ['an absolute name', (bytes) => swapped(bytes, 'data/report.json', '/ata/report.json')],
  ['a name with a drive', (bytes) => swapped(bytes, 'data/report.json', 'C:ta/report.json')],
  ['a name with a backslash', (bytes) => swapped(bytes, 'data/report.json', 'data\\report.json')],
  ['directory and header disagree', (bytes) => swappedOnce(bytes, 'data/report.json', 'data/rePort.json')],
  ['encrypted by its flags', (bytes) => flagged(bytes)],
]

describe('a container that is doubtful is refused before its content', () => {
  test.each(containers)('%s', async (name, change) => {
    const path = join(folder, `container-${name.replaceAll(/\W/g, '-')}.asice`)
    writeChanged(whole, path, change)
    expect(await judge(path)).toEqual(['failed', 'not-a-pack'])
  })

  test.each([['data/REPORT.json'], ['data/report.json']])('the name %s beside data/report.json', async (twin) => {
    const path = join(folder, `twin-${twin.includes('REPORT')}.asice`)
    const entries = await entriesOf(whole)
    entries.set('data/twin00.json', Buffer.from('{}'))
    await writeEntries(path, entries)
    writeChanged(path, path, (bytes) => swapped(bytes, 'data/twin00.json', twin))
    expect(await judge(path)).toEqual(['failed', 'not-a-pack'])
  })

  test('mimetype not first, or deflated', async () => {
    const entries = await entriesOf(whole)
    const last = join(folder, 'mimetype-last.asice')
    const { mimetype, ...rest } = Object.fromEntries(entries)
    await writeEntries(last, new Map(Object.entries({ ...rest, mimetype: mimetype ?? Buffer.alloc(0) })))
    expect(await judge(last)).toEqual(['failed', 'not-a-pack'])
  })

  test('a file that is missing is a fault, not a verdict', async () => {
    await expect(judge(join(folder, 'missing.asice'))).rejects.toMatchObject({ code: 'file-missing' })
  })

  test('a bit flipped in packed content is a changed file', async () => {
    const path = join(folder, 'flipped.asice')
    const entries = await entriesOf(whole)
    await writeEntries(path, entries)
    writeChanged(path, path, (bytes) => {
      const at = bytes.indexOf('data/tables/records.csv') + 'data/tables/records.csv'.length + 40
      bytes[at] = (bytes[at] ?? 0) ^ 0x10
      return bytes
    })
    const [verdict, ...problems] = await judge(path)
    expect([verdict, ...problems]).toEqual(['failed', 'listed-file-changed data/tables/records.csv'])
  })
})

/** Both in the header and in the directory, where the name stands in clear. */
function swapped(bytes: Buffer, from: string, to: string): Buffer {
  expect(to.length).toBe(from.length)
  return Buffer.from(bytes.toString('latin1').replaceAll(from, to), 'latin1')
}

function swappedOnce(bytes: Buffer, from: string, to: string): Buffer {
  return Buffer.from(bytes.toString('latin1').replace(from, to), 'latin1')
}

/** Sets the encryption flag of every entry in the directory (APPNOTE 6.3.10, 4.4.4). */
function flagged(bytes: Buffer): Buffer {
  for (
    let at = bytes.indexOf('PK\u0001\u0002', 0, 'latin1');
    at >= 0;
    at = bytes.indexOf('PK\u0001\u0002', at + 4, 'latin1')
  ) {
    bytes[at + 8] = (bytes[at + 8] ?? 0) | 1
  }
  return bytes
}

test('a container whose beginning or end is gone is a damaged pack', async () => {
  const bytes = readFileSync(whole)
  for (const [name, left] of [
    ['end', bytes.subarray(0, -100)],
    ['beginning', bytes.subarray(200)],
    ['most', bytes.subarray(0, 80)],
  ] as const) {
    const path = join(folder, `without-${name}.asice`)
    writeFileSync(path, left)
    expect(await judge(path)).toEqual(['failed', 'not-a-pack'])
  }
})

test.each([
  ['a note', async (path: string) => writeFileSync(path, 'not a pack at all')],
  ['nothing', async (path: string) => writeFileSync(path, '')],
  ['another ZIP', async (path: string) => await writeEntries(path, new Map([['a.log', Buffer.from('x')]]))],
])('a file that is no pack at all is a wrong choice, not a verdict: %s', async (name, write) => {
  const path = join(folder, `${name.replaceAll(' ', '-')}.asice`)
  await write(path)
  await expect(judge(path)).rejects.toMatchObject({
    code: 'not-a-pack',
    message: expect.stringMatching(/ is not an evidence pack, nor what is left of one\.$/),
  })
})
