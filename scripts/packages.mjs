import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { at, npm } from './run.mjs'
import { say, stop } from './say.mjs'

const lock = at('package-lock.json')
const installed = at('node_modules', '.package-lock.json')
const stamp = at('node_modules', '.proofline-lock')

function current(wanted) {
  if (!existsSync(installed)) return false
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8') === wanted
  return statSync(installed).mtimeMs >= statSync(lock).mtimeMs
}

/** Installs the npm packages of the lock file where they are missing or others. */
export function ensurePackages() {
  const wanted = createHash('sha256').update(readFileSync(lock)).digest('hex')
  if (!current(wanted)) {
    say('Installing the npm packages of package-lock.json …')
    const failed = npm(['ci', '--no-fund', '--no-audit', '--loglevel=error'])
    if (failed) stop('npm could not install the packages. What it said stands above; `npm ci` repeats it.')
  }
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) writeFileSync(stamp, wanted)
}
