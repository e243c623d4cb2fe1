import { spawn, spawnSync } from 'node:child_process'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { say } from './say.mjs'

export const project = resolve(dirname(fileURLToPath(import.meta.url)), '..')
export const at = (...parts) => join(project, ...parts)

/** Runs to the end with what it prints on stderr; gives back the exit code, 1 if it could not start or was killed. */
export function step(command, args, options = {}) {
  const { error, status } = spawnSync(command, args, { cwd: project, stdio: ['ignore', 2, 2], ...options })
  if (error) say(`${command}: ${error.message}`)
  return status ?? 1
}

/** Runs quietly; gives back what it wrote to stdout, or nothing where it failed. */
export function ask(command, args, options = {}) {
  const { status, stdout } = spawnSync(command, args, {
    cwd: project,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    ...options,
  })
  return status === 0 ? stdout : undefined
}

/** The same with npm itself, whichever way this script was started. */
export function npm(args, options = {}) {
  const own = process.env.npm_execpath ?? ''
  if (own.endsWith('npm-cli.js')) return step(process.execPath, [own, ...args], options)
  return step('npm', args, { shell: process.platform === 'win32', ...options })
}

/**
 * Puts another program in this one's place: its streams, signals and exit code are ours.
 * A terminal sends its interrupt to both already, so only one from elsewhere is passed on.
 */
export function become(command, args, options = {}) {
  const child = spawn(command, args, { stdio: 'inherit', ...options })
  const terminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY
  process.on('SIGINT', () => void (terminal || child.kill('SIGINT')))
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    say(`${command}: ${error.message}`)
    process.exitCode = 1
  })
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}
