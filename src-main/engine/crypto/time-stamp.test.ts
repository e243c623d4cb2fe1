import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fromBER } from 'asn1js'
import { Attribute, ContentInfo, SignedAndUnsignedAttributes, SignedData } from 'pkijs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OIDS } from './cms-attributes.ts'
import { signCms } from './cms-sign.ts'
import { verifyCms } from './cms.ts'
import { newIdentity, readIdentity, type CertifiedIdentity } from './keys.ts'
import { joinTrust, readTrust, type Trust } from './trusted.ts'

const folder = mkdtempSync(join(tmpdir(), 'time-stamp-'))
afterAll(() => rmSync(folder, { recursive: true }))

const content = new TextEncoder().encode('one line of evidence\n')
const signedAt = new Date(Math.floor(Date.now() / 1000) * 1000)
const now = new Date(signedAt.getTime() + 3_600_000)
const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
const put = (name: string, text: string | Uint8Array) => writeFileSync(join(folder, name), text)
const file = (name: string) => new Uint8Array(readFileSync(join(folder, name)))

function identityFrom(begin: Date): CertifiedIdentity {
  const pem = newIdentity({ name: 'A', algorithm: 'ecdsa-p256', now: begin })
  const identity = readIdentity(new TextEncoder().encode(pem))
  if (identity.kind !== 'x509') throw new TypeError('not X.509')
  return identity
}

const signer = identityFrom(signedAt)
const der = signCms(content, signer, signedAt)
const other = signCms(new TextEncoder().encode('other'), signer, signedAt)
const trusted = readTrust(new TextEncoder().encode(signer.certificates[0]?.x509.toString() ?? ''))

function parsed(bytes: Uint8Array): SignedData {
  return new SignedData({ schema: new ContentInfo({ schema: fromBER(new Uint8Array(bytes)).result }).content })
}

/** The signature with a token among its unsigned attributes, where CAdES-T has it. */
function stamped(bytes: Uint8Array, token: Uint8Array): Uint8Array {
  const signed = parsed(bytes)
  const values = [fromBER(new Uint8Array(token)).result]
  const [info] = signed.signerInfos
  if (info)
    info.unsignedAttrs = new SignedAndUnsignedAttributes({
      type: 1,
      attributes: [new Attribute({ type: OIDS.timeStamp, values })],
    })
  const whole = new ContentInfo({ contentType: OIDS.signedData, content: signed.toSchema(true) })
  return new Uint8Array(whole.toSchema().toBER(false))
}

/** An authority with this extendedKeyUsage. */
function authority(name: string, usage: string): void {
  const add = ['basicConstraints=critical,CA:FALSE', 'keyUsage=critical,digitalSignature', `extendedKeyUsage=${usage}`]
  const out = ['-keyout', `${name}.key`, '-out', `${name}.pem`, '-subj', `/CN=${name}`, '-days', '30']
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...out, ...add.flatMap((one) => ['-addext', one]))
}

/** A token by that authority over the value of a signature. */
function tokenOver(bytes: Uint8Array, name: string, digest = 'sha256'): Uint8Array {
  put('value', new Uint8Array(parsed(bytes).signerInfos[0]?.signature.valueBlock.valueHexView ?? []))
  put('serial', '01')
  put(
    'tsa.cnf',
    `[tsa]\ndefault_tsa=own\n[own]\nserial=serial\nsigner_digest=sha256\ndefault_policy=1.2.3.4\ndigests=sha1,sha256\nsigner_cert=${name}.pem\nsigner_key=${name}.key\ness_cert_id_alg=sha256\ncrypto_device=builtin\n`,
  )
  openssl('ts', '-query', '-data', 'value', `-${digest}`, '-cert', '-out', 'query')
  openssl('ts', '-reply', '-config', 'tsa.cnf', '-queryfile', 'query', '-token_out', '-out', 'token')
  return file('token')
}

beforeAll(() => {
  authority('authority', 'critical,timeStamping')
  authority('stranger', 'critical,timeStamping')
}, 60_000)

function judge(bytes: Uint8Array, trust: Trust, at = now): string {
  const { verdict, faults, signedAt: when } = verifyCms(content, bytes, trust, at)
  return [verdict, when.basis, ...faults.map(({ reason }) => reason)].join(' ')
}

const whole = () => joinTrust([trusted, readTrust(file('authority.pem'))])

test('a token of a trusted authority proves the time', () => {
  const bytes = stamped(der, tokenOver(der, 'authority'))
  expect(judge(bytes, whole())).toBe('verified token')
  const check = verifyCms(content, bytes, whole(), now)
  expect(check.notes.join()).toContain('time proved by authority')
})

test('with it a signature stays verified after its certificate has ended, without it not', () => {
  const later = new Date('2050-01-01')
  expect(judge(stamped(der, tokenOver(der, 'authority')), whole(), later)).toBe('verified token')
  expect(judge(der, whole(), later)).toBe('not-verifiable claimed expired')
})

test('a certificate that begins after the token is not yet valid', () => {
  const late = identityFrom(new Date(signedAt.getTime() + 1_800_000))
  const bytes = signCms(content, late, new Date(signedAt.getTime() + 1_900_000))
  const trust = joinTrust([
    readTrust(new TextEncoder().encode(late.certificates[0]?.x509.toString() ?? '')),
    readTrust(file('authority.pem')),
  ])
  expect(judge(stamped(bytes, tokenOver(bytes, 'authority')), trust)).toBe('failed token not-yet-valid')
})

test('a token of an authority that nobody trusts proves nothing and is not passed over', () => {
  expect(judge(stamped(der, tokenOver(der, 'stranger')), whole())).toBe('not-verifiable claimed timestamp-unknown')
})

test('a token over another signature fails', () => {
  expect(judge(stamped(der, tokenOver(other, 'authority')), whole())).toBe('failed claimed timestamp-other-content')
})

test('a token over a weak digest proves nothing', () => {
  expect(judge(stamped(der, tokenOver(der, 'authority', 'sha1')), whole())).toBe(
    'not-verifiable claimed timestamp-unknown',
  )
})

test('a token from the future proves nothing', () => {
  const early = new Date(signedAt.getTime() - 3_600_000)
  const old = identityFrom(new Date(signedAt.getTime() - 7_200_000))
  const bytes = signCms(content, old, early)
  const trust = joinTrust([
    readTrust(new TextEncoder().encode(old.certificates[0]?.x509.toString() ?? '')),
    readTrust(file('authority.pem')),
  ])
  expect(judge(stamped(bytes, tokenOver(bytes, 'authority')), trust, early)).toBe(
    'not-verifiable claimed timestamp-unknown',
  )
})

test('a signing certificate in place of a time-stamp authority fails', () => {
  const fake = stamped(der, signCms(content, signer, signedAt))
  expect(judge(fake, whole())).toBe('failed claimed timestamp-invalid')
})

test('every flipped bit in the signed part of a token is seen', () => {
  const token = tokenOver(der, 'authority')
  const start = Buffer.from(token).indexOf(Buffer.from('2a864886f70d010904', 'hex')) - 40
  for (let at = start; at < token.length; at += 11) {
    const changed = Uint8Array.from(token)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(judgeLoose(changed)).not.toBe('verified token')
  }
})

/** A change may break the DER so far that the test's own tool cannot put it into the signature: then it is seen too. */
function judgeLoose(token: Uint8Array): string {
  try {
    return judge(stamped(der, token), whole())
  } catch {
    return 'broken'
  }
}
