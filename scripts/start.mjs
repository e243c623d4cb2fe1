import { existsSync } from 'node:fs'
import { ensureBuilt } from './build.mjs'
import { electronEnv, ensureElectron } from './electron.mjs'
import { become } from './run.mjs'
import { onScreen } from './runners.mjs'
import { stop } from './say.mjs'
import { setup } from './setup.mjs'

setup()
const hasXvfb = (process.env.PATH ?? '').split(':').some((folder) => existsSync(`${folder}/xvfb-run`))
if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY && !hasXvfb) {
  stop(
    'There is no display to open a window on. Start it in a desktop session, or install Xvfb (Debian: apt-get install xvfb) for a virtual one.',
  )
}
ensureBuilt()
const electron = await ensureElectron()
// as root, which build machines are, Chromium runs only without its sandbox
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
const given = [...electron.args, ...asRoot, ...process.argv.slice(2)]
const [command, args] = process.env.WAYLAND_DISPLAY ? [electron.file, given] : onScreen(electron.file, given)
become(command, args, { env: electronEnv(electron) })
