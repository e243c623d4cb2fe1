import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readIdentity, showIdentity } from './keys.ts'
import type { SshIdentity } from './ssh-identity.ts'
import { signSsh, verifySsh } from './sshsig.ts'
import { readTrust, type Trust } from './trusted.ts'

const folder = mkdtempSync(join(tmpdir(), 'sshsig-'))
afterAll(() => rmSync(folder, { recursive: true }))

const namespace = 'proofline-bundle'
const content = new TextEncoder().encode('one line of evidence\n')
const now = new Date('2026-03-01T10:00:00Z')
const none: Trust = { keys: [], lists: [] }
const place = (name: string) => join(folder, name)
const bytes = (text: string) => new TextEncoder().encode(text)
writeFileSync(place('content'), content)

function make(name: string, type: readonly string[], passphrase = ''): void {
  execFileSync('ssh-keygen', ['-q', '-t', ...type, '-N', passphrase, '-C', `${name}@example.org`, '-f', place(name)])
}

function identityOf(name: string): SshIdentity {
  const identity = readIdentity(readFileSync(place(name)))
  if (identity.kind !== 'ssh') throw new TypeError('not OpenSSH')
  return identity
}

function judge(signature: Uint8Array, trust: Trust, more: Partial<Parameters<typeof verifySsh>[0]> = {}): string {
  const { verdict, state, faults } = verifySsh({ content, signature, namespace, trust, now, ...more })
  return [verdict, state, faults[0]?.reason].filter(Boolean).join(' ')
}

const types = ['ed25519', 'rsa -b 2048', 'ecdsa -b 256', 'ecdsa -b 384', 'ecdsa -b 521']

describe.each(types)('with ssh-keygen -t %s', (type) => {
  const name = type.replaceAll(' ', '')
  make(name, type.split(' '))
  const identity = identityOf(name)
  const line = readFileSync(place(`${name}.pub`), 'utf8')
  const trust = readTrust(bytes(line))
  writeFileSync(place(`${name}.allowed`), `auditee ${line}`)

  test('our signature is accepted by ssh-keygen', () => {
    writeFileSync(place(`${name}.sig`), signSsh(content, identity, namespace))
    const args = [
      '-Y',
      'verify',
      '-f',
      place(`${name}.allowed`),
      '-I',
      'auditee',
      '-n',
      namespace,
      '-s',
      place(`${name}.sig`),
    ]
    expect(execFileSync('ssh-keygen', args, { input: content, encoding: 'utf8' })).toContain(
      'Good "proofline-bundle" signature',
    )
  })

  test('our own and that of ssh-keygen are verified here', () => {
    execFileSync('ssh-keygen', ['-q', '-Y', 'sign', '-f', place(name), '-n', namespace], { input: content })
    const theirs = execFileSync(
      'ssh-keygen',
      ['-q', '-Y', 'sign', '-f', place(name), '-n', namespace, '-O', 'hashalg=sha256'],
      { input: content, stdio: ['pipe', 'pipe', 'ignore'] },
    )
    for (const signature of [bytes(signSsh(content, identity, namespace)), theirs])
      expect(judge(signature, trust)).toBe('verified verified')
  })

  test('every bit counts, in content and signature', () => {
    const signature = signSsh(content, identity, namespace)
    expect(judge(bytes(signature), trust, { content: new Uint8Array([1]) })).toBe('failed broken signature-invalid')
    const [head = '', ...body] = signature.trimEnd().split('\n')
    const raw = Buffer.from(body.slice(0, -1).join(''), 'base64')
    raw[raw.length - 5] = (raw[raw.length - 5] ?? 0) ^ 1
    expect(judge(bytes(`${head}\n${raw.toString('base64')}\n${body.at(-1)}\n`), trust)).toBe(
      'failed broken signature-invalid',
    )
  })
})

test('the fingerprint is that of ssh-keygen -l', () => {
  const printed = execFileSync('ssh-keygen', ['-l', '-f', place('own.pub')], { encoding: 'utf8' })
  expect(printed).toContain(showIdentity(readFileSync(place('own'))).fingerprint)
  expect(printed).toContain(readTrust(readFileSync(place('own.pub'))).keys[0]?.fingerprint)
})

make('own', ['ed25519'])
make('other', ['ed25519'])
const signature = bytes(signSsh(content, identityOf('own'), namespace))
const key = readFileSync(place('own.pub'), 'utf8').split(' ').slice(0, 2).join(' ')
const allowed = (options: string) => readTrust(bytes(`# who may sign\nauditee@example.org ${options} ${key} comment\n`))

test.each([
  ['namespaces="proofline-bundle"', 'verified verified'],
  ['namespaces="git,proofline-*"', 'verified verified'],
  ['valid-after="20260101",valid-before="20270101"', 'verified verified'],
  ['namespaces="git"', 'not-verifiable trust-unknown signer-unknown'],
  ['valid-before="20260101"', 'not-verifiable unverifiable expired'],
  ['valid-after="202603011001Z"', 'not-verifiable trust-unknown signer-unknown'],
  ['valid-before="soon"', 'not-verifiable unverifiable expired'],
  ['cert-authority', 'not-verifiable trust-unknown signer-unknown'],
])('allowed_signers with %s: %s', (options, want) => expect(judge(signature, allowed(options))).toBe(want))

test.each<[string, () => string, string]>([
  ['nobody trusted', () => judge(signature, none), 'not-verifiable trust-unknown signer-unknown'],
  [
    'another trusted',
    () => judge(signature, readTrust(readFileSync(place('other.pub')))),
    'not-verifiable trust-unknown signer-unknown',
  ],
  [
    'another namespace wanted',
    () => judge(signature, allowed(''), { namespace: 'file' }),
    'failed broken other-namespace',
  ],
  ['text', () => judge(bytes('hello'), none), 'failed broken malformed'],
  ['nothing', () => judge(bytes(''), none), 'failed broken malformed'],
  [
    'cut short',
    () =>
      judge(
        Buffer.from(
          Buffer.from(signature)
            .toString()
            .replace(/.{20}\n-----END/, '\n-----END'),
        ),
        none,
      ),
    'failed broken malformed',
  ],
  ['far too large', () => judge(new Uint8Array(8 * 1024 * 1024 + 1), none), 'not-verifiable unsupported limit'],
])('%s', (_, run, want) => expect(run()).toBe(want))

test('an unknown key is named by its fingerprint', () => {
  const check = verifySsh({ content, signature, namespace, trust: none, now })
  expect(check.message).toContain(identityOf('own').shown.fingerprint)
})

test('a certificate is judged by its authority, not by the key inside', () => {
  execFileSync('ssh-keygen', ['-q', '-s', place('other'), '-I', 'x', '-n', 'auditee', place('own.pub')], {
    stdio: 'ignore',
  })
  execFileSync('ssh-keygen', ['-q', '-Y', 'sign', '-f', place('own-cert.pub'), '-n', namespace, place('content')], {
    stdio: 'ignore',
  })
  const certified = readFileSync(place('content.sig'))
  const authority = readFileSync(place('other.pub'), 'utf8')
  const unknown = 'not-verifiable trust-unknown signer-unknown'
  expect(judge(certified, readTrust(bytes(`auditee cert-authority ${authority}`)))).toBe('verified verified')
  expect(judge(certified, readTrust(bytes(`root cert-authority ${authority}`)))).toBe(unknown)
  expect(judge(certified, readTrust(bytes(authority)))).toBe(unknown)
  expect(judge(certified, allowed(''))).toBe(unknown)
})

test('an encrypted key is refused with the way out', () => {
  make('locked', ['ed25519'], 'secret')
  expect(() => readIdentity(readFileSync(place('locked')), 'secret')).toThrow(
    expect.objectContaining({
      code: 'key-wrong',
      detail: expect.objectContaining({ remedy: expect.stringContaining('ssh-keygen -p') }),
    }),
  )
})
