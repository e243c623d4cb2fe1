import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Answer, AskInput, CallName } from '../../contract/calls.ts'
import type { Reply } from '../../contract/fault.ts'
import { type Wire, connect } from '../../contract/wire.ts'

const ENTRY = fileURLToPath(new URL('../entry.ts', import.meta.url))

/** How a job ended: with its result, or with the code of its failure. */
interface Ended {
  readonly job: number
  readonly result?: unknown
  readonly code?: string
}

/** The real engine as a process of its own, asked through the contract. */
export class EngineChild {
  readonly process: ChildProcess
  readonly wire: Wire

  /** `uid`: run as somebody who may less. */
  constructor(execArgv: string[] = [], uid?: number) {
    this.process = fork(ENTRY, [], {
      serialization: 'advanced',
      execArgv,
      ...(uid !== undefined && { uid, env: {} }),
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    this.wire = connect({
      send: (message) => void this.process.send(message as object, () => undefined),
      onMessage: (listener) => void this.process.on('message', listener),
    })
    this.process.on('exit', () => this.wire.close('the engine is gone'))
  }

  async call<N extends CallName>(name: N, ask: AskInput<N>): Promise<Reply<Answer<N>>> {
    return (await this.wire.call(name, ask)) as Reply<Answer<N>>
  }

  /** The answer, or an error that says which fault came instead. */
  async must<N extends CallName>(name: N, ask: AskInput<N>): Promise<Answer<N>> {
    const reply = await this.call(name, ask)
    if (!reply.ok) throw new Error(`${name}: ${reply.code} ${reply.message}`)
    return reply.data
  }

  async place(path: string, kind: 'input' | 'case' | 'output' | 'key'): Promise<string> {
    return (await this.must('place.add', { path, kind })).place
  }

  /** Starts a job and waits for its end; answers its result, or the event of its failure. */
  async run(name: Extract<CallName, `${string}.start`>, ask: never): Promise<Ended> {
    return (await this.begin(name, ask)).ended
  }

  /** Starts a job; answers its number, and its end once it comes. */
  async begin(name: Extract<CallName, `${string}.start`>, ask: never): Promise<{ job: number; ended: Promise<Ended> }> {
    const early: Ended[] = []
    const waiting = Promise.withResolvers<Ended>()
    let job: number | undefined
    const note = (payload: unknown): void => {
      const end = payload as Ended
      if (job === undefined) early.push(end)
      else if (end.job === job) waiting.resolve(end)
    }
    const off = [this.wire.on('job.done', note), this.wire.on('job.failed', note)]
    void waiting.promise.finally(() => off.forEach((stop) => stop()))
    const started = (await this.must(name, ask)) as { job: number }
    job = started.job
    for (const end of early) note(end)
    return { job, ended: waiting.promise }
  }

  async kill(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return
    this.process.kill('SIGKILL')
    await once(this.process, 'exit')
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return
    const exit = once(this.process, 'exit')
    this.process.disconnect()
    await exit
  }
}
