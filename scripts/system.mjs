import { existsSync } from 'node:fs'
import { ask, step } from './run.mjs'
import { say, stop } from './say.mjs'

/** What the end-to-end tests need of Debian: a screen, what Electron links, the tools that stand on the other side. Alternatives by release. */
const WANTED =
  'xvfb xauth libnss3 libgbm1 libdrm2 libxkbcommon0 libxss1 libxtst6 libnotify4 libsecret-1-0 ' +
  'libgtk-3-0t64|libgtk-3-0 libasound2t64|libasound2 libatk-bridge2.0-0t64|libatk-bridge2.0-0 ' +
  'libatspi2.0-0t64|libatspi2.0-0 libcups2t64|libcups2 ' +
  'openssl unzip zip strace openssh-client sqlite3 fonts-inter fonts-dejavu-core fonts-liberation'

const wantedNames = WANTED.split(' ')

const onPath = (tool) => (process.env.PATH ?? '').split(':').some((folder) => existsSync(`${folder}/${tool}`))

const names = () => wantedNames.flatMap((wanted) => wanted.split('|'))

function installedNames() {
  const listed =
    ask('sh', [
      '-c',
      `dpkg-query -W -f '\${Package} \${db:Status-Status}\\n' ${names().join(' ')} 2>/dev/null; true`,
    ]) ?? ''
  const lines = listed.split('\n').filter((line) => line.endsWith(' installed'))
  return new Set(lines.map((line) => line.split(' ')[0]))
}

function missing() {
  const have = installedNames()
  return wantedNames.filter((wanted) => !wanted.split('|').some((name) => have.has(name)))
}

/** Of the names a package has over releases, the one this release offers. */
function offered(wanted) {
  const known = wanted
    .split('|')
    .find((name) => (ask('apt-cache', ['show', name]) ?? '').includes(`Package: ${name}\n`))
  return known ?? wanted.split('|').at(-1)
}

function install(packages) {
  say(`Installing the Debian packages that the tests need: ${packages.join(' ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const failed = step('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env })
  if (failed) stop('apt-get could not install them; what it said stands above.')
}

const onDebian = () => existsSync('/etc/debian_version') && onPath('apt-get')

/** Makes sure that the tests find their system packages; where it may not install them, prints the command and stops. */
export function ensureSystem() {
  if (process.platform !== 'linux') return
  if (!onDebian()) {
    const tools = ['xvfb-run', 'openssl', 'unzip', 'zip', 'strace', 'ssh-keygen', 'sqlite3'].filter(
      (tool) => !onPath(tool),
    )
    if (tools.length > 0)
      stop(`The tests need ${tools.join(', ')} and the libraries of a GTK 3 desktop. Install them and try again.`)
    return
  }
  const lacking = missing()
  if (lacking.length === 0) return
  if (process.getuid() === 0) {
    say('Asking Debian what it offers (apt-get update) …')
    step('apt-get', ['update', '-qq'])
    install(lacking.map(offered))
  } else {
    stop(
      `The tests need system packages. Run this, then try again:\n  sudo apt-get install ${lacking.map(offered).join(' ')}`,
    )
  }
}
