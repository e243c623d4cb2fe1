import { app, utilityProcess } from 'electron'
import { fork } from 'node:child_process'
import { join } from 'node:path'

/** better-sqlite3's one binary needs it. */
const NODE_API = 10

/** A running engine, whichever way it runs. */
export interface EngineProcess {
  send(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  onExit(listener: (code: number | null) => void): void
  stop(): void
}

/** The built engine entry, beside the built shell. */
const entry = join(import.meta.dirname, 'engine.js')

/**
 * A utility process of Electron; under a runtime too old for SQLite's binary, a child of the Node that `PROOFLINE_ENGINE_NODE`
 * names. Elsewhere the variable means nothing.
 */
export function startEngine(): EngineProcess {
  return Number(process.versions['napi']) >= NODE_API ? utilityEngine(entry) : childEngine(entry)
}

/** In Electron's own Node, out of the archive whose integrity Electron checks. */
export function utilityEngine(file: string): EngineProcess {
  const engine = utilityProcess.fork(file, [], { serviceName: 'Proofline engine', stdio: 'inherit', env: engineEnv() })
  return {
    send: (message) => engine.postMessage(message),
    onMessage: (listener) => void engine.on('message', listener),
    onExit: (listener) => void engine.on('exit', listener),
    stop: () => void engine.kill(),
  }
}

/** Its log of our own faults stands beside the settings; options for Node from the outside do not reach it. */
function engineEnv(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _dropped, ...env } = process.env
  return { ...env, PROOFLINE_LOG: join(app.getPath('userData'), 'engine.log') }
}

function childEngine(file: string): EngineProcess {
  const execPath = process.env['PROOFLINE_ENGINE_NODE']
  if (!execPath) throw new Error('This runtime needs PROOFLINE_ENGINE_NODE, the path of a Node 22.14 or newer.')
  const readable = app.isPackaged ? file.replace('app.asar', 'app.asar.unpacked') : file // plain Node cannot look into an asar
  const engine = fork(readable, [], { execPath, execArgv: [], serialization: 'advanced', env: engineEnv() })
  return {
    send: (message) => void engine.send(message as object, () => undefined), // a dead child shows as its exit
    onMessage: (listener) => void engine.on('message', listener),
    onExit: (listener) => {
      engine.on('exit', listener)
      engine.on('error', () => listener(null))
    },
    stop: () => void engine.kill(),
  }
}
