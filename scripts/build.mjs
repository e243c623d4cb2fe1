import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { node24 } from './node.mjs'
import { at, step } from './run.mjs'
import { say, stop } from './say.mjs'

const SOURCES = [
  'src-main',
  'src-preload',
  'src-renderer',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
]
const OUTPUTS = [
  'out/main/main.js',
  'out/main/cli.js',
  'out/main/engine.js',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
]

/** Folders count too: a deleted file changes its folder. */
function newest(path) {
  const own = statSync(path)
  if (!own.isDirectory()) return own.mtimeMs
  const inside = readdirSync(path, { withFileTypes: true }).filter(
    ({ name }) => !/^vectors$|[.]test[.]tsx?$/.test(name),
  )
  return Math.max(own.mtimeMs, ...inside.map(({ name }) => newest(join(path, name))))
}

function current() {
  const outputs = OUTPUTS.map((path) => at(path))
  if (!outputs.every((path) => existsSync(path))) return false
  const oldest = Math.min(...outputs.map((path) => statSync(path).mtimeMs))
  return SOURCES.every((path) => newest(at(path)) <= oldest)
}

/** True where something has been built, though perhaps from older sources. */
export const isBuilt = () => OUTPUTS.every((path) => existsSync(at(path)))

/** Builds out/ where it is missing or older than the sources. */
export function ensureBuilt() {
  if (current()) return
  say('Building …')
  const failed = step(node24(), [at('node_modules/electron-vite/bin/electron-vite.js'), 'build', '--logLevel', 'warn'])
  if (failed) stop('The build failed; what it said stands above.')
}
