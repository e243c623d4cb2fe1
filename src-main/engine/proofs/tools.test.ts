import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readTrust } from '../crypto/trusted.ts'
import { memoryBeside, proofChecks, speaking } from './testing/beside.ts'

const folder = mkdtempSync(join(tmpdir(), 'signatures-'))
const place = (name: string) => join(folder, name)
const read = (name: string) => new Uint8Array(readFileSync(place(name)))
const run = (tool: string, ...args: string[]) =>
  execFileSync(tool, args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] })
/** An argument of each tool that does nothing but answer. */
const missing = (tool: string, question: string) => spawnSync(tool, [question]).error !== undefined
const content = 'one line of evidence\n'
writeFileSync(place('log'), content)

afterAll(() => {
  spawnSync('gpgconf', ['--homedir', place('gpg'), '--kill', 'all'])
  rmSync(folder, { recursive: true })
})

async function says(signature: string, key: string, text = content): Promise<string | undefined> {
  const bytes = read(signature)
  const files = new Map([
    ['log', new TextEncoder().encode(text)],
    [signature, bytes],
  ])
  const deps = { trust: readTrust(read(key)), now: new Date() }
  return speaking((await proofChecks(signature, memoryBeside(files), bytes, deps)).checks)?.verdict
}

async function expectSound(signature: string, key: string): Promise<void> {
  expect(await says(signature, key)).toBe('verified')
  expect(await says(signature, key, 'another line\n')).toBe('failed')
  expect(await says(signature, key, '')).toBe('failed')
}

describe.skipIf(missing('minisign', '-v'))('by minisign itself (skipped where the tool is not installed)', () => {
  test.each([['prehashed'], ['legacy', '-l']])('%s', async (_, ...form) => {
    run('minisign', '-G', '-W', '-f', '-p', 'm.pub', '-s', 'm.key')
    run('minisign', '-S', ...form, '-s', 'm.key', '-m', 'log', '-x', 'log.minisig', '-t', 'from the exporter')
    await expectSound('log.minisig', 'm.pub')
  })
})

describe.skipIf(missing('gpg', '--version'))('by gpg itself (skipped where the tool is not installed)', () => {
  const options = ['--homedir', place('gpg'), '--batch', '--yes', '--pinentry-mode', 'loopback', '--passphrase', '']
  const gpg = (...args: string[]) => run('gpg', ...options, ...args)

  test.each(['ed25519', 'rsa2048'])('%s', async (algorithm) => {
    mkdirSync(place('gpg'), { mode: 0o700, recursive: true })
    gpg('--quick-gen-key', `${algorithm} <${algorithm}@example.org>`, algorithm, 'sign', 'never')
    gpg('--armor', '-o', `${algorithm}.asc`, '--export', `${algorithm}@example.org`)
    gpg('-u', `${algorithm}@example.org`, '-o', 'log.sig', '--detach-sign', 'log')
    gpg('-u', `${algorithm}@example.org`, '-o', 'log.asc', '--armor', '--detach-sign', 'log')
    await expectSound('log.sig', `${algorithm}.asc`)
    await expectSound('log.asc', `${algorithm}.asc`)
  })
})

function newKey(name: string, ...options: string[]): void {
  run('openssl', 'genpkey', '-out', `${name}.key`, ...options)
  run('openssl', 'pkey', '-in', `${name}.key`, '-pubout', '-out', `${name}.pem`)
}

describe.skipIf(missing('openssl', 'version'))('by openssl itself (skipped where the tool is not installed)', () => {
  const rsa = ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048']
  const pss = ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:max']

  test.each([
    ['RSA', rsa, ['-sha256']],
    ['RSA-PSS', rsa, ['-sha512', ...pss]],
    ['ECDSA', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'], ['-sha384']],
  ])('%s', async (_, options, digest) => {
    newKey('o', ...options)
    run('openssl', 'dgst', ...digest, '-sign', 'o.key', '-out', 'log.sig', 'log')
    await expectSound('log.sig', 'o.pem')
    run('openssl', 'base64', '-in', 'log.sig', '-out', 'log.sig.b64')
    await expectSound('log.sig.b64', 'o.pem')
  })

  test('Ed25519', async () => {
    newKey('e', '-algorithm', 'ED25519')
    run('openssl', 'pkeyutl', '-sign', '-rawin', '-inkey', 'e.key', '-in', 'log', '-out', 'log.sig')
    await expectSound('log.sig', 'e.pem')
  })
})
