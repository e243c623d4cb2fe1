import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EXIT } from './exit.ts'

const SAMPLE = join(import.meta.dirname, '../../resources/sample/northmoor-vault-2025q1.zip')
const MAIN = join(import.meta.dirname, 'main.ts')
const MINUTES = 180_000

const folder = mkdtempSync(join(tmpdir(), 'proofline-network-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Traced {
  readonly status: number | null
  readonly said: string
  readonly calls: readonly string[]
}

/** Runs Node under strace, with every process that it starts: its sockets, and the files it opens. */
function traced(name: string, args: readonly string[]): Traced {
  const log = join(folder, `${name}.trace`)
  const asked = ['-f', '-qq', '--seccomp-bpf', '-e', 'trace=socket,connect,sendto,bind,openat', '-o', log, '--']
  const { status, stderr, error } = spawnSync('strace', [...asked, process.execPath, ...args], {
    encoding: 'utf8',
    timeout: MINUTES,
  })
  if (error) return { status, said: error.message, calls: [] }
  return { status, said: stderr, calls: readFileSync(log, 'utf8').split('\n') }
}

/** Sockets of the internet, by how strace prints their family; those within the machine are AF_UNIX. */
const internet = ({ calls }: Traced): readonly string[] => calls.filter((call) => /\bAF_INET6?\b/.test(call))
const opened = ({ calls }: Traced, file: string): boolean =>
  calls.some((call) => call.includes('openat(') && call.includes(`/${file}"`))

const REACHES = `require('node:net').connect(9, '127.0.0.1').on('error', () => process.exit(0))`
const control = process.platform === 'linux' ? traced('control', ['-e', REACHES]) : undefined
const canTrace = control !== undefined && control.status === 0

describe.skipIf(!canTrace)('no network (strace must be installed, and allowed to trace)', () => {
  const held = join(folder, 'traced.proofline')
  const steps: readonly (readonly [string, readonly string[], string])[] = [
    ['import', ['import', held, SAMPLE], 'northmoor-vault-2025q1.zip'],
    ['verify', ['verify', held], 'traced.proofline'],
    ['key', ['key', 'new', join(folder, 'key.pem'), '--name', 'R. Examiner', '--no-passphrase'], 'key.pem'],
    [
      'seal',
      ['seal', held, '--out', join(folder, 'p.asice'), '--key', join(folder, 'key.pem'), '--reason', 'no network'],
      'traced.proofline',
    ],
    ['verify-pack', ['verify-pack', join(folder, 'p.asice')], 'p.asice'],
  ]
  const runs = new Map<string, Traced>()
  beforeAll(() => {
    for (const [name, args] of steps) runs.set(name, traced(name, [MAIN, ...args]))
  }, 5 * MINUTES)

  test('the trace sees a socket of the internet where there is one', () => {
    expect(control && internet(control)).not.toEqual([])
  })

  test.each(steps)('%s opens no socket of the internet', (name, _args, file) => {
    const run = runs.get(name)
    if (!run) throw new Error(`${name} did not run.`)
    expect([EXIT.done, EXIT.unproven]).toContain(run.status) // nobody has trusted a key here
    expect(opened(run, file)).toBe(true)
    expect(internet(run)).toEqual([])
  })

  test('the process that holds the case is traced too', () => {
    const openers = (runs.get('import')?.calls ?? []).filter((call) => /openat\(.*traced\.proofline"/.test(call))
    const processes = new Set((runs.get('import')?.calls ?? []).map((call) => call.split(' ')[0]))
    expect(openers.length).toBeGreaterThan(0)
    expect(processes.size).toBeGreaterThan(1)
  })
})
