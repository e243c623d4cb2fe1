import { expect, test } from '@playwright/test'
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'vite'

/**
 * Electron's Node is built on BoringSSL, not on OpenSSL: what was proved in Node alone is proved again here, by the very code that the engine
 * runs, in the program's own runtime without its window.
 */
const project = resolve(import.meta.dirname, '..')
const vectors = resolve(project, '..', 'shared', 'vectors')
const MINUTES = 60_000

let folder = ''
test.beforeAll(() => {
  const cache = join(project, '.cache')
  mkdirSync(cache, { recursive: true })
  folder = mkdtempSync(join(cache, 'primitives-')) // in the project, so that packages are found from it
})
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** zstd came to Node later than the runtime that may stand in here, where an import by name of what is missing ends the program. */
const zlibAsOne = {
  name: 'zlib-as-one',
  renderChunk: (code: string): string =>
    code.replaceAll(
      /import \{([^}]*)\} from "node:zlib";/g,
      (_, names: string) => `import zlibAsOne from "node:zlib"; const {${names.replaceAll(' as ', ': ')}} = zlibAsOne;`,
    ),
}

async function inElectron(args: readonly string[], timeout: number): Promise<string> {
  const runtime = process.env['PROOFLINE_RUNTIME']
  if (!runtime) throw new Error('PROOFLINE_RUNTIME names no Electron. Run the tests by `npm test`.')
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  const { stdout } = await promisify(execFile)(runtime, [...args], { cwd: project, env, timeout, maxBuffer: 1 << 28 })
  return stdout
}

test('the runtime has the cryptography of Electron', async () => {
  const said = await inElectron(
    ['-p', 'JSON.stringify([process.versions.electron, process.versions.openssl])'],
    MINUTES,
  )
  expect(JSON.parse(said)).toEqual([expect.stringMatching(/^\d+\./), '0.0.0'])
})

test('keys, signatures, certificates and time-stamps prove in Electron what they prove in Node', async () => {
  test.setTimeout(10 * MINUTES)
  const cases = join(folder, 'cases.json')
  const runner = ['--import', './e2e/missing-in-node20.mjs', 'node_modules/vitest/vitest.mjs', 'run']
  const report = ['--reporter=json', `--outputFile=${cases}`]
  await inElectron([...runner, ...report, 'src-main/engine/crypto', 'src-main/engine/proofs'], 9 * MINUTES).catch(
    () => '',
  )
  const told = JSON.parse(readFileSync(cases, 'utf8')) as {
    numPassedTests: number
    testResults: { assertionResults: { fullName: string; status: string }[] }[]
  }
  const failed = told.testResults.flatMap((file) => file.assertionResults.filter(({ status }) => status === 'failed'))
  expect(failed.map(({ fullName }) => fullName)).toEqual([])
  expect(told.numPassedTests).toBeGreaterThan(400)
})

test('every vector of every mechanism comes out right in Electron', async () => {
  test.skip(!existsSync(vectors), 'the vectors are not beside the project')
  test.setTimeout(10 * MINUTES)
  await build({
    configFile: false,
    root: project,
    logLevel: 'error',
    plugins: [zlibAsOne],
    ssr: { noExternal: true, external: ['better-sqlite3', 'openpgp'] },
    build: { ssr: 'scripts/vectors/main.ts', outDir: folder, target: 'node20.18', emptyOutDir: false, minify: false },
  })
  const said = await inElectron([join(folder, 'main.js'), '--dir', vectors, '--json'], 9 * MINUTES)
  const { mechanisms } = JSON.parse(said) as { mechanisms: Record<string, { cases: number; wrong: unknown[] }> }
  expect(Object.values(mechanisms).flatMap(({ wrong }) => wrong)).toEqual([])
  expect(Object.values(mechanisms).reduce((sum, { cases }) => sum + cases, 0)).toBeGreaterThan(2000)
})
