import { existsSync } from 'node:fs'
import { ask, at } from './run.mjs'
import { stop } from './say.mjs'

/** better-sqlite3's binaries need Node-API 10, which Node has from 22.14 on. */
const OLDEST = [22, 14]

const recent = (version) => {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])
}

function packaged() {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const file = at('node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  return existsSync(file) && ask(file, ['--version']) ? file : undefined
}

/** The Node that everything but these scripts runs on: the one of the project's packages, else the machine's own. */
export function node24() {
  const file = packaged()
  if (file) return file
  if (recent(process.versions.node)) return process.execPath
  return stop(
    `Proofline needs Node 22.14 or newer, and this is ${process.version}. For ${process.platform}-${process.arch} no npm package ` +
      'carries one that runs here: install it from https://nodejs.org and try again.',
  )
}
