import { describe, expect, test } from 'vitest'
import { memoryBeside, proofChecks, speaking } from './testing/beside.ts'
import { vectorCase, vectorCases, vectorKinds, vectorNow as now, type VectorCase } from './testing/vector-cases.ts'
import type { Beside } from './proof.ts'

const LIMIT = 8 * 1024 * 1024

async function says({ proof, bytes, files, trust }: VectorCase, more: Partial<Beside> = {}) {
  const { kind, checks } = await proofChecks(proof, { ...memoryBeside(files, 17), ...more }, bytes, { trust, now })
  const check = speaking(checks)
  const told = [check?.verdict, check?.state, check?.kind].filter(Boolean).join(' ')
  return { kind, told, checks, message: check?.message ?? '', settles: check?.settles }
}

describe.each(vectorKinds)('%s', (kind) => {
  const cases = vectorCases(kind)

  test.each(cases)('$name: $why', async (one) => {
    const { kind: found, told, message, settles } = await says(one)
    expect([found, told, message]).toEqual([kind, one.want, message])
    expect(told.includes('trust-unknown') && settles === undefined).toBe(false)
  })

  test('more cases must fail than pass', () => {
    const good = cases.filter(({ want }) => want.startsWith('verified')).length
    expect(cases.length - good).toBeGreaterThan(good)
  })

  test('a file over 8 MiB is not looked into', async () => {
    const [first] = cases
    if (!first) throw new Error('no case')
    const bytes = new Uint8Array(LIMIT + 1).fill(0x0a)
    bytes.set(first.bytes)
    expect((await says({ ...first, bytes })).told).toBe('not-verifiable unsupported')
  })

  // A statement needs the digests alone, and those are kept.
  test.skipIf(kind === 'dsse')('of a file of which only the text is kept nothing is said', async () => {
    for (const one of cases.filter(({ want, files }) => want === 'verified verified' && files.has('LIST')))
      expect((await says(one, { read: () => undefined })).told).toBe('not-verifiable unverifiable')
  })
})

const settled = (kind: string, name: string) => says(vectorCase(kind, name))

test('a self-supplied key is named by its fingerprint, and what would settle it', async () => {
  const { message, settles } = await settled('minisign', 'key-beside')
  const key = Buffer.from(vectorCase('minisign', 'key-beside').files.get('keys/a.pub') ?? [])
    .toString()
    .split('\n')[1]
  expect(message).toContain(`self-supplied key of minisign key`)
  expect(message).toContain(key)
  expect(settles).toContain(key)
})

test('a missing OpenPGP key is named by its fingerprint', async () => {
  expect((await settled('openpgp', 'signer-unknown')).settles).toMatch(/public key [0-9A-F]{40} from its owner/)
})

test('the time basis and the rule found are told', async () => {
  expect((await settled('minisign', 'prehashed')).message).toMatch(/signed at 20\d\d-\S+Z by its own clock, not proved/)
  expect((await settled('raw', 'rsa')).message).toContain('judged as of 2026-12-01T00:00:00Z')
  expect((await settled('raw', 'rsa')).message).toContain(
    'RSA PKCS#1 v1.5 with SHA-256, written as binary, over the file',
  )
  expect((await settled('raw', 'ed25519-over-hex')).message).toContain("over the file's SHA-256 as hex text")
  expect((await settled('minisign', 'legacy')).message).toContain('deprecated')
  expect((await settled('openpgp', 'key-ended-since')).message).toContain(
    'which proves nothing, the signature is older',
  )
})

test('a subject that differs names expected and found', async () => {
  const { checks } = await settled('dsse', 'content-changed')
  expect(checks.map(({ check, verdict }) => `${check} ${verdict}`)).toEqual([
    'signature.dsse verified',
    'statement.subject failed',
  ])
  expect(checks[1]).toMatchObject({ file: 'LIST', expected: expect.any(String), found: expect.any(String) })
})

async function* broken(): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  yield new Uint8Array([1])
  throw new Error('disk')
}

test('an error of reading is thrown, and no verdict over the evidence', async () => {
  for (const [kind, name] of [
    ['openpgp', 'armoured'],
    ['minisign', 'prehashed'],
    ['sshsig', 'ed25519'],
    ['jws', 'eddsa-detached'],
    ['raw', 'rsa'],
  ] as const) {
    const read: Beside['read'] = (path) => (path === 'LIST' ? broken() : undefined)
    await expect(says(vectorCase(kind, name), { read })).rejects.toThrow('disk')
  }
})

const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
const parsed = ({ bytes }: VectorCase) =>
  JSON.parse(Buffer.from(bytes).toString()) as { readonly signatures: readonly unknown[] }

describe('65 signers', () => {
  test('OpenPGP packets', async () => {
    const one = vectorCase('openpgp', 'binary')
    const bytes = new Uint8Array(Buffer.concat(Array.from({ length: 65 }, () => one.bytes)))
    expect((await says({ ...one, bytes })).told).toBe('not-verifiable unsupported')
    const most = new Uint8Array(bytes.subarray(0, 64 * one.bytes.length))
    expect((await says({ ...one, bytes: most })).told).toBe('verified verified')
  })

  test.each([
    ['jws', 'general'],
    ['dsse', 'statement'],
  ])('%s', async (kind, name) => {
    const one = vectorCase(kind, name)
    const value = parsed(one)
    const signatures = Array.from({ length: 65 }, () => value.signatures[0])
    expect((await says({ ...one, bytes: json({ ...value, signatures }) })).told).toBe('not-verifiable unsupported')
    const most = json({ ...value, signatures: signatures.slice(1) })
    expect((await says({ ...one, bytes: most })).told).toBe('verified verified')
  })

  test('DSSE lines', async () => {
    const one = vectorCase('dsse', 'lines')
    const bytes = new TextEncoder().encode(Buffer.from(one.bytes).toString().repeat(33))
    expect((await says({ ...one, bytes })).told).toBe('not-verifiable unsupported')
  })
})
