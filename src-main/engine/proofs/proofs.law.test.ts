import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asicManifest } from '../../core/pack/asic-manifest.ts'
import { sha256 } from '../crypto/digest.ts'
import { pemText } from '../crypto/pem.ts'
import { asic } from './asic.ts'
import { cms } from './cms.ts'
import { digestList } from './digest-list.ts'
import { proofKinds } from './index.ts'
import { office } from './office.ts'
import type { ProofKind } from './proof.ts'
import { besideOf } from './read-beside.ts'
import { signedWorkbook } from './testing/signed-office.ts'
import { attached, bytesOf, signedBy, testSigner } from './testing/signed.ts'
import { collected } from './testing/told.ts'
import { zipped } from './testing/zipped.ts'

const at = new Date('2026-03-01T08:00:00Z')
const alex = testSigner('Alex', new Date('2026-01-01'))
const content = bytesOf('one line of evidence\n')
const deps = { trust: alex.trust, now: new Date('2026-03-02') }
const der = signedBy(alex, content, at)
const manifest = asicManifest([{ path: 'a.log', digest: Buffer.from(sha256(content), 'hex').toString('base64') }])
const container = zipped({
  mimetype: 'application/vnd.etsi.asic-e+zip',
  'a.log': content,
  'META-INF/ASiCManifest001.xml': manifest,
  'META-INF/signature001.p7s': signedBy(alex, bytesOf(manifest), at),
})

const whole: readonly (readonly [string, ProofKind, Uint8Array<ArrayBuffer>])[] = [
  ['a.log.p7s', cms, der],
  ['a.log.p7m', cms, attached(der, content)],
  ['a.log.pem', cms, bytesOf(pemText('CMS', der))],
  ['SHA256SUMS', digestList, bytesOf(`${sha256(content)}  a.log\n`)],
  ['x.asice', asic, container],
  ['x.xlsx', office, zipped(signedWorkbook(alex, '2026-03-01T08:00:00Z'))],
]

async function verdicts(kind: ProofKind, path: string, bytes: Uint8Array<ArrayBuffer>, file = content) {
  kind.recognise(path, bytes.subarray(0, 4096))
  const beside = besideOf(
    new Map([
      ['a.log', file],
      [path, bytes],
    ]),
  )
  const checks = await collected(kind.check({ path, bytes }, beside, deps))
  for (const { message } of checks) expect(message).not.toBe('')
  return checks.filter(({ level }) => level === 'proof')
}

/** Bytes cut out, put in, turned over or doubled at places anywhere. */
const mutations = fc.array(
  fc.record({
    place: fc.double({ min: 0, max: 1, noNaN: true }),
    drop: fc.nat(20),
    put: fc.uint8Array({ maxLength: 20 }),
  }),
  { minLength: 1, maxLength: 4 },
)

function mutated(
  from: Uint8Array,
  changes: readonly { place: number; drop: number; put: Uint8Array }[],
): Uint8Array<ArrayBuffer> {
  let bytes = Uint8Array.from(from)
  for (const { place, drop, put } of changes) {
    const start = Math.floor(place * bytes.length)
    bytes = new Uint8Array([...bytes.subarray(0, start), ...put, ...bytes.subarray(start + drop)])
  }
  return bytes
}

test.each(whole)('%s: as made it holds', async (path, kind, bytes) => {
  const checks = await verdicts(kind, path, bytes)
  expect(checks.length).toBeGreaterThan(0)
  expect(checks.map(({ verdict }) => verdict)).toEqual(checks.map(() => 'verified'))
})

test.each(whole)(
  '%s: however it is changed, it is answered and never thrown',
  async (path, kind, bytes) => {
    await fc.assert(
      fc.asyncProperty(mutations, async (changes) => {
        await verdicts(kind, path, mutated(bytes, changes))
      }),
      { numRuns: 60 },
    )
  },
  120_000,
)

test.each(whole.filter(([, kind]) => kind === cms || kind === digestList))(
  '%s: however it is changed, it never holds over another file',
  async (path, kind, bytes) => {
    const other = bytesOf('another line of evidence\n')
    await fc.assert(
      fc.asyncProperty(mutations, async (changes) => {
        const checks = await verdicts(kind, path, mutated(bytes, changes), other)
        expect(checks.filter(({ verdict, file }) => verdict === 'verified' && file === 'a.log')).toEqual([])
      }),
      { numRuns: 60 },
    )
  },
  120_000,
)

test.each(proofKinds.map((kind) => [kind.id, kind] as const))('%s: any bytes are answered', async (_, kind) => {
  const starts = [
    [],
    [0x30, 0x80],
    [0x50, 0x4b, 3, 4],
    [...bytesOf('-----BEGIN CMS-----\n')],
    [...bytesOf('BagIt-Version: 1.0\n')],
  ]
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 300 }), async (start, rest) => {
      const checks = await verdicts(kind, 'bagit.txt', new Uint8Array([...start, ...rest]))
      expect(checks.every(({ verdict, check }) => verdict !== 'verified' || check.startsWith('bag.'))).toBe(true)
    }),
    { numRuns: 100 },
  )
})

test('every kind has its own name', () => {
  expect(new Set(proofKinds.map(({ id }) => id)).size).toBe(proofKinds.length)
})
