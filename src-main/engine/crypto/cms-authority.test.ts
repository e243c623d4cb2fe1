import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SignatureCheck } from '../../core/verify/signature.ts'
import { verifyCms } from './cms.ts'
import { joinTrust, readTrust, type Trust } from './trusted.ts'

const folder = mkdtempSync(join(tmpdir(), 'cms-authority-'))
afterAll(() => rmSync(folder, { recursive: true }))

const content = new TextEncoder().encode('one line of evidence\n')
const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
const file = (name: string) => new Uint8Array(readFileSync(join(folder, name)))
const put = (name: string, text: string | Uint8Array) => writeFileSync(join(folder, name), text)

/** A certificate and its key, issued by `ca` or by itself, with these extensions. */
function issue(name: string, ca: string | undefined, extensions: readonly string[], key: string): void {
  const add = extensions.flatMap((one) => ['-addext', one])
  const by = ca ? ['-CA', `${ca}.pem`, '-CAkey', `${ca}.key`] : []
  const out = ['-keyout', `${name}.key`, '-out', `${name}.pem`, '-subj', `/O=Example/CN=${name}`, '-days', '30']
  const kind = key === 'p256' ? ['ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'] : [key]
  openssl('req', '-x509', '-newkey', ...kind, '-nodes', ...out, ...add, ...by)
}

function sign(name: string, options: readonly string[] = [], out = name, more = 'issuer.pem'): void {
  const beside = more === '' ? [] : ['-certfile', more]
  const own = ['-signer', `${name}.pem`, '-inkey', `${name}.key`, ...beside]
  openssl('cms', '-sign', '-binary', '-in', 'content', '-outform', 'DER', '-out', `${out}.p7s`, ...own, ...options)
}

function judge(name: string, trust: Trust = readTrust(file('root.pem')), given = content): SignatureCheck {
  return verifyCms(given, file(`${name}.p7s`), trust, new Date(Date.now() + 60_000))
}

const authority = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign']
const short = ['basicConstraints=critical,CA:TRUE,pathlen:0', 'keyUsage=critical,keyCertSign,cRLSign']
const leaf = ['basicConstraints=critical,CA:FALSE', 'keyUsage=critical,digitalSignature']

beforeAll(() => {
  issue('root', undefined, authority, 'p256')
  issue('issuer', 'root', short, 'p256')
  issue('below', 'issuer', authority, 'p256')
  issue('signer', 'issuer', [...leaf, 'extendedKeyUsage=emailProtection'], 'rsa:2048')
  issue('server', 'issuer', [...leaf, 'extendedKeyUsage=serverAuth'], 'p256')
  issue('crypter', 'issuer', ['basicConstraints=critical,CA:FALSE', 'keyUsage=critical,keyEncipherment'], 'p256')
  issue('by-a-leaf', 'signer', leaf, 'p256')
  issue('too-deep', 'below', leaf, 'p256')
  issue('short-key', 'issuer', leaf, 'rsa:1024')
  issue('strange', 'issuer', [...leaf, '1.2.3.4=critical,ASN1:NULL'], 'p256')
  put('content', content)
  put('with-signer.pem', Buffer.concat([file('issuer.pem'), file('signer.pem')]))
  put('with-below.pem', Buffer.concat([file('issuer.pem'), file('below.pem')]))
  sign('signer')
  sign('signer', ['-keyid'], 'keyid')
  sign('signer', ['-keyopt', 'rsa_padding_mode:pss'], 'pss')
  sign('signer', ['-keyopt', 'rsa_padding_mode:pss', '-keyopt', 'rsa_mgf1_md:sha1'], 'pss-other-mask')
  sign('signer', ['-nodetach'], 'attached')
  sign('signer', ['-outform', 'PEM'], 'armoured')
  sign('signer', ['-noattr'], 'no-attributes')
  sign('signer', ['-md', 'sha1'], 'sha1')
  sign('signer', ['-nocerts'], 'no-certificates')
  for (const name of ['server', 'crypter', 'short-key', 'strange']) sign(name)
  sign('by-a-leaf', [], 'by-a-leaf', 'with-signer.pem')
  sign('too-deep', [], 'too-deep', 'with-below.pem')
  sign('signer', ['-signer', 'server.pem', '-inkey', 'server.key'], 'two')
  sign('signer', [], 'alone', '')
}, 120_000)

test.each([
  ['signer', 'verified'],
  ['keyid', 'verified'],
  ['pss', 'verified'],
  ['attached', 'verified'],
  ['armoured', 'verified'],
  ['no-attributes', 'verified'],
  ['pss-other-mask', 'not-verifiable unsupported'],
  ['sha1', 'not-verifiable weak'],
  ['no-certificates', 'not-verifiable certificate-absent'],
  ['alone', 'not-verifiable signer-unknown'],
  ['server', 'failed wrong-usage'],
  ['crypter', 'failed wrong-usage'],
  ['by-a-leaf', 'failed wrong-usage'],
  ['too-deep', 'failed wrong-usage'],
  ['short-key', 'not-verifiable weak'],
  ['strange', 'not-verifiable unsupported'],
  ['two', 'failed wrong-usage'],
])('signed by openssl, %s: %s', (name, want) => {
  const check = judge(name)
  expect([check.verdict, ...check.faults.slice(0, 1).map(({ reason }) => reason)].join(' ')).toBe(want)
})

test('content inside the signature must be the content given', () => {
  expect(judge('attached', undefined, new Uint8Array([1])).faults[0]?.reason).toBe('content-changed')
})

test('an issuer among the trusted is enough, and a signer among them too', () => {
  expect(judge('alone', readTrust(file('issuer.pem'))).state).toBe('verified')
  expect(judge('alone', readTrust(file('signer.pem'))).state).toBe('verified')
})

test('a revoked signer fails where the list is handed in, and only a list of the issuer counts', () => {
  put(
    'ca.cnf',
    '[ca]\ndefault_ca=own\n[own]\ndatabase=index.txt\ndefault_md=sha256\ndefault_crl_days=30\ncrlnumber=number\n',
  )
  put('number', '01')
  for (const ca of ['issuer', 'root']) {
    put('index.txt', '')
    const by = ['-config', 'ca.cnf', '-keyfile', `${ca}.key`, '-cert', `${ca}.pem`]
    openssl('ca', ...by, '-revoke', 'signer.pem')
    openssl('ca', ...by, '-gencrl', '-out', `${ca}.crl`)
  }
  const root = readTrust(file('root.pem'))
  const revoked = judge('signer', joinTrust([root, readTrust(file('issuer.crl'))]))
  expect(revoked).toMatchObject({ verdict: 'failed', faults: [{ reason: 'revoked' }] })
  const other = judge('signer', joinTrust([root, readTrust(file('root.crl'))]))
  expect(other).toMatchObject({ verdict: 'verified' })
  expect(other.notes.join()).toContain('revocation not checked: no list of issuer')
})
