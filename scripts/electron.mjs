import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ask, at, step } from './run.mjs'
import { node24 } from './node.mjs'
import { say, stop } from './say.mjs'

const PROBE_MS = 4000
const INSTALL_MS = 600_000

const executable =
  { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform] ?? 'electron'

/** A runtime: its folder, the program in it, what must follow the program's name to open this project, and a folder to package with. */
const runtime = (folder, args, plain = folder) => ({ folder, file: join(folder, executable), args, plain })

function official() {
  const folder = at('node_modules/electron/dist')
  return existsSync(join(folder, executable)) ? runtime(folder, [at()]) : undefined
}

/** Asks for the head of the download only: where a firewall swallows packets, the download itself would hang for minutes. */
async function reachable() {
  const { version } = JSON.parse(readFileSync(at('node_modules/electron/package.json'), 'utf8'))
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror
  const base = mirror ?? 'https://github.com/electron/electron/releases/download/'
  const url = `${base}v${version}/electron-v${version}-${process.platform}-${process.arch}.zip`
  const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_MS) }).catch(() => undefined)
  return answer?.ok === true
}

async function fetched() {
  if (!(await reachable())) return undefined
  say('Fetching Electron …')
  const failed = step(node24(), [at('node_modules/electron/install.js')], { timeout: INSTALL_MS })
  return failed ? undefined : official()
}

function fallback() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const made = ask(node24(), [at('scripts/fallback-runtime.mjs')], { stdio: ['ignore', 'pipe', 2] })
  if (!made) return undefined
  const { folder, plain } = JSON.parse(made)
  return runtime(folder, [], plain)
}

function chosen() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH
  return folder ? runtime(folder, existsSync(join(folder, 'resources/app')) ? [] : [at()]) : undefined
}

/** The Electron that opens the window: one chosen by the environment, the official one, else the fallback of docs/development.md. */
export async function ensureElectron() {
  const found = chosen() ?? official() ?? (await fetched()) ?? fallback()
  return (
    found ??
    stop(
      'Electron could not be fetched, and this machine has no fallback. Set ELECTRON_OVERRIDE_DIST_PATH to a folder that holds it.',
    )
  )
}

/** What the tests and the shell need to know of it. Chromium refuses its sandbox to root. */
export function electronEnv({ folder, file, args }) {
  const own = { PROOFLINE_RUNTIME: file, PROOFLINE_RUNTIME_ARGS: JSON.stringify(args), PROOFLINE_ENGINE_NODE: node24() }
  return { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: folder, ...own }
}
