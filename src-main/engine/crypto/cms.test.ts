import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signCms } from './cms-sign.ts'
import { verifyCms } from './cms.ts'
import { newIdentity, readIdentity } from './keys.ts'
import { joinTrust, readTrust, type Trust } from './trusted.ts'

const folder = mkdtempSync(join(tmpdir(), 'cms-'))
afterAll(() => rmSync(folder, { recursive: true }))

const content = new TextEncoder().encode('one line of evidence\n')
const signedAt = new Date(Math.floor(Date.now() / 1000) * 1000)
const now = new Date(signedAt.getTime() + 60_000)
const none: Trust = { keys: [], lists: [] }
const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
const file = (name: string) => new Uint8Array(readFileSync(join(folder, name)))
const put = (name: string, text: string | Uint8Array) => writeFileSync(join(folder, name), text)
const identityOf = (text: string) => {
  const identity = readIdentity(new TextEncoder().encode(text))
  if (identity.kind !== 'x509') throw new TypeError('not X.509')
  return identity
}

describe.each(['rsa-3072', 'ecdsa-p256'] as const)('our signature with %s', (algorithm) => {
  const pem = newIdentity({ name: 'A', algorithm, now: signedAt })
  const other = newIdentity({ name: 'A', algorithm: 'ecdsa-p256', now: signedAt })
  const trust = readTrust(new TextEncoder().encode(pem))
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
    const args = [
      '-inform',
      'DER',
      '-in',
      'own.p7s',
      '-content',
      'content',
      '-CAfile',
      'own.pem',
      '-purpose',
      'any',
      '-out',
      '/dev/null',
    ]
    expect(() => openssl('cms', '-verify', '-cades', '-binary', ...args)).not.toThrow()
    put('content', 'changed')
    expect(() => openssl('cms', '-verify', '-cades', '-binary', ...args)).toThrow(/digest|verif/i)
  })

  test('is verified too where the bare public key is trusted', () => {
    put('own.pem', pem)
    openssl('pkey', '-in', 'own.pem', '-pubout', '-out', 'own.pub')
    expect(verifyCms(content, der, readTrust(file('own.pub')), now).verdict).toBe('verified')
  })

  test.each<[string, Uint8Array, Uint8Array, Trust, Date, string]>([
    ['nobody trusted', content, der, none, now, 'not-verifiable trust-unknown signer-unknown'],
    [
      'another of the same name trusted',
      content,
      der,
      readTrust(new TextEncoder().encode(other)),
      now,
      'not-verifiable trust-unknown signer-unknown',
    ],
    ['after ten years', content, der, trust, new Date('2046-01-01'), 'not-verifiable unverifiable expired'],
    ['before the certificate', content, der, trust, new Date('2020-01-01'), 'failed broken not-yet-valid'],
    ['content changed', new Uint8Array([...content, 10]), der, trust, now, 'failed broken content-changed'],
    [
      'a bit of the value flipped',
      content,
      flipped(der, der.length - 5),
      trust,
      now,
      'failed broken signature-invalid',
    ],
    ['cut short', content, der.subarray(0, -9), trust, now, 'failed broken malformed'],
    ['bytes after it', content, new Uint8Array([...der, 0]), trust, now, 'failed broken malformed'],
    ['nothing', content, new Uint8Array(), trust, now, 'failed broken malformed'],
    ['text', content, new TextEncoder().encode('hello'), trust, now, 'failed broken malformed'],
    [
      'an armour without inside',
      content,
      new TextEncoder().encode('-----BEGIN CMS-----\n'),
      trust,
      now,
      'failed broken malformed',
    ],
    [
      'a certificate instead',
      content,
      identityOf(pem).certificates[0]?.der ?? der,
      trust,
      now,
      'failed broken malformed',
    ],
    ['far too large', content, new Uint8Array(8 * 1024 * 1024 + 1), trust, now, 'not-verifiable unsupported limit'],
    ['nested without end', content, new Uint8Array(100_000).fill(0x30), trust, now, 'failed broken malformed'],
    [
      'signed before its certificate',
      content,
      signCms(content, identityOf(pem), new Date('2020-01-01')),
      trust,
      now,
      'failed broken not-yet-valid',
    ],
  ])('%s', (_, bytes, signature, keys, at, want) => {
    const check = verifyCms(bytes, signature, keys, at)
    expect([check.verdict, check.state, check.faults[0]?.reason].join(' ')).toBe(want)
    expect(check.message).not.toBe('')
  })
})

test('an unknown signer is named with the fingerprint that must be vouched for', () => {
  const identity = identityOf(newIdentity({ name: 'A', algorithm: 'ecdsa-p256', now: signedAt }))
  const check = verifyCms(content, signCms(content, identity, signedAt), none, now)
  expect(check.message).toContain(identity.certificates[0]?.fingerprint)
  expect(check.settles).toMatch(/^trust this certificate/)
})

describe('signatures by openssl under a certification authority', () => {
  beforeAll(() => {
    const subject = (name: string) => ['-subj', `/O=Example/CN=${name}`]
    const make = (name: string, ca: string | undefined, extensions: readonly string[], bits = 'rsa:2048') => {
      const add = extensions.flatMap((one) => ['-addext', one])
      const by = ca ? ['-CA', `${ca}.pem`, '-CAkey', `${ca}.key`] : []
      openssl(
        'req',
        '-x509',
        '-newkey',
        bits,
        '-nodes',
        '-keyout',
        `${name}.key`,
        '-out',
        `${name}.pem`,
        '-days',
        '30',
        ...subject(name),
        ...add,
        ...by,
      )
    }
    // Debian's `req -x509` issues under another key from OpenSSL 3.0 on; its default extensions are overridden.
    const authority = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign']
    const leaf = ['basicConstraints=critical,CA:FALSE', 'keyUsage=critical,digitalSignature']
    make('root', undefined, authority)
    make('issuer', 'root', ['basicConstraints=critical,CA:TRUE,pathlen:0', 'keyUsage=critical,keyCertSign,cRLSign'])
    make('signer', 'issuer', [...leaf, 'extendedKeyUsage=emailProtection'])
    make('server', 'issuer', [...leaf, 'extendedKeyUsage=serverAuth'])
    make('crypter', 'issuer', ['basicConstraints=critical,CA:FALSE', 'keyUsage=critical,keyEncipherment'])
    make('no-authority', 'signer', leaf)
    make('short', 'issuer', leaf, 'rsa:1024')
    make('strange', 'issuer', [...leaf, '1.2.3.4=critical,ASN1:NULL'])
    put('content', content)
    sign('signer')
    sign('signer', ['-keyid'], 'keyid')
    sign('signer', ['-keyopt', 'rsa_padding_mode:pss'], 'pss')
    sign('signer', ['-nodetach'], 'attached')
    sign('signer', ['-outform', 'PEM'], 'armoured')
    sign('signer', ['-noattr'], 'no-attributes')
    sign('signer', ['-md', 'sha1'], 'sha1')
    sign('signer', ['-nocerts'], 'no-certificates')
    for (const name of ['server', 'crypter', 'no-authority', 'short', 'strange', 'root']) sign(name)
    sign('signer', ['-signer', 'server.pem', '-inkey', 'server.key'], 'two')
  }, 120_000)

  function sign(name: string, options: readonly string[] = [], out = name): void {
    const more = name === 'no-authority' ? ['-certfile', 'both.pem'] : ['-certfile', 'issuer.pem']
    if (name === 'no-authority') put('both.pem', Buffer.concat([file('issuer.pem'), file('signer.pem')]))
    const own = ['-signer', `${name}.pem`, '-inkey', `${name}.key`]
    openssl(
      'cms',
      '-sign',
      '-binary',
      '-in',
      'content',
      '-outform',
      'DER',
      '-out',
      `${out}.p7s`,
      ...own,
      ...more,
      ...options,
    )
  }

  test.each([
    ['signer', 'verified'],
    ['keyid', 'verified'],
    ['pss', 'verified'],
    ['attached', 'verified'],
    ['armoured', 'verified'],
    ['no-attributes', 'verified'],
    ['sha1', 'not-verifiable weak'],
    ['no-certificates', 'not-verifiable certificate-absent'],
    ['server', 'failed wrong-usage'],
    ['crypter', 'failed wrong-usage'],
    ['no-authority', 'failed wrong-usage'],
    ['short', 'not-verifiable weak'],
    ['strange', 'not-verifiable unsupported'],
    ['two', 'failed wrong-usage'],
  ])('%s: %s', (name, want) => {
    const check = verifyCms(content, file(`${name}.p7s`), readTrust(file('root.pem')), now)
    expect([check.verdict, ...check.faults.slice(0, 1).map(({ reason }) => reason)].join(' ')).toBe(want)
  })

  test('content inside the signature must be the content given', () => {
    const check = verifyCms(new Uint8Array([1]), file('attached.p7s'), readTrust(file('root.pem')), now)
    expect(check.faults[0]?.reason).toBe('content-changed')
  })

  test('without the issuer the signer is unknown, with it handed in as trusted it is verified', () => {
    openssl(
      'cms',
      '-sign',
      '-binary',
      '-in',
      'content',
      '-outform',
      'DER',
      '-out',
      'alone.p7s',
      '-signer',
      'signer.pem',
      '-inkey',
      'signer.key',
    )
    expect(verifyCms(content, file('alone.p7s'), readTrust(file('root.pem')), now).state).toBe('trust-unknown')
    expect(verifyCms(content, file('alone.p7s'), readTrust(file('issuer.pem')), now).state).toBe('verified')
  })

  test('a revoked signer fails where the list is handed in, and only a list of the issuer counts', () => {
    put('index.txt', '')
    put(
      'ca.cnf',
      '[ca]\ndefault_ca=own\n[own]\ndatabase=index.txt\ndefault_md=sha256\ndefault_crl_days=30\ncrlnumber=number\n',
    )
    put('number', '01')
    for (const ca of ['issuer', 'root']) {
      put('index.txt', '')
      openssl('ca', '-config', 'ca.cnf', '-revoke', 'signer.pem', '-keyfile', `${ca}.key`, '-cert', `${ca}.pem`)
      openssl('ca', '-config', 'ca.cnf', '-gencrl', '-out', `${ca}.crl`, '-keyfile', `${ca}.key`, '-cert', `${ca}.pem`)
    }
    const judged = (list: string) =>
      verifyCms(
        content,
        file('signer.p7s'),
        joinTrust([readTrust(file('root.pem')), readTrust(file(list))]),
        new Date(Date.now() + 60_000),
      )
    expect(judged('issuer.crl')).toMatchObject({ verdict: 'failed', faults: [{ reason: 'revoked' }] })
    expect(judged('root.crl')).toMatchObject({ verdict: 'verified' })
    expect(judged('root.crl').notes.join()).toContain('revocation not checked: no list of issuer')
  })
})

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}
