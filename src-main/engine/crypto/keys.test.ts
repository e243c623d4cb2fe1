import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { newIdentity, readIdentity, showIdentity } from './keys.ts'
import { readTrusted } from './trusted.ts'

const folder = mkdtempSync(join(tmpdir(), 'keys-'))
afterAll(() => rmSync(folder, { recursive: true }))

const now = new Date('2026-03-01T10:00:00.750Z')
const bytes = (text: string) => new TextEncoder().encode(text)
const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, encoding: 'utf8' })
const code = (run: () => unknown) => {
  try {
    run()
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error
  }
  return 'none'
}

const part = (text: string, label: string) => text.slice(text.indexOf(`-----BEGIN ${label}`))

describe.each(['rsa-3072', 'ecdsa-p256'] as const)('a new identity with %s', (algorithm) => {
  const clear = newIdentity({ name: 'Zoë Auditor', organisation: 'Example LLP', algorithm, now })

  test('shows what its certificate says, valid ten years from the whole second', () => {
    const shown = showIdentity(bytes(clear))
    expect(shown).toMatchObject({
      name: 'Zoë Auditor',
      validFrom: '2026-03-01T10:00:00Z',
      validTo: '2036-03-01T10:00:00Z',
      locked: false,
    })
    expect(shown.algorithm).toBe(algorithm === 'rsa-3072' ? 'RSA-3072' : 'ECDSA P-256')
  })

  test('has a certificate as openssl reads it: for signing documents alone, the same fingerprint', () => {
    writeFileSync(join(folder, 'own.pem'), clear)
    const text = openssl('x509', '-in', 'own.pem', '-noout', '-text', '-fingerprint', '-sha256')
    expect(text).toContain('X509v3 Key Usage: critical\n                Digital Signature, Non Repudiation')
    expect(text).toContain('E-mail Protection')
    expect(text).toContain('CA:FALSE')
    expect(text.replaceAll(':', '').toLowerCase()).toContain(showIdentity(bytes(clear)).fingerprint)
    expect(openssl('verify', '-CAfile', 'own.pem', '-x509_strict', '-attime', '1780000000', 'own.pem')).toContain(
      'own.pem: OK',
    )
  })

  test('reads back', () => {
    const identity = readIdentity(bytes(clear))
    expect(identity).toMatchObject({ kind: 'x509', certificates: [{ name: 'Zoë Auditor' }] })
  })
})

describe('a key under a passphrase', () => {
  const locked = newIdentity({ name: 'A', algorithm: 'ecdsa-p256', passphrase: 'correct hörse', now })

  test('opens here and in openssl with the passphrase', () => {
    writeFileSync(join(folder, 'locked.pem'), locked)
    expect(locked).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----/)
    expect(readIdentity(bytes(locked), 'correct hörse').kind).toBe('x509')
    expect(openssl('pkey', '-in', 'locked.pem', '-passin', 'pass:correct hörse', '-noout', '-text')).toContain(
      'prime256v1',
    )
    expect(openssl('asn1parse', '-in', 'locked.pem')).toMatch(
      /PBKDF2[\s\S]*0927C0[\s\S]*hmacWithSHA256[\s\S]*aes-256-cbc/,
    )
  })

  test('is shown without it', () => expect(showIdentity(bytes(locked))).toMatchObject({ name: 'A', locked: true }))
  test('does not open without it', () => expect(code(() => readIdentity(bytes(locked)))).toBe('key-wrong'))
  test('does not open with another', () => expect(code(() => readIdentity(bytes(locked), 'x'))).toBe('key-wrong'))
})

describe('refused', () => {
  const clear = newIdentity({ name: 'A', algorithm: 'ecdsa-p256', now })
  const other = newIdentity({ name: 'B', algorithm: 'ecdsa-p256', now })
  test.each([
    ['an empty file', ''],
    ['text', 'hello'],
    ['a certificate alone', part(clear, 'CERTIFICATE')],
    [
      'a key with the certificate of another',
      clear.slice(0, clear.indexOf('-----BEGIN C')) + part(other, 'CERTIFICATE'),
    ],
    ['a key without certificate', clear.slice(0, clear.indexOf('-----BEGIN C'))],
    ['a key cut short', clear.replace(/\n[^\n]+\n-----END PRIVATE/, '\n-----END PRIVATE')],
  ])('%s', (_, text) => expect(code(() => readIdentity(bytes(text)))).toBe('key-wrong'))

  test.each(['', 'x'.repeat(65), 'a\nb', 'a\u0000b', '\ud800'])('the name %j', (name) =>
    expect(code(() => newIdentity({ name, now }))).toBe('bad-request'),
  )
  test('an empty passphrase', () =>
    expect(code(() => newIdentity({ name: 'A', passphrase: '', now }))).toBe('bad-request'))
  test('a file too large for a key', () => expect(code(() => readIdentity(new Uint8Array(2 ** 20 + 1)))).toBe('limit'))
})

describe('what an auditor may trust', () => {
  const clear = newIdentity({ name: 'A', algorithm: 'ecdsa-p256', now })
  writeFileSync(join(folder, 'a.pem'), clear)

  test('a certificate, as PEM and as DER; the private key beside it is left', () => {
    openssl('x509', '-in', 'a.pem', '-outform', 'DER', '-out', 'a.der')
    const { fingerprint } = showIdentity(bytes(clear))
    for (const file of ['a.pem', 'a.der']) {
      const keys = readTrusted(readFileSync(join(folder, file)))
      expect(keys).toMatchObject([{ kind: 'x509', name: 'A', fingerprint }])
      expect(keys[0]?.material).not.toContain('PRIVATE')
    }
  })

  test('a public key, as PEM and as DER', () => {
    openssl('pkey', '-in', 'a.pem', '-pubout', '-out', 'a.pub.pem')
    openssl('pkey', '-in', 'a.pem', '-pubout', '-outform', 'DER', '-out', 'a.pub.der')
    const [pem] = readTrusted(readFileSync(join(folder, 'a.pub.pem')))
    const [der] = readTrusted(readFileSync(join(folder, 'a.pub.der')))
    expect(pem?.kind).toBe('spki')
    expect(der?.fingerprint).toBe(pem?.fingerprint)
  })

  test.each([
    ['nothing', ''],
    ['text', 'hello world'],
    ['a private key alone', clear.slice(0, clear.indexOf('-----BEGIN C'))],
    ['a certificate cut short', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'],
    ['DER of something else', '0\u0003\u0002\u0001\u0005'],
    ['a key line cut short', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA a@b'],
    [
      'a line whose word and key differ',
      'ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIEX0zVeEPsoDpXNTHUSvYiqXaiUsUOLnXk8mKBPrOzpC a@b',
    ],
  ])('not %s', (_, text) => expect(code(() => readTrusted(bytes(text)))).toBe('key-wrong'))
})
