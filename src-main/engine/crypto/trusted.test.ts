import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { readTrust, readTrusted } from './trusted.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const kinds = (text: string) => readTrusted(bytes(text)).map(({ kind }) => kind)
const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'north-1' }
const minisign = 'RWRreiheH4SXiyVljCPqJnitwxTwHlF5cpjdwtqxnrj920IRPd84zoEJ'
/** A version 4 Ed25519 key (RFC 9580, sections 5.5.2, 5.5.5.4) with a user id. */
const packet = (tag: number, body: Uint8Array) => Buffer.concat([Buffer.from([0xc0 | tag, body.length]), body])
const point = Buffer.from(String(jwk.x), 'base64url')
const curve = Buffer.from('092b06010401da470f01', 'hex')
const head = Buffer.from([4, 0x6a, 0, 0, 0, 22])
const openpgpBare = Buffer.concat([
  packet(6, Buffer.concat([head, curve, Buffer.from([1, 7, 0x40]), point])),
  packet(13, Buffer.from('Made up <a@b.example>')),
])
const openpgp = `-----BEGIN PGP PUBLIC KEY BLOCK-----\nComment: x\n\n${openpgpBare.toString('base64')}\n=AAAA\n-----END PGP PUBLIC KEY BLOCK-----\n`

describe('what is relied upon is told apart by its content', () => {
  test('a minisign key, with its comment or alone', () => {
    const [key] = readTrusted(bytes(`untrusted comment: of the exporter\n${minisign}\n`))
    expect(key).toMatchObject({ kind: 'minisign', keyId: '8B97841F5E287A6B', fingerprint: minisign })
    expect(kinds(minisign)).toEqual(['minisign'])
  })

  test('an OpenPGP key, armoured or bare, by the fingerprint of its packet', () => {
    const [key] = readTrusted(bytes(openpgp))
    expect(key).toMatchObject({ kind: 'openpgp', name: expect.stringContaining('Made up') })
    expect(key?.fingerprint).toMatch(/^[0-9A-F]{40}$/)
    expect(readTrusted(openpgpBare)).toEqual([key])
    expect(readTrusted(Buffer.concat([openpgpBare, openpgpBare]))).toEqual([key, key])
  })

  test('a JSON Web Key, or a set of them', () => {
    const [key] = readTrusted(bytes(JSON.stringify(jwk)))
    expect(key).toMatchObject({ kind: 'jwk', name: 'north-1', keyId: 'north-1' })
    expect(key?.fingerprint).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(kinds(JSON.stringify({ keys: [jwk, { ...jwk, kid: 'b' }] }))).toEqual(['jwk', 'jwk'])
  })

  test('the thumbprint is that of RFC 7638, section 3.1', () => {
    const n =
      '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw'
    const [key] = readTrusted(bytes(JSON.stringify({ kty: 'RSA', n, e: 'AQAB', alg: 'RS256' })))
    expect(key?.fingerprint).toBe('NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs')
  })

  test('what was read is read again from its own material, as the case keeps it', () => {
    for (const text of [minisign, openpgp, JSON.stringify(jwk)]) {
      const [key] = readTrusted(bytes(text))
      const { kind, name, fingerprint } = readTrusted(bytes(key?.material ?? ''))[0] ?? {}
      expect({ kind, name, fingerprint }).toEqual({ kind: key?.kind, name: key?.name, fingerprint: key?.fingerprint })
    }
  })
})

describe('refused', () => {
  const { d } = privateKey.export({ format: 'jwk' })
  test.each([
    ['a private JSON Web Key', JSON.stringify({ ...jwk, d })],
    ['a secret', JSON.stringify({ kty: 'oct', k: 'c2VjcmV0' })],
    ['a set with a private key', JSON.stringify({ keys: [jwk, { ...jwk, d }] })],
    ['a key of a type that is none', JSON.stringify({ kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' })],
    ['a key whose type every object knows', JSON.stringify({ kty: 'constructor' })],
    ['another JSON', '{"a": 1}'],
    ['a minisign signature', `untrusted comment: x\nRU${'A'.repeat(98)}\n`],
    ['a minisign key cut short', minisign.slice(0, 50)],
    ['an OpenPGP private key', openpgp.replaceAll('PUBLIC', 'PRIVATE')],
    ['armour with nothing inside', '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n\n-----END PGP PUBLIC KEY BLOCK-----\n'],
    ['armour of a user id alone', '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\ntAFh\n-----END PGP PUBLIC KEY BLOCK-----\n'],
  ])('%s', (_, text) => {
    expect(() => readTrust(bytes(text))).toThrow(expect.objectContaining({ code: 'key-wrong' }))
  })

  test('a list of revoked keys that is broken', () => {
    expect(() => readTrust(bytes('SSHKRL\n\0xxxx'))).toThrow(expect.objectContaining({ code: 'key-wrong' }))
  })
})
