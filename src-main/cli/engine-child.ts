import { type ChildProcess, fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { FaultError } from '../contract/fault.ts'

/** The engine's process, as the command line holds it. */
export interface EngineChild {
  send(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  /** Called once, with a sentence, when the process is gone. */
  onLost(listener: (message: string) => void): void
  /** Lets the process end by itself; kills it where it does not. */
  leave(): Promise<void>
  kill(): void
}

const GRACE_MS = 10_000
const TAIL_CHARS = 2000

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null

export function startEngineChild(entry: string): EngineChild {
  if (!existsSync(entry))
    throw new FaultError('file-missing', {
      message: `The engine of Proofline is missing (${entry}).`,
      remedy: 'Build the program with `npm run build`, or install it again.',
    })
  // its own process group: a Ctrl-C on the terminal is for us, who cancel the job and close the case
  const child = fork(entry, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    detached: process.platform !== 'win32',
  })
  let tail = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (tail = (tail + text).slice(-TAIL_CHARS)))
  return {
    // a child that is gone is told by its exit, not by every message that cannot reach it
    send: (message) => void child.send(message as object, () => undefined),
    onMessage: (listener) => void child.on('message', listener),
    onLost: (listener) => {
      const lost = (): void => listener(`The engine stopped before it answered.${said(tail)}`)
      child.once('close', lost).once('error', lost)
    },
    leave: () => leave(child),
    kill: () => void child.kill('SIGKILL'),
  }
}

/** Of a stack the line that names the error. */
function said(tail: string): string {
  const lines = tail.split('\n').map((line) => line.trim())
  const named = lines.findLast((line) => /^[A-Za-z]*Error\b/.test(line)) ?? lines.findLast((line) => line !== '')
  return named === undefined ? '' : ` It said: ${named}`
}

async function leave(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return
  const late = setTimeout(() => child.kill('SIGKILL'), GRACE_MS)
  await new Promise<void>((done) => {
    child.once('exit', () => done())
    if (child.connected) child.disconnect()
  })
  clearTimeout(late)
}
