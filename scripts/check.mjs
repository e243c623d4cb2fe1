import { spawnSync } from 'node:child_process'
import { ensureBuilt } from './build.mjs'
import { node24 } from './node.mjs'
import { at, project } from './run.mjs'
import { setup } from './setup.mjs'

setup()
const node = node24()

/** One tool, run from the project's folder; true where it found nothing. */
function passes(script, ...args) {
  const { status } = spawnSync(node, [at(script), ...args], { cwd: project, stdio: ['ignore', 'inherit', 'inherit'] })
  return status === 0
}

const config = (name) => `e2e/checks/${name}`
const ROOMS = ['src-main', 'src-preload', 'src-renderer']
const CODE = [
  ...ROOMS,
  'scripts',
  'bench',
  'e2e',
  'electron.vite.config.ts',
  'vitest.config.ts',
  'playwright.config.ts',
]
const TYPED = ['src-main/core', 'src-main', 'src-preload', 'src-renderer', 'e2e']
/** Core is held to what its own tests reach; what takes the engine or the command line as a whole is left to `npm test`. */
const UNITS = ['src-main/core', 'src-main/contract', 'src-preload', 'src-renderer', 'scripts']

/** In the order of docs/development.md. `all` runs every part, so that one run shows every fault. */
const all = (...parts) => parts.map((part) => part()).every(Boolean)
const CHECKS = {
  format: () => passes('node_modules/oxfmt/bin/oxfmt', '--check', '-c', config('oxfmt.json'), ...CODE),
  types: () =>
    all(...TYPED.map((room) => () => passes('node_modules/typescript/bin/tsc', '-p', `${room}/tsconfig.json`))),
  lint: () =>
    all(
      () =>
        passes(
          'node_modules/oxlint/bin/oxlint',
          '--config',
          config('oxlint.json'),
          '--report-unused-disable-directives',
          ...CODE,
        ),
      () => passes(config('disables.mjs')),
    ),
  boundaries: () =>
    passes(
      'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
      '--config',
      config('boundaries.mjs'),
      ...ROOMS,
    ),
  'dead-code': () => passes('node_modules/knip/bin/knip.js', '--config', config('knip.json')),
  duplicates: () => passes('node_modules/jscpd/run-jscpd.js', '--config', config('jscpd.json'), '.'),
  unit: () =>
    all(
      () => passes('node_modules/vitest/vitest.mjs', 'run', '--coverage', '--reporter=dot', ...UNITS),
      () => passes(config('coverage.mjs')),
    ),
  licences: () => passes(config('sbom.mjs')),
  size: () => {
    ensureBuilt()
    return passes(config('size.mjs'))
  },
  contrast: () => passes(config('contrast.mjs')),
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !Object.hasOwn(CHECKS, name))
if (unknown.length > 0) {
  console.log(`No check is called ${unknown.join(', ')}. There are: ${Object.keys(CHECKS).join(' ')}`)
  process.exit(2)
}

const results = []
for (const [name, run] of Object.entries(CHECKS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.log(`\n${name}`)
  const begin = performance.now()
  const ok = run()
  results.push({ name, ok, seconds: ((performance.now() - begin) / 1000).toFixed(1) })
}

console.log('')
for (const { name, ok, seconds } of results) console.log(`${ok ? 'passed' : 'FAILED'}  ${name} (${seconds} s)`)
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1
