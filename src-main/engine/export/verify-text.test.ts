import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signCms } from '../crypto/cms-sign.ts'
import { readIdentity } from '../crypto/keys.ts'
import { entriesOf, sealSample, testSigner, writeEntries } from './testing/sealed.ts'

const folder = mkdtempSync(join(tmpdir(), 'verify-text-'))
afterAll(() => rmSync(folder, { recursive: true }))

const sealedAt = `${new Date().toISOString().slice(0, 19)}Z`
const signer = testSigner('Zoë Auditor', new Date(sealedAt))
const stranger = testSigner('Zoë Auditor', new Date(sealedAt))
const name = "auditor's q1.asice"
let text = ''

type Entries = Map<string, Buffer>

beforeAll(async () => {
  await sealSample(folder, name, signer, sealedAt)
  text = (await entriesOf(join(folder, name))).get('VERIFY.txt')?.toString() ?? ''
})

/** The commands of the text itself, by heading: every line that begins with four blanks. */
function commandsOf(whole: string): Map<string, string[]> {
  const found = new Map<string, string[]>()
  let heading = ''
  for (const line of whole.split('\n')) {
    heading = /^(Step \d|Later): /.exec(line)?.[1] ?? heading
    if (line.startsWith('    ')) found.set(heading, [...(found.get(heading) ?? []), line.slice(4)])
  }
  return found
}

/** Runs one step as a person would, in the folder `p` beside the pack: what it printed, and how it ended. */
function run(place: string, step: string, clock: string[] = []): { out: string; code: number } {
  const commands = commandsOf(text).get(step) ?? []
  expect(commands.length).toBeGreaterThan(0)
  const [shell = 'sh', ...args] = [...clock, 'sh', '-c', commands.join(' && ')]
  const ended = spawnSync(shell, args, { cwd: place, encoding: 'utf8' })
  return { out: ended.stdout + ended.stderr, code: ended.status ?? -1 }
}

/** Which steps accept the pack, in the order of the text. */
function judged(pack: string): Record<string, boolean> {
  const place = mkdtempSync(join(folder, 'run-'))
  copyFileSync(pack, join(place, name))
  expect(run(place, 'Step 0').code).toBe(0)
  const inside = join(place, 'p')
  const one = run(inside, 'Step 1')
  const four = run(inside, 'Step 4')
  return {
    signature: one.code === 0 && one.out.includes('CAdES Verification successful'),
    manifest: run(inside, 'Step 2').out === '1\n',
    files: run(inside, 'Step 3').code === 0,
    listing: four.code === 0 && four.out === '',
  }
}

const fine = { signature: true, manifest: true, files: true, listing: true }

test('every step accepts a sealed pack, and the fingerprint is the one of the text', () => {
  expect(judged(join(folder, name))).toEqual(fine)
  const place = mkdtempSync(join(folder, 'signer-'))
  copyFileSync(join(folder, name), join(place, name))
  run(place, 'Step 0')
  const printed = /Fingerprint=([0-9A-F:]+)/.exec(run(join(place, 'p'), 'Step 1').out)?.[1] ?? 'none'
  expect(text).toContain(`as openssl prints it: ${printed}\n`)
  expect(text).toContain(`Certificate SHA-256: ${printed.replaceAll(':', '').toLowerCase()}\n`)
  expect(run(join(place, 'p'), 'Later')).toMatchObject({ code: 0, out: 'CAdES Verification successful\n' })
})

test('once the certificate has ended step 1 says so, and the later command still judges the signing time', async () => {
  const old = testSigner('Old Auditor', new Date('2012-05-01T00:00:00Z'))
  const place = mkdtempSync(join(folder, 'old-'))
  await sealSample(place, name, old, '2013-05-01T00:00:00Z')
  text = (await entriesOf(join(place, name))).get('VERIFY.txt')?.toString() ?? ''
  expect(run(place, 'Step 0').code).toBe(0)
  const ended = run(join(place, 'p'), 'Step 1')
  expect(ended.code).not.toBe(0)
  expect(ended.out).toContain('certificate has expired')
  expect(run(join(place, 'p'), 'Later').out).toContain('CAdES Verification successful')
  expect(text).toContain('claimed only')
  text = (await entriesOf(join(folder, name))).get('VERIFY.txt')?.toString() ?? ''
})

test('under an authority, step 1 trusts the root that lies beside the pack, and no other', async () => {
  const place = mkdtempSync(join(folder, 'authority-'))
  const openssl = (...args: string[]) => spawnSync('openssl', args, { cwd: place, encoding: 'utf8' })
  const make = (who: string, by: string | undefined, extensions: readonly string[]) => {
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', `${who}.key`]
    const issuer = by ? ['-CA', `${by}.pem`, '-CAkey', `${by}.key`] : []
    const add = extensions.flatMap((one) => ['-addext', one])
    openssl('req', '-x509', ...key, '-out', `${who}.pem`, '-subj', `/CN=${who}`, '-days', '30', ...issuer, ...add)
  }
  const authority = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign']
  make('ROOT', undefined, authority)
  make('issuer', 'ROOT', authority)
  make('signer', 'issuer', ['basicConstraints=critical,CA:FALSE', 'keyUsage=critical,nonRepudiation'])
  const pem = ['signer.key', 'signer.pem', 'ROOT.pem', 'issuer.pem'].map((one) =>
    readFileSync(join(place, one), 'utf8'),
  )
  const identity = readIdentity(Buffer.from(pem.join('')))
  if (identity.kind !== 'x509') throw new TypeError('not X.509')
  const sealed = `${new Date().toISOString().slice(0, 19)}Z`
  await sealSample(place, name, { identity, trust: { keys: [], lists: [] } }, sealed)
  const pack = await entriesOf(join(place, name))
  expect(
    pack
      .get('certs/chain.pem')
      ?.toString()
      .match(/BEGIN CERTIFICATE/g),
  ).toHaveLength(2)
  text = pack.get('VERIFY.txt')?.toString() ?? ''
  run(place, 'Step 0')
  expect(run(join(place, 'p'), 'Step 1').out).toContain('CAdES Verification successful')
  make('ROOT', undefined, authority)
  expect(run(join(place, 'p'), 'Step 1').code).not.toBe(0)
  text = (await entriesOf(join(folder, name))).get('VERIFY.txt')?.toString() ?? ''
})

const faults: readonly (readonly [what: string, failing: Partial<typeof fine>, change: (pack: Entries) => void])[] = [
  ['signature removed', { signature: false }, (pack) => pack.delete('META-INF/signature001.p7s')],
  ['signed by a stranger of the same name', { signature: false }, resign],
  [
    'signed manifest changed',
    { signature: false },
    (pack) => swap(pack, 'META-INF/ASiCManifest001.xml', 'text/csv', 'text/CSV'),
  ],
  ['a table changed', { files: false }, (pack) => swap(pack, 'data/tables/records.csv', 'service', 'servica')],
  ['the report changed', { files: false }, (pack) => swap(pack, 'data/report.json', '"failed"', '"verified"')],
  ['the custody log cut', { files: false }, (pack) => swap(pack, 'data/chain-of-custody.jsonl', /[^\n]+\n$/, '')],
  ['a file removed', { files: false, listing: false }, (pack) => pack.delete('data/report.json')],
  ['a file added', { listing: false }, (pack) => pack.set('data/extra.txt', Buffer.from('x'))],
  ['the tag manifest changed with a tag file', { manifest: false }, retag],
  [
    'the bag manifest changed alone',
    { files: false },
    (pack) => swap(pack, 'manifest-sha256.txt', /^./, (digit) => (digit === '0' ? '1' : '0')),
  ],
]

/** What the signed bytes are stays; who signed them changes, in the certificates beside too. */
function resign(pack: Entries): void {
  const manifest = pack.get('META-INF/ASiCManifest001.xml') ?? Buffer.alloc(0)
  pack.set('META-INF/signature001.p7s', Buffer.from(signCms(manifest, stranger.identity, new Date(sealedAt))))
}

/** A forger who recomputes what sha256sum reads is caught by the signed manifest. */
function retag(pack: Entries): void {
  swap(pack, 'tagmanifest-sha256.txt', /^[^\n]+\n/, (line) => `${line}`.replace(/^.{64}/, '0'.repeat(64)))
  swap(pack, 'tagmanifest-sha256.txt', /^0{64} {2}VERIFY\.txt/, () => digestLine(pack))
}

function digestLine(pack: Entries): string {
  swap(pack, 'VERIFY.txt', 'prints nothing', 'prints nothing ')
  return `${createHash('sha256')
    .update(pack.get('VERIFY.txt') ?? '')
    .digest('hex')}  VERIFY.txt`
}

function swap(pack: Entries, path: string, from: string | RegExp, to: string | ((text: string) => string)): void {
  const before = pack.get(path)?.toString('latin1') ?? ''
  const after = before.replace(from, (found) => (typeof to === 'string' ? to : to(found)))
  expect(after).not.toBe(before)
  pack.set(path, Buffer.from(after, 'latin1'))
}

test.each(faults)('%s: fails in that step alone', async (what, failing, change) => {
  const place = join(folder, what.replaceAll(/\W/g, '-'))
  mkdirSync(place)
  const pack = await entriesOf(join(folder, name))
  change(pack)
  await writeEntries(join(place, name), pack)
  expect(judged(join(place, name))).toEqual({ ...fine, ...failing })
})
