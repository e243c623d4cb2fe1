import { readdirSync, rmSync } from 'node:fs'
import { ensureBuilt } from './build.mjs'
import { ensureElectron } from './electron.mjs'
import { node24 } from './node.mjs'
import { ask, at, step } from './run.mjs'
import { playwright, sumUp } from './runners.mjs'
import { say, stop } from './say.mjs'
import { setup } from './setup.mjs'

/** The version a runtime states; electron-builder wants it for the archive's header. */
const versionOf = ({ file }) => {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  return ask(file, ['-p', 'process.versions.electron'], { env })?.trim()
}

/** Packages the built program on the runtime at hand; gives back the program's file. */
function packaged(electron) {
  const version = versionOf(electron) ?? stop('The Electron runtime does not start.')
  say(`Packaging on Electron ${version} …`)
  rmSync(at('dist/smoke'), { recursive: true, force: true })
  const dist = ['-c.electronDist=' + electron.plain, '-c.electronVersion=' + version]
  const config = ['--config', 'e2e/checks/package-smoke.yml', '--publish', 'never']
  const failed = step(node24(), [at('node_modules/electron-builder/cli.js'), '--dir', ...config, ...dist])
  if (failed) stop('electron-builder failed; what it said stands above.')
  const folder = readdirSync(at('dist/smoke')).find((name) => name.endsWith('-unpacked'))
  return at('dist/smoke', folder ?? '', 'proofline')
}

setup({ system: true })
ensureBuilt()
const program = packaged(await ensureElectron())
process.exitCode = sumUp(await playwright([], { PROOFLINE_PACKAGED: program }))
