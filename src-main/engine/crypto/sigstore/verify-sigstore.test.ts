import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { joinTrust, readTrust, type Trust } from '../trusted.ts'
import { readSigstoreBundle } from './bundle.ts'
import { IDENTITY, ownInstance } from './testing/own-instance.ts'
import type { SigstoreIdentity } from './trusted-identity.ts'
import { verifySigstore } from './verify-sigstore.ts'

const content = new TextEncoder().encode('records of a quarter\n')
const now = new Date('2026-06-01T00:00:00Z')
const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value))

let own: ReturnType<typeof ownInstance>
let root: Trust
let trust: Trust
const relied = (given: unknown): Trust => readTrust(bytes({ sigstoreIdentity: given }))
beforeAll(() => {
  own = ownInstance()
  root = readTrust(bytes(own.root))
  trust = joinTrust([root, relied(IDENTITY)])
})

interface Asked {
  readonly file?: Uint8Array | null
  readonly trust?: Trust
  readonly identity?: SigstoreIdentity
}

async function judge(bundle: unknown, asked: Asked = {}): Promise<string> {
  const { file = content, identity } = asked
  const ask = { trust: asked.trust ?? trust, now, identity, ...(file === null ? {} : { file: () => [file] }) }
  const check = await verifySigstore(readSigstoreBundle(bytes(bundle)), ask)
  return [check.verdict, check.signedAt.basis, ...check.faults.map(({ reason }) => reason)].join(' ')
}

type Change = (value: unknown) => unknown
const ENTRY = 'verificationMaterial.tlogEntries.0'
const ENVELOPE = `${ENTRY}.inclusionProof.checkpoint.envelope`

/** The same JSON with the value at a place (names and numbers between dots) changed; undefined takes it away. */
function changed(value: unknown, place: string, change: Change): unknown {
  const [name = '', ...rest] = place.split('.')
  const inside = (part: unknown): unknown => (rest.length === 0 ? change(part) : changed(part, rest.join('.'), change))
  if (Array.isArray(value)) return value.map((part, at) => (String(at) === name ? inside(part) : part))
  const all = Object.entries(value ?? {}) as [string, unknown][]
  return Object.fromEntries(all.map(([key, part]) => [key, key === name ? inside(part) : part]))
}

const gone: Change = () => undefined
const to =
  (value: unknown): Change =>
  () =>
    value
const text =
  (from: string, into: string): Change =>
  (value) =>
    String(value).replace(from, into)
/** Base64 with one bit of its first byte turned. */
const turned: Change = (value) => {
  const part = Buffer.from(String(value), 'base64')
  part[0] = (part[0] ?? 0) ^ 1
  return part.toString('base64')
}

test('a bundle over a file, with the root and the identity that were asked for', async () => {
  expect(await judge(own.overFile(content), { identity: IDENTITY })).toBe('verified token')
})

test('it names who signed, and who vouched for the name', async () => {
  const { signer, notes } = await verifySigstore(readSigstoreBundle(bytes(own.overFile(content))), {
    file: () => [content],
    trust,
    now,
  })
  expect(signer?.name).toBe(IDENTITY.name)
  expect(notes.join()).toContain(IDENTITY.issuer)
})

test('a root says that an identity is genuine; that it is the right one must be said too', async () => {
  const unnamed = 'not-verifiable claimed signer-unknown'
  const bundle = own.overFile(content)
  expect(await judge(bundle, { trust: root })).toBe(unnamed)
  for (const other of [
    { ...IDENTITY, name: `${IDENTITY.name}x` },
    { ...IDENTITY, issuer: 'https://other.example' },
  ])
    expect(await judge(bundle, { trust: joinTrust([root, relied(other)]) })).toBe(unnamed)
  expect(await judge(bundle, { trust: relied(IDENTITY) })).toBe(unnamed)
  const other = { ...IDENTITY, name: 'other@example.org' }
  expect(await judge(bundle, { trust: joinTrust([root, relied(other), relied(IDENTITY)]) })).toBe('verified token')
})

test('an identity that was asked for must be it, whatever else is trusted', async () => {
  const asked = { ...IDENTITY, name: 'other@example.org' }
  expect(await judge(own.overFile(content), { identity: asked })).toMatch(/ other-certificate/)
})

test('a file that comes in pieces is the same file', async () => {
  const file = () => [content.subarray(0, 3), content.subarray(3)]
  expect(await verifySigstore(readSigstoreBundle(bytes(own.overFile(content))), { file, trust, now })).toMatchObject({
    verdict: 'verified',
  })
})

test('an envelope with its statement', async () => {
  expect(await judge(own.overStatement({ a: 1 }), { file: null })).toBe('verified token')
})

test('a bare key that the auditor trusts', async () => {
  const key = readTrust(new TextEncoder().encode(own.keyPem))
  expect(await judge(own.withKey(content), { trust: joinTrust([trust, key]) })).toBe('verified token')
})

test('without a trusted root nothing is said of who signed', async () => {
  expect(await judge(own.overFile(content), { trust: joinTrust([]) })).toBe('not-verifiable claimed signer-unknown')
})

test('the root of another instance says nothing either, and beside the right one does no harm', async () => {
  const other = readTrust(bytes(ownInstance().root))
  expect(await judge(own.overFile(content), { trust: other })).toMatch(/^not-verifiable claimed signer-unknown/)
  expect(await judge(own.overFile(content), { trust: joinTrust([other, trust]) })).toBe('verified token')
})

test('a bare key that nobody trusts shows contradictions and proves nothing', async () => {
  expect(await judge(own.withKey(content))).toBe('not-verifiable claimed signer-unknown')
  expect(await judge(own.withKey(content), { file: new TextEncoder().encode('other') })).toMatch(
    /^failed claimed content-changed/,
  )
})

test('a file that is not there', async () => {
  expect(await judge(own.overFile(content), { file: null })).toBe('not-verifiable claimed signature-absent')
})

test('another identity than that asked for fails, by name and by issuer', async () => {
  const bundle = own.overFile(content)
  expect(await judge(bundle, { identity: { ...IDENTITY, name: 'other@example.test' } })).toBe(
    'failed claimed other-certificate',
  )
  expect(await judge(bundle, { identity: { ...IDENTITY, issuer: 'https://issuer.example' } })).toBe(
    'failed claimed other-certificate',
  )
})

test('a certificate that no certificate log has seen is not relied upon', async () => {
  expect(await judge(own.overFile(content, { unseen: true }))).toBe('not-verifiable claimed signer-unknown')
})

test.each([-1, 11])('an entry %i minutes into a certificate of ten is not relied upon', async (loggedAfter) => {
  expect(await judge(own.overFile(content, { loggedAfter }))).toBe('not-verifiable claimed signer-unknown expired')
})

const contradictions: readonly [string, string, string, Change][] = [
  ['another signature', 'signature-invalid', 'messageSignature.signature', turned],
  ['another stated digest', 'content-changed', 'messageSignature.messageDigest.digest', turned],
  ['another hash in the path', 'content-changed', `${ENTRY}.inclusionProof.hashes.0`, turned],
  ['a hash more in the path', 'content-changed', `${ENTRY}.inclusionProof.hashes`, (path) => [path, path].flat()],
  ['another place in the log', 'content-changed', `${ENTRY}.inclusionProof.logIndex`, to('0')],
  ['another root than the checkpoint', 'content-changed', `${ENTRY}.inclusionProof.rootHash`, turned],
  ['another size than the checkpoint', 'content-changed', `${ENTRY}.inclusionProof.treeSize`, to('3')],
  ['another size in the checkpoint', 'content-changed', ENVELOPE, text('\n2\n', '\n3\n')],
  [
    'another origin in the checkpoint',
    'signature-invalid',
    ENVELOPE,
    text('log.example.test - 1', 'log.example.test - 2'),
  ],
  ['another promise', 'signature-invalid', `${ENTRY}.inclusionPromise.signedEntryTimestamp`, turned],
  ['another time of the entry', 'signature-invalid', `${ENTRY}.integratedTime`, (time) => String(Number(time) + 1)],
  ['another kind of entry', 'content-changed', `${ENTRY}.kindVersion.kind`, to('dsse')],
  ['an entry that is no JSON', 'malformed', `${ENTRY}.canonicalizedBody`, to('AAAA')],
  ['bytes that are no base64', 'malformed', 'messageSignature.signature', (value) => `${String(value)}*`],
]

test.each(contradictions)('%s fails', async (_, reason, place, change) => {
  const told = await judge(changed(own.overFile(content), place, change))
  expect(told).toMatch(/^failed /)
  expect(told).toContain(reason)
})

test('a certificate, signature or entry of another bundle fails', async () => {
  const [one, other] = [own.overFile(content), own.overFile(content)]
  const { tlogEntries, ...rest } = other.verificationMaterial
  const certificate = changed(one, 'verificationMaterial', (material) => ({ ...Object(material), ...rest }))
  const signature = changed(one, 'messageSignature', to(other.messageSignature))
  const logged = changed(one, 'verificationMaterial.tlogEntries', to(tlogEntries))
  for (const bundle of [certificate, signature, logged]) expect(await judge(bundle)).toMatch(/^failed /)
})

const lacking: readonly [string, string, Change][] = [
  ['no log entry', 'verificationMaterial.tlogEntries', to([])],
  ['no proof of inclusion', `${ENTRY}.inclusionProof`, gone],
  ['no checkpoint', `${ENTRY}.inclusionProof.checkpoint`, gone],
  ['no certificate', 'verificationMaterial.certificate', gone],
  ['no time of the log', `${ENTRY}.inclusionPromise`, gone],
  ['a checkpoint by another name only', ENVELOPE, text('\u2014 log.', '\u2014 gol.')],
  ['an unknown version', 'mediaType', to('application/vnd.dev.sigstore.bundle.v0.9+json')],
  ['too many entries', 'verificationMaterial.tlogEntries', (all) => Array.from({ length: 65 }, () => all).flat()],
]

test.each(lacking)('%s is not verifiable', async (_, place, change) => {
  expect(await judge(changed(own.overFile(content), place, change))).toMatch(/^not-verifiable /)
})

const roots: readonly [string, string, Change][] = [
  ['a log without the start of its validity', 'tlogs.0.publicKey.validFor.start', gone],
  ['a certificate log without its validity', 'ctlogs.0.publicKey.validFor', gone],
  ['a log without its key', 'tlogs.0.publicKey', gone],
  ['an authority without certificates', 'certificateAuthorities.0.certChain.certificates', to([])],
  ['an authority without its validity', 'certificateAuthorities.0.validFor', gone],
  ['a certificate that is none', 'certificateAuthorities.0.certChain.certificates.0.rawBytes', to('AAAA')],
  ['another version', 'mediaType', to('application/vnd.dev.sigstore.trustedroot.v7+json')],
]

test.each(roots)('a trusted root with %s is refused', (_, place, change) => {
  expect(() => readTrust(bytes(changed(own.root, place, change)))).toThrow(/not a Sigstore trusted root/)
})

test('a trusted root is kept as it came, and read again from there', () => {
  const [key] = trust.keys
  expect(key).toMatchObject({ kind: 'sigstore-root', name: 'Sigstore trusted root of authority.example.test' })
  expect(readTrust(Buffer.from(key?.material ?? '')).keys[0]?.fingerprint).toBe(key?.fingerprint)
})

test('brackets inside each other end in an answer', async () => {
  for (const hostile of ['['.repeat(100_000), '{"a":'.repeat(100_000)]) {
    const read = readSigstoreBundle(Buffer.from(hostile))
    expect((await verifySigstore(read, { trust, now })).kind).toBe('malformed')
  }
})

test('any bytes, and any change to a bundle, end in an answer that is not verified', async () => {
  const whole = Buffer.from(bytes(own.overFile(content)))
  const mutated = fc
    .record({ at: fc.nat({ max: whole.length - 1 }), put: fc.uint8Array({ minLength: 1, maxLength: 12 }) })
    .map(({ at, put }) => Buffer.concat([whole.subarray(0, at), put, whole.subarray(at + put.length)]))
    .filter((one) => !one.equals(whole))
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 200 }), mutated), async (hostile) => {
      const check = await verifySigstore(readSigstoreBundle(hostile), { file: () => [content], trust, now })
      expect(['failed', 'not-verifiable', ...harmless(hostile, whole)]).toContain(check.verdict)
    }),
    { numRuns: 300 },
  )
})

/** A change that reads as the same bundle (in text that says nothing) may stay verified. */
function harmless(hostile: Uint8Array, whole: Uint8Array): string[] {
  try {
    const [a, b] = [hostile, whole].map((one) => JSON.stringify(readSigstoreBundle(one).draft))
    return a === b ? ['verified'] : []
  } catch {
    return []
  }
}
