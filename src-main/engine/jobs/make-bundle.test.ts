import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { bundleVerdict } from '../../core/verify/check.ts'
import { newIdentity, readIdentity } from '../crypto/keys.ts'
import type { Identity } from '../crypto/keys.ts'
import { readTrust } from '../crypto/trusted.ts'
import { pairs } from '../testing/lines.ts'
import { verifyPath } from '../verify/testing/bundle-folder.ts'
import { makeBundle } from './make-bundle.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'proofline-make-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const has = (tool: string): boolean => spawnSync(tool, ['--help'], { stdio: 'ignore' }).error === undefined
const script = new URL('../../../resources/make-bundle.sh', import.meta.url).pathname
const now = new Date('2025-04-01T06:00:00Z')
const at = (name: string): string => join(folder, name)
const everyByte = Buffer.concat(Array.from({ length: 255 }, (_, byte) => Buffer.from([byte + 1, 0x20, byte + 1])))

function logs(): string {
  mkdirSync(at('logs/inner'), { recursive: true })
  writeFileSync(at('logs/vault.log'), pairs(0, 20))
  writeFileSync(at('logs/bytes.log'), Buffer.concat([everyByte, Buffer.from('\n\r\n  spaces \t\n\\n\\\n\nno end')]))
  writeFileSync(at('logs/inner/empty.log'), '')
  writeFileSync(at('logs/inner/packed.log.gz'), gzipSync('x\ny\n'))
  return at('logs')
}

const make = (out: string, inputs: string[], signer?: Identity) =>
  makeBundle(
    { signal: new AbortController().signal, tell: () => undefined },
    { inputs, out, reason: 'Why "so" \\ it', exporter: 'tester', now, tool: 'test 1', signer },
  )

function sshKey(): string {
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'tester', '-f', at('key')])
  return at('key')
}

test('the bundle says what the records say, and stock tools accept it', async () => {
  const pem = newIdentity({ name: 'Tester', algorithm: 'ecdsa-p256', now })
  writeFileSync(at('key.pem'), pem)
  const made = await make(at('bag'), [logs()], readIdentity(Buffer.from(pem)))
  expect(made).toMatchObject({ files: 4, signature: 'cms', bundle: at('bag') })
  expect(JSON.parse(readFileSync(at('bag/bundle.json'), 'utf8'))).toMatchObject({
    system: 'unknown', // one of the logs is of no known format
    period: { from: '2025-01-01T00:00:00Z', to: '2025-01-01T00:00:20Z' },
    files: [
      { lines: 8 },
      { path: 'data/inner/empty.log', lines: 0 },
      { lines: 2 },
      { path: 'data/vault.log', lines: 40 },
    ],
  })
  expect(bundleVerdict(await verifyPath(at('bag'), readTrust(Buffer.from(pem))))).toBe('verified')
  const sums = ['manifest-sha256.txt', 'tagmanifest-sha256.txt']
  for (const sum of sums) execFileSync('sha256sum', ['-c', '--quiet', sum], { cwd: at('bag') })
  const ask = 'cms -verify -binary -inform DER -purpose any -partial_chain -no_check_time'.split(' ')
  const files = ['-in', `${sums[1]}.p7s`, '-content', `${sums[1]}`, '-CAfile', at('key.pem'), '-out', at('out')]
  execFileSync('openssl', [...ask, ...files], { cwd: at('bag'), stdio: 'pipe' })
})

test.skipIf(!has('ssh-keygen'))('the same with an OpenSSH key and ssh-keygen (needs ssh-keygen)', async () => {
  const key = sshKey()
  const made = await make(at('bag.zip'), [logs()], readIdentity(readFileSync(key)))
  expect(made.signature).toBe('sshsig')
  expect(bundleVerdict(await verifyPath(at('bag.zip'), readTrust(readFileSync(`${key}.pub`))))).toBe('verified')
  await make(at('bag'), [at('logs')], readIdentity(readFileSync(key)))
  writeFileSync(at('allowed'), `tester ${readFileSync(`${key}.pub`, 'utf8')}`)
  const ask = ['-Y', 'verify', '-f', at('allowed'), '-I', 'tester', '-n', 'proofline-bundle']
  const input = readFileSync(at('bag/tagmanifest-sha256.txt'))
  expect(
    execFileSync('ssh-keygen', [...ask, '-s', at('bag/tagmanifest-sha256.txt.sig')], { input }).toString(),
  ).toMatch(/^Good/)
})

const shells = [
  ['sh', []],
  ['dash', []],
  ['bash', ['--posix']],
  ['busybox', ['sh']],
] as const
for (const [shell, options] of shells) {
  test.skipIf(!has(shell) || !has('ssh-keygen'))(
    `the script under ${shell} makes the same chains (needs ${shell}, ssh-keygen)`,
    async () => {
      const key = sshKey()
      const names = ['-e', 'tester', '-r', 'Why "so" \\ it', '-f', '2025-01-01T00:00:00Z', '-t', '2025-02-01T00:00:00Z']
      execFileSync(shell, [...options, script, '-o', at('by-script'), ...names, '-k', key, logs()], { stdio: 'pipe' })
      const checks = await verifyPath(at('by-script'), readTrust(readFileSync(`${key}.pub`)))
      expect(bundleVerdict(checks)).toBe('verified')
      // The last entry is the export's own, whose time and tool differ.
      await make(at('by-program'), [at('logs')])
      const chains = readdirSync(at('by-program/chain'), { recursive: true, encoding: 'utf8' }).filter((name) =>
        name.endsWith('.chain'),
      )
      expect(chains.length).toBe(4)
      for (const name of chains) {
        const [ours, theirs] = ['by-program', 'by-script'].map((bag) =>
          readFileSync(at(`${bag}/chain/${name}`), 'utf8')
            .split('\n')
            .slice(0, -2),
        )
        expect(theirs).toEqual(ours)
      }
      expect(readFileSync(at('by-script/manifest-sha256.txt'), 'utf8')).toBe(
        readFileSync(at('by-program/manifest-sha256.txt'), 'utf8'),
      )
    },
  )
}

test.each([
  ['NUL bytes', 'a\0b\n', [], /NUL bytes.*proofline bundle make/],
  ['a reason of two lines', 'a\n', ['-r', 'one\ntwo'], /control character/],
  ['half a period', 'a\n', ['-f', '2025-01-01T00:00:00Z'], /both ends/],
])('the script refuses %s and leaves nothing behind', (_, body, options, want) => {
  writeFileSync(at('a.log'), body)
  const { status, stderr } = spawnSync('sh', [script, '-o', at('bag'), '-r', 'x', ...options, at('a.log')], {
    encoding: 'utf8',
  })
  expect(status).toBe(1)
  expect(stderr).toMatch(want)
  expect(readdirSync(folder)).toEqual(['a.log'])
})

test.each<[string, () => Promise<unknown>, string]>([
  ['a name that is taken', () => make(at('logs'), [logs()]), 'output-exists'],
  ['a missing input', () => make(at('bag'), [at('none')]), 'file-missing'],
  [
    'a damaged input',
    () => (writeFileSync(at('x.gz'), gzipSync('abc').subarray(0, 15)), make(at('bag'), [at('x.gz')])),
    'malformed',
  ],
  ['nothing', () => (mkdirSync(at('empty')), make(at('bag'), [at('empty')])), 'bad-request'],
  ['a folder that is not there', () => make(at('no/bag'), [logs()]), 'file-missing'],
])('%s is refused and leaves nothing behind', async (_, run, code) => {
  await expect(run()).rejects.toMatchObject({ code })
  expect(existsSync(at('bag'))).toBe(false)
  expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([])
})

test('cancelling leaves nothing behind', async () => {
  writeFileSync(at('a.log'), pairs(0, 4000))
  const stop = new AbortController()
  const run = makeBundle(
    { signal: stop.signal, tell: () => stop.abort() },
    { inputs: [at('a.log')], out: at('bag'), reason: 'x', now, tool: 'test 1' },
  )
  await expect(run).rejects.toMatchObject({ code: 'cancelled' })
  expect(readdirSync(folder)).toEqual(['a.log'])
})
