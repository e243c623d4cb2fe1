import { appendFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Port, serve } from '../contract/wire.ts'
import { answerer } from './answer.ts'
import { handlersOf } from './handlers.ts'
import { Session } from './session.ts'

/** The engine process: a utility process of Electron, or a plain Node child that speaks over its pipe. */
type UtilityPort = {
  on(event: 'message', listener: (message: { data: unknown }) => void): void
  postMessage(message: unknown): void
}

const utilityPort = (process as { parentPort?: UtilityPort }).parentPort

const port: Port = utilityPort
  ? {
      send: (message) => utilityPort.postMessage(message),
      onMessage: (listener) => utilityPort.on('message', ({ data }) => listener(data)),
    }
  : {
      // whoever asked may be gone while the case is still being closed: that must not end the engine
      send: (message) => void process.send?.(message, undefined, undefined, () => undefined),
      onMessage: (listener) => void process.on('message', listener),
    }

/** The program's own log: faults of ours with their stacks, never text of a record. */
const log = (line: string): void => {
  try {
    appendFileSync(
      process.env['PROOFLINE_LOG'] ?? join(tmpdir(), 'proofline.log'),
      `${new Date().toISOString()} ${line}\n`,
      { mode: 0o600 },
    )
  } catch {
    // a log that cannot be written must not stop the engine
  }
}

const session: Session = new Session((event, payload) => served.push(event, payload), log)
const served = serve(port, answerer(handlersOf(session), log))

const end = (): void => {
  void session.close().finally(() => process.exit(0))
}
process.on('disconnect', end)
process.on('SIGTERM', end)
process.on('SIGINT', () => undefined) // the command line cancels the job and ends the engine itself
