import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { asicManifest } from '../../core/pack/asic-manifest.ts'
import { zipBytes } from '../intake/testing/zip-bytes.ts'
import { asic } from './asic.ts'
import { besideOf } from './read-beside.ts'
import { bytesOf, flipped, signedBy, testSigner } from './testing/signed.ts'
import { collected, told } from './testing/told.ts'
import { zipped, type Parts } from './testing/zipped.ts'

const at = new Date('2026-03-01T08:00:00Z')
const alex = testSigner('Alex', new Date('2026-01-01'))
const kim = testSigner('Kim', new Date('2026-01-01'))
const E = 'application/vnd.etsi.asic-e+zip'
const S = 'application/vnd.etsi.asic-s+zip'
const digest = (text: string, hash = 'sha256') => createHash(hash).update(text).digest('base64')

const files = { 'a.log': 'first line\n', 'sub/b.log': 'second line\n' }
const manifestOf = (of: Readonly<Record<string, string>>) =>
  asicManifest(Object.entries(of).map(([path, text]) => ({ path, digest: digest(text) })))

const MANIFEST = 'META-INF/ASiCManifest001.xml'
const SIGNATURE = 'META-INF/signature001.p7s'

/** A container of the extended kind; what is given stands in place of its parts. */
function extended(more: Parts = {}, manifest = manifestOf(files), signer = alex): Parts {
  const signature = signedBy(signer, bytesOf(manifest), at)
  return { mimetype: E, ...files, [MANIFEST]: manifest, [SIGNATURE]: signature, ...more }
}

const without = (parts: Parts, name: string): Parts =>
  Object.fromEntries(Object.entries(parts).filter(([one]) => one !== name))

const simple = (more: Parts = {}): Parts => ({
  mimetype: S,
  'a.log': files['a.log'],
  'META-INF/signature.p7s': signedBy(alex, bytesOf(files['a.log']), at),
  ...more,
})

async function proofs(bytes: Uint8Array<ArrayBuffer>, path = 'x.asice'): Promise<string[]> {
  expect(asic.recognise(path, bytes.subarray(0, 4096))).toBe(true)
  const deps = { trust: alex.trust, now: new Date('2026-03-02') }
  const checks = await collected(asic.check({ path, bytes }, besideOf(new Map()), deps))
  return checks.filter(({ level }) => level === 'proof').map(told)
}

const SIGNED = `verified/verified container.signature x.asice!${SIGNATURE}`
const HELD = (n: number) => `verified/verified container.file x.asice!${MANIFEST} x${n}`
const COVERED = (n: number) => `verified/verified container.covered x${n}`
const xml = manifestOf(files)

const cases: readonly (readonly [string, Parts, readonly string[]])[] = [
  ['whole', extended(), [SIGNED, HELD(2), COVERED(2)]],
  ['of the simple kind', simple(), ['verified/verified container.signature x.asice!META-INF/signature.p7s']],
  [
    'countersigned by somebody unknown',
    extended({
      'META-INF/ASiCManifest002.xml': xml.replace('signature001', 'signature002'),
      'META-INF/signature002.p7s': signedBy(kim, bytesOf(xml.replace('signature001', 'signature002')), at),
    }),
    [
      SIGNED,
      HELD(2),
      'not-verifiable/trust-unknown container.signature x.asice!META-INF/signature002.p7s',
      'verified/verified container.file x.asice!META-INF/ASiCManifest002.xml x2',
      COVERED(2),
    ],
  ],
  [
    'with a changed file',
    extended({ 'a.log': 'forged line\n' }),
    [SIGNED, 'failed/broken container.file x.asice!a.log edited', HELD(1), COVERED(2)],
  ],
  [
    'without a file that it names',
    without(extended(), 'a.log'),
    [SIGNED, 'failed/broken file.missing x.asice!a.log missing', HELD(1), COVERED(1)],
  ],
  [
    'with a file put in',
    extended({ 'c.log': 'x' }),
    [SIGNED, HELD(2), 'failed/broken container.covered x.asice!c.log inserted', COVERED(2)],
  ],
  [
    'with a changed manifest',
    extended({ [MANIFEST]: xml.replace('sub/b.log', 'sub/c.log'), 'sub/c.log': 'second line\n' }),
    [
      'failed/broken container.signature x.asice!META-INF/signature001.p7s edited',
      HELD(2),
      'failed/broken container.covered x.asice!sub/b.log inserted',
      COVERED(2),
    ],
  ],
  [
    'with a changed file and manifest',
    extended({ 'a.log': 'forged\n', [MANIFEST]: manifestOf({ ...files, 'a.log': 'forged\n' }) }),
    ['failed/broken container.signature x.asice!META-INF/signature001.p7s edited', HELD(2), COVERED(2)],
  ],
  [
    'without its signature',
    without(extended(), SIGNATURE),
    ['not-verifiable/unverifiable container.signature x.asice!META-INF/signature001.p7s missing', HELD(2), COVERED(2)],
  ],
  [
    'without its manifest',
    without(extended(), MANIFEST),
    [
      'not-verifiable/unverifiable container.signature x.asice!META-INF/signature001.p7s',
      'not-verifiable/unverifiable container.signature x.asice',
    ],
  ],
  [
    'without both',
    without(without(extended(), MANIFEST), SIGNATURE),
    ['not-verifiable/unverifiable container.signature x.asice'],
  ],
  [
    'of somebody unknown',
    extended({}, xml, kim),
    ['not-verifiable/trust-unknown container.signature x.asice!META-INF/signature001.p7s', HELD(2), COVERED(2)],
  ],
  [
    'with a manifest by SHA-1',
    extended(
      {},
      xml
        .replaceAll('http://www.w3.org/2001/04/xmlenc#sha256', 'http://www.w3.org/2000/09/xmldsig#sha1')
        .replace(digest(files['a.log']), digest(files['a.log'], 'sha1'))
        .replace(digest(files['sub/b.log']), digest(files['sub/b.log'], 'sha1')),
    ),
    [
      SIGNED,
      'not-verifiable/weak container.file x.asice!a.log',
      'not-verifiable/weak container.file x.asice!sub/b.log',
      COVERED(2),
    ],
  ],
  [
    'with a digest that is not known',
    extended({}, xml.replace('xmlenc#sha256', 'xmlenc#ripemd160')),
    [SIGNED, 'not-verifiable/unsupported container.file x.asice!a.log', HELD(1), COVERED(2)],
  ],
  [
    'with a manifest that is no XML',
    extended({ [MANIFEST]: 'x' }),
    [
      'failed/broken container.form x.asice!META-INF/ASiCManifest001.xml malformed',
      'not-verifiable/unverifiable container.signature x.asice!META-INF/signature001.p7s',
      'not-verifiable/unverifiable container.signature x.asice',
    ],
  ],
  [
    'with entities in its manifest',
    extended({}, xml.replace('<asic:', '<!DOCTYPE x [<!ENTITY a "aa">]><asic:')),
    [
      'failed/broken container.form x.asice!META-INF/ASiCManifest001.xml malformed',
      'not-verifiable/unverifiable container.signature x.asice!META-INF/signature001.p7s',
      'not-verifiable/unverifiable container.signature x.asice',
    ],
  ],
  [
    'that names a file twice',
    extended({}, xml.replace('sub/b.log', 'a.log')),
    [
      'failed/broken container.form x.asice!META-INF/ASiCManifest001.xml malformed',
      'not-verifiable/unverifiable container.signature x.asice!META-INF/signature001.p7s',
      'not-verifiable/unverifiable container.signature x.asice',
    ],
  ],
  [
    'with an XAdES signature',
    extended({ 'META-INF/signatures.xml': '<x/>' }),
    ['not-verifiable/unsupported container.signature x.asice!META-INF/signatures.xml', SIGNED, HELD(2), COVERED(2)],
  ],
  [
    'with an evidence record',
    extended({ 'META-INF/ASiCEvidenceRecordManifest.xml': '<x/>' }),
    [
      'not-verifiable/unsupported container.signature x.asice!META-INF/ASiCEvidenceRecordManifest.xml',
      SIGNED,
      HELD(2),
      COVERED(2),
    ],
  ],
  [
    'of the simple kind, changed',
    simple({ 'a.log': 'forged\n' }),
    ['failed/broken container.signature x.asice!META-INF/signature.p7s edited'],
  ],
  ['of the simple kind, two files', simple({ 'b.log': 'x' }), ['failed/broken container.form x.asice malformed']],
  [
    'of the simple kind, unsigned',
    without(simple(), 'META-INF/signature.p7s'),
    ['not-verifiable/unverifiable container.signature x.asice'],
  ],
  [
    'with a time-stamp that is none',
    extended({
      'META-INF/timestamp001.tst': bytesOf('x'),
      'META-INF/ASiCArchiveManifest.xml': xml.replace('signature001.p7s', 'timestamp001.tst'),
    }),
    [
      'failed/broken container.timestamp x.asice!META-INF/timestamp001.tst malformed',
      'verified/verified container.file x.asice!META-INF/ASiCArchiveManifest.xml x2',
      SIGNED,
      HELD(2),
      COVERED(2),
    ],
  ],
]

test.each(cases)('a container %s', async (_, parts, want) => {
  expect((await proofs(zipped(parts))).toSorted()).toEqual(want.toSorted())
})

test.each([
  [
    'two entries of one name',
    zipBytes([
      { name: 'mimetype', body: E },
      { name: 'a', body: '1' },
      { name: 'a', body: '2' },
    ]),
  ],
  [
    'a path that climbs',
    zipBytes([
      { name: 'mimetype', body: E },
      { name: '../a', body: '1' },
    ]),
  ],
  [
    'a link',
    zipBytes([
      { name: 'mimetype', body: E },
      { name: 'a', body: 'b', mode: 0o120777 },
    ]),
  ],
  [
    'a backslash',
    zipBytes([
      { name: 'mimetype', body: E },
      { name: 'x\\a', body: '1' },
    ]),
  ],
  [
    'another name before its bytes',
    zipBytes([
      { name: 'mimetype', body: E },
      { name: 'a', localName: 'b', body: '1' },
    ]),
  ],
  ['no ZIP', Buffer.from('hello')],
])('%s: refused before its content', async (_, bytes) => {
  expect(await proofs(new Uint8Array(bytes))).toEqual(['failed/broken container.form x.asice malformed'])
})

test('a bag inside is checked too', async () => {
  const bagged = {
    'bagit.txt': 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n',
    'data/a.log': 'x',
    'manifest-sha256.txt': `${'0'.repeat(64)}  data/a.log\n`,
  }
  const manifest = manifestOf(bagged)
  const parts = { mimetype: E, ...bagged, [MANIFEST]: manifest, [SIGNATURE]: signedBy(alex, bytesOf(manifest), at) }
  expect(await proofs(zipped(parts))).toContain('failed/broken digest.file x.asice!data/a.log edited')
})

test('no changed byte of a container leaves it verified with other files', async () => {
  const whole = zipped(extended())
  const before = await proofs(whole)
  for (let place = 0; place < whole.length; place += 37) {
    const checks = await proofs(flipped(whole, place))
    // A bit that carries no meaning (a time, a version) may change nothing at all.
    const holds = checks.every((check) => check.startsWith('verified'))
    expect(holds ? checks : before).toEqual(before)
  }
})
