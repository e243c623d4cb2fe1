import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { electronEnv, ensureElectron } from './electron.mjs'
import { node24 } from './node.mjs'
import { at, project } from './run.mjs'

/** Runs one test runner to its end; gives back its cases, and one failed case more where it ended badly without one. */
function casesOf(title, command, args, env = process.env) {
  const folder = mkdtempSync(join(tmpdir(), 'proofline-cases-'))
  const file = join(folder, 'cases.json')
  const { status } = spawnSync(command, args, {
    cwd: project,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...env, PROOFLINE_CASES: file },
  })
  const cases = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []
  rmSync(folder, { recursive: true, force: true })
  const silent = status !== 0 && !cases.some(({ state }) => state === 'failed')
  return silent ? [...cases, { name: title, state: 'failed', reason: `ended with ${status ?? 'a signal'}` }] : cases
}

export function vitest(args) {
  const reporters = ['--reporter=default', `--reporter=${at('scripts/vitest-cases.mjs')}`]
  return casesOf('vitest', node24(), [at('node_modules/vitest/vitest.mjs'), 'run', ...reporters, ...args])
}

/** A screen where there is none: Linux without a display gets a virtual one. */
export function onScreen(command, args) {
  if (process.platform !== 'linux' || process.env.DISPLAY) return [command, args]
  return ['xvfb-run', ['-a', '-s', '-screen 0 1600x1000x24', command, ...args]]
}

export async function playwright(args, more = {}) {
  const reporter = `--reporter=list,${at('scripts/playwright-cases.mjs')}`
  const [command, words] = onScreen(node24(), [at('node_modules/@playwright/test/cli.js'), 'test', reporter, ...args])
  return casesOf('playwright', command, words, { ...electronEnv(await ensureElectron()), ...more })
}

/** Names every failed and skipped test, then prints the one line; gives back the exit code. No test at all is a failure. */
export function sumUp(cases) {
  const those = (state) => cases.filter((one) => one.state === state)
  const [passed, failed, skipped] = ['passed', 'failed', 'skipped'].map(those)
  for (const { name, reason } of failed) console.log(`failed: ${name}${reason ? ` (${reason.split('\n')[0]})` : ''}`)
  for (const { name, reason } of skipped) console.log(`skipped: ${name} (${reason || 'no reason given'})`)
  console.log(`${passed.length} passed, ${failed.length} failed, ${skipped.length} skipped`)
  return failed.length > 0 || passed.length === 0 ? 1 : 0
}
