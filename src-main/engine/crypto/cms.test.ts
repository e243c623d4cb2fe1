import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { signCms } from './cms-sign.ts'
import { verifyCms } from './cms.ts'
import { newIdentity, readIdentity, type CertifiedIdentity } from './keys.ts'
import { readTrust, type Trust } from './trusted.ts'

const folder = mkdtempSync(join(tmpdir(), 'cms-'))
afterAll(() => rmSync(folder, { recursive: true }))

const content = new TextEncoder().encode('one line of evidence\n')
const signedAt = new Date(Math.floor(Date.now() / 1000) * 1000)
const now = new Date(signedAt.getTime() + 60_000)
const none: Trust = { keys: [], lists: [] }
const bytes = (text: string) => new TextEncoder().encode(text)
const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
const put = (name: string, text: string | Uint8Array) => writeFileSync(join(folder, name), text)

function identityOf(text: string): CertifiedIdentity {
  const identity = readIdentity(bytes(text))
  if (identity.kind !== 'x509') throw new TypeError('not X.509')
  return identity
}

function flipped(from: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(from)
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}

describe.each(['rsa-3072', 'ecdsa-p256'] as const)('our signature with %s', (algorithm) => {
  const pem = newIdentity({ name: 'A', algorithm, now: signedAt })
  const trust = readTrust(bytes(pem))
  const der = signCms(content, identityOf(pem), signedAt)

  test('is verified with its certificate trusted, and the time is only a claim', () => {
    const check = verifyCms(content, der, trust, now)
    expect(check).toMatchObject({ verdict: 'verified', state: 'verified', signer: { name: 'A', kind: 'x509' } })
    expect(check.signedAt).toEqual({ time: signedAt.toISOString().replace('.000Z', 'Z'), basis: 'claimed' })
  })

  test('is accepted by openssl as CAdES', () => {
    put('content', content)
    put('own.p7s', der)
    put('own.pem', pem.slice(pem.indexOf('-----BEGIN CERT')))
    const files = ['-in', 'own.p7s', '-content', 'content', '-CAfile', 'own.pem', '-out', '/dev/null']
    const verify = () => openssl('cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-purpose', 'any', ...files)
    expect(verify).not.toThrow()
    put('content', 'changed')
    expect(verify).toThrow(/digest|verif/i)
  })

  test('is verified too where the bare public key is trusted', () => {
    put('own.pem', pem)
    openssl('pkey', '-in', 'own.pem', '-pubout', '-out', 'own.pub')
    expect(verifyCms(content, der, readTrust(readFileSync(join(folder, 'own.pub'))), now).verdict).toBe('verified')
  })
})

const pem = newIdentity({ name: 'A', algorithm: 'ecdsa-p256', now: signedAt })
const namesake = newIdentity({ name: 'A', algorithm: 'ecdsa-p256', now: signedAt })
const own = identityOf(pem)
const der = signCms(content, own, signedAt)

interface Case {
  readonly content?: Uint8Array
  readonly der?: Uint8Array
  readonly trust?: Trust
  readonly now?: Date
}

const cases: readonly (readonly [name: string, given: Case, want: string])[] = [
  ['nobody trusted', { trust: none }, 'not-verifiable trust-unknown signer-unknown'],
  [
    'another of the same name trusted',
    { trust: readTrust(bytes(namesake)) },
    'not-verifiable trust-unknown signer-unknown',
  ],
  ['after ten years', { now: new Date('2046-01-01') }, 'not-verifiable unverifiable expired'],
  ['before the certificate', { now: new Date('2020-01-01') }, 'failed broken not-yet-valid'],
  [
    'signed before its certificate',
    { der: signCms(content, own, new Date('2020-01-01')) },
    'failed broken not-yet-valid',
  ],
  ['content changed', { content: bytes('changed') }, 'failed broken content-changed'],
  ['content empty', { content: new Uint8Array() }, 'failed broken content-changed'],
  ['a bit of the value flipped', { der: flipped(der, der.length - 5) }, 'failed broken signature-invalid'],
  ['cut short', { der: der.subarray(0, -9) }, 'failed broken malformed'],
  ['bytes after it', { der: new Uint8Array([...der, 0]) }, 'failed broken malformed'],
  ['nothing', { der: new Uint8Array() }, 'failed broken malformed'],
  ['text', { der: bytes('hello') }, 'failed broken malformed'],
  ['an armour without inside', { der: bytes('-----BEGIN CMS-----\n') }, 'failed broken malformed'],
  ['a certificate instead', { der: own.certificates[0]?.der ?? der }, 'failed broken malformed'],
  ['far too large', { der: new Uint8Array(8 * 1024 * 1024 + 1) }, 'not-verifiable unsupported limit'],
  ['nested without end', { der: new Uint8Array(100_000).fill(0x30) }, 'failed broken malformed'],
]

test.each(cases)('%s', (_, given, want) => {
  const asked = { content, der, trust: readTrust(bytes(pem)), now, ...given }
  const check = verifyCms(asked.content, asked.der, asked.trust, asked.now)
  expect([check.verdict, check.state, check.faults[0]?.reason].join(' ')).toBe(want)
  expect(check.message).not.toBe('')
})

test('no flipped bit of a signature makes it verified for other content, and none throws', () => {
  const trust = readTrust(bytes(pem))
  for (let at = 0; at < der.length; at += 7) {
    const changed = flipped(der, at)
    expect(verifyCms(bytes('changed'), changed, trust, now).verdict).not.toBe('verified')
  }
})

test('an unknown signer is named with the fingerprint that must be vouched for', () => {
  const check = verifyCms(content, der, none, now)
  expect(check.message).toContain(own.certificates[0]?.fingerprint)
  expect(check.settles).toMatch(/^trust this certificate/)
})
