import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { type Browser, chromium, expect, type Page, test } from '@playwright/test'
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** The program that `.ci/run` has packaged. Its fuses keep Playwright from attaching as it does elsewhere. */
const program = process.env['PROOFLINE_PACKAGED'] ?? ''

const entry = (type: string, at: string, more: object = {}): string =>
  JSON.stringify({
    time: `2025-03-14T02:34:0${at}Z`,
    type,
    auth: { display_name: 'approle', policy_results: { allowed: true }, token_type: 'service' },
    request: {
      id: 'd2f0a3a0-5b0b-4f42-9a68-0c1f6a4f3c11',
      operation: 'read',
      path: 'secret/data/production/db-password',
    },
    ...more,
  })
const LOG = `${entry('request', '7.1')}\n${entry('response', '7.2', { response: { mount_type: 'kv' } })}\n`

let folder: string
let child: ChildProcess | undefined
let browser: Browser | undefined

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'proofline-packaged-'))
})

test.afterEach(async () => {
  await browser?.close()
  child?.kill()
  rmSync(folder, { recursive: true, force: true })
})

/** Starts the program with these files, and attaches to its window. */
async function open(files: readonly string[]): Promise<Page> {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const started = spawn(program, [
    ...asRoot,
    '--remote-debugging-port=0',
    `--user-data-dir=${join(folder, 'user')}`,
    ...files,
  ])
  child = started
  const address = await new Promise<string>((resolve, reject) => {
    let said = ''
    started.stderr.on('data', (chunk) => {
      said += String(chunk)
      const found = /DevTools listening on (ws:\S+)/.exec(said)
      if (found?.[1]) resolve(found[1])
    })
    started.once('exit', (code) => reject(new Error(`ended with ${code}: ${said}`)))
  })
  browser = await chromium.connectOverCDP(address)
  const [context] = browser.contexts()
  if (!context) throw new Error('The program has no window.')
  return context.pages()[0] ?? (await context.waitForEvent('page'))
}

test('the packaged program starts with a case and a log, and imports the log', async () => {
  const [log, held] = [join(folder, 'vault-audit.log'), join(folder, 'Smoke.proofline')]
  writeFileSync(log, LOG)
  execFileSync(process.execPath, ['out/main/cli.js', 'new', held, '--title', 'Smoke'])
  const window = await open([held, log])
  await expect(window.getByText('vault-audit.log').first()).toBeVisible({ timeout: 30_000 })
  await window.getByRole('button', { name: 'Import 1 input' }).click()
  await expect
    .poll(() => window.evaluate(() => proofline.call('case.head', {})), { timeout: 30_000 })
    .toMatchObject({ ok: true, data: { title: 'Smoke', records: 1 } })
})

test('the fuses of the packaged program are set', async () => {
  const wire = await getCurrentFuseWire(program)
  const [on, off] = [FuseState.ENABLE, FuseState.DISABLE]
  expect(wire[FuseV1Options.RunAsNode]).toBe(off)
  expect(wire[FuseV1Options.EnableNodeOptionsEnvironmentVariable]).toBe(off)
  expect(wire[FuseV1Options.EnableNodeCliInspectArguments]).toBe(off)
  expect(wire[FuseV1Options.EnableEmbeddedAsarIntegrityValidation]).toBe(on)
  expect(wire[FuseV1Options.OnlyLoadAppFromAsar]).toBe(on)
  expect(wire[FuseV1Options.EnableCookieEncryption]).toBe(on)
  expect(wire[FuseV1Options.GrantFileProtocolExtraPrivileges]).toBe(off)
})

test('the package holds an archive, and nothing of other platforms', () => {
  const resources = join(dirname(program), 'resources')
  expect(existsSync(join(resources, 'app.asar'))).toBe(true)
  expect(existsSync(join(resources, 'app'))).toBe(false)
  const binaries = readdirSync(resources, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.node'),
  )
  expect(binaries.map((path) => path.split('/').at(-1))).toEqual([`linux-${process.arch}.node`])
})
