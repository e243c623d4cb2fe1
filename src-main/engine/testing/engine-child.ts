import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Answer, AskInput, CallName } from '../../contract/calls.ts'
import type { Reply } from '../../contract/fault.ts'
import { type Wire, connect } from '../../contract/wire.ts'

const ENTRY = fileURLToPath(new URL('../entry.ts', import.meta.url))

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
  async run(
    name: Extract<CallName, `${string}.start`>,
    ask: never,
  ): Promise<{ readonly result?: unknown; readonly code?: string }> {
    const ended: { job: number; result?: unknown; code?: string }[] = []
    let wake = (): void => undefined
    const note = (payload: unknown): void => {
      ended.push(payload as { job: number })
      wake()
    }
    const off = [this.wire.on('job.done', note), this.wire.on('job.failed', note)]
    const { job } = (await this.must(name, ask)) as { job: number }
    for (;;) {
      const mine = ended.find((one) => one.job === job)
      if (mine) {
        for (const stop of off) stop()
        return mine
      }
      await new Promise<void>((resolve) => (wake = resolve))
    }
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
