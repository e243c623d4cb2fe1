import { fromBER } from 'asn1js'
import { Certificate } from 'pkijs'
import { expect, test } from 'vitest'
import { pemText } from '../crypto/pem.ts'
import { joinTrust, type Trust } from '../crypto/trusted.ts'
import { cms } from './cms.ts'
import { besideOf } from './read-beside.ts'
import { attached, bytesOf, flipped, joined, remade, signedBy, testSigner } from './testing/signed.ts'
import { collected, told } from './testing/told.ts'

const signedAt = new Date('2026-03-01T08:00:00Z')
const now = new Date('2026-03-02T08:00:00Z')
const alex = testSigner('Alex', new Date('2026-01-01'))
const kim = testSigner('Kim', new Date('2026-01-01'))
const content = bytesOf('one line of evidence\n')
const der = signedBy(alex, content, signedAt)
const none: Trust = { keys: [], lists: [] }

interface Given {
  readonly path?: string
  readonly bytes?: Uint8Array<ArrayBuffer>
  readonly files?: Readonly<Record<string, Uint8Array<ArrayBuffer>>>
  readonly trust?: Trust
  readonly now?: Date
}

async function proofChecks({ path = 'a.log.p7s', bytes = der, files = { 'a.log': content }, ...given }: Given) {
  const beside = besideOf(new Map([...Object.entries(files), [path, bytes]]))
  const deps = { trust: given.trust ?? alex.trust, now: given.now ?? now }
  const checks = await collected(cms.check({ path, bytes }, beside, deps))
  return checks.filter(({ level }) => level === 'proof')
}

const other = bytesOf('another line\n')
const pem = bytesOf(pemText('CMS', der))
/** A certificate with the name and serial number of Alex's, and Kim's key. */
const decoy = remade(der, (signed) => {
  const [own] = signed.certificates ?? []
  if (!(own instanceof Certificate)) throw new TypeError('no certificate')
  const fake = new Certificate({ schema: fromBER(new Uint8Array(kim.identity.certificates[0]?.der ?? [])).result })
  fake.issuer = own.issuer
  fake.subject = own.subject
  fake.serialNumber = own.serialNumber
  signed.certificates = [new Certificate({ schema: fake.toSchema(false) }), own]
})

const cases: readonly (readonly [string, Given, readonly string[]])[] = [
  ['beside its file', {}, ['verified/verified signature.cms a.log x1']],
  ['in PEM', { path: 'a.log.p7s.pem', bytes: pem }, ['verified/verified signature.cms a.log x1']],
  ['under another name, alone with its file', { path: 'proof.p7s' }, ['verified/verified signature.cms a.log x1']],
  [
    'under another name, found by what it was made for',
    { path: 'proof.p7s', files: { 'b.log': other, 'a.log': content } },
    ['verified/verified signature.cms a.log x1'],
  ],
  ['with its content inside', { bytes: attached(der, content) }, ['verified/verified signature.cms a.log x1']],
  [
    'of two signers who are both trusted',
    { bytes: joined(der, signedBy(kim, content, signedAt)), trust: joinTrust([alex.trust, kim.trust]) },
    ['verified/verified signature.cms a.log x1', 'verified/verified signature.cms a.log x1'],
  ],
  [
    'with a certificate before its own that has the same name and number',
    { bytes: decoy },
    ['verified/verified signature.cms a.log x1'],
  ],
  ['over a changed file', { files: { 'a.log': other } }, ['failed/broken signature.cms a.log edited']],
  [
    'over a changed file, alone with it under another name',
    { path: 'proof.p7s', files: { 'a.log': other } },
    ['failed/broken signature.cms a.log edited'],
  ],
  ['over an emptied file', { files: { 'a.log': new Uint8Array() } }, ['failed/broken signature.cms a.log edited']],
  [
    'over nothing that is here',
    { path: 'proof.p7s', files: { 'b.log': other, 'c.log': other } },
    ['not-verifiable/unverifiable signature.cms proof.p7s'],
  ],
  ['without any file', { files: {} }, ['not-verifiable/unverifiable signature.cms a.log.p7s']],
  [
    'with its content inside and no file that is it',
    { path: 'proof.p7m', bytes: attached(der, content), files: { 'b.log': other, 'c.log': other } },
    ['not-verifiable/unverifiable signature.cms proof.p7m'],
  ],
  [
    'with its content inside, beside another file of its name',
    { bytes: attached(der, content), files: { 'a.log': other } },
    ['failed/broken signature.cms a.log edited'],
  ],
  [
    'with other content inside than was signed',
    { bytes: attached(der, other), files: { 'a.log': other } },
    ['failed/broken signature.cms a.log edited'],
  ],
  [
    'of two signers, one unknown',
    { bytes: joined(der, signedBy(kim, content, signedAt)) },
    ['verified/verified signature.cms a.log x1', 'not-verifiable/trust-unknown signature.cms a.log'],
  ],
  [
    'of two signers, one over something else',
    { bytes: joined(der, signedBy(kim, other, signedAt)), trust: joinTrust([alex.trust, kim.trust]) },
    ['verified/verified signature.cms a.log x1', 'failed/broken signature.cms a.log edited'],
  ],
  ['of somebody unknown', { trust: none }, ['not-verifiable/trust-unknown signature.cms a.log']],
  [
    'of a namesake',
    { trust: testSigner('Alex', signedAt).trust },
    ['not-verifiable/trust-unknown signature.cms a.log'],
  ],
  ['whose certificate has ended', { now: new Date('2040-01-01') }, ['not-verifiable/unverifiable signature.cms a.log']],
  [
    'older than its certificate says it can be',
    { bytes: signedBy(alex, content, new Date('2025-01-01')) },
    ['failed/broken signature.cms a.log wrong-key'],
  ],
  [
    'without signers',
    { bytes: remade(der, (signed) => void (signed.signerInfos = [])) },
    ['not-verifiable/unverifiable signature.cms a.log'],
  ],
  [
    'without certificates',
    { bytes: remade(der, (signed) => void (signed.certificates = [])), trust: none },
    ['not-verifiable/unverifiable signature.cms a.log'],
  ],
  [
    'of 65 signers',
    { bytes: joined(der, ...Array.from({ length: 64 }, () => der)) },
    ['not-verifiable/unsupported signature.cms a.log.p7s'],
  ],
  ['cut short', { bytes: der.slice(0, -100) }, ['failed/broken signature.cms a.log.p7s malformed']],
  ['with bytes after it', { bytes: new Uint8Array([...der, 0]) }, ['failed/broken signature.cms a.log.p7s malformed']],
  [
    'with one bit of its value changed',
    { bytes: flipped(der, der.length - 5) },
    ['failed/broken signature.cms a.log edited'],
  ],
  [
    'over 8 MiB',
    { bytes: new Uint8Array(8 * 1024 * 1024 + 1) },
    ['not-verifiable/unsupported signature.cms a.log.p7s'],
  ],
  [
    'nested without end',
    { bytes: new Uint8Array(100_000).fill(0x30) },
    ['failed/broken signature.cms a.log.p7s malformed'],
  ],
  ['that is no signature', { bytes: other }, ['failed/broken signature.cms a.log.p7s malformed']],
]

test.each(cases)('a signature %s', async (_, given, want) => {
  expect((await proofChecks(given)).map(told)).toEqual(want)
})

test('64 signers are all told, and certificates beside the file are no trust', async () => {
  const many = joined(der, ...Array.from({ length: 63 }, () => der))
  const files = { 'a.log': content, 'chain.pem': bytesOf(alex.pem) }
  expect(await proofChecks({ bytes: many, files, trust: none })).toHaveLength(64)
  expect((await proofChecks({ files, trust: none })).map(told)).toEqual([
    'not-verifiable/trust-unknown signature.cms a.log',
  ])
})

test('the time that the signer claims is called a claim, and revocation that was not checked is said', async () => {
  const beside = besideOf(new Map([['a.log', content]]))
  const checks = await collected(
    cms.check({ path: 'a.log.p7s', bytes: der }, beside, { trust: alex.trust, now: signedAt }),
  )
  expect(checks[0]?.message).toContain('by its own clock at 2026-03-01T08:00:00Z')
  const early = await collected(
    cms.check({ path: 'a.log.p7s', bytes: der }, beside, { trust: alex.trust, now: new Date('2026-02-01') }),
  )
  expect(
    early
      .filter(({ level }) => level === 'observation')
      .map(({ message }) => message)
      .join(),
  ).toContain('in the future')
})

test.each([
  ['DER', 'x', der, true],
  ['PEM', 'x', pem, true],
  ['a certificate', 'x.p7s', alex.identity.certificates[0]?.der ?? new Uint8Array(), false],
  ['a log', 'x.p7s', content, false],
  ['nothing', 'x.p7s', new Uint8Array(), false],
])('recognises by content: %s', (_, path, head, want) => {
  expect(cms.recognise(path, head.subarray(0, 4096))).toBe(want)
})
