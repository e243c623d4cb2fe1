import { fileURLToPath } from 'node:url'
import { realpathSync } from 'node:fs'
import { ensurePackages } from './packages.mjs'
import { node24 } from './node.mjs'
import { say } from './say.mjs'
import { ensureSystem } from './system.mjs'

/** Whatever is missing before anything can be built; with `system`, also what the tests need of the machine. */
export function setup({ system = false } = {}) {
  ensurePackages()
  node24()
  if (system) ensureSystem()
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  setup({ system: process.argv.includes('--system') })
  say('Everything is in place.')
}
