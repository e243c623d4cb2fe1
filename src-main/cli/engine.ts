import { resolve } from 'node:path'
import type { Answer, AskInput, CallName } from '../contract/calls.ts'
import { events, type JobKind, type JobResult, jobResults } from '../contract/events.ts'
import { type FaultCode, faultCodes, FaultError } from '../contract/fault.ts'
import type { PlaceKind } from '../contract/shell-calls.ts'
import { connect, type Wire } from '../contract/wire.ts'
import { type EngineChild, startEngineChild } from './engine-child.ts'
import { JobEndings } from './job-endings.ts'
import type { Bar } from './progress.ts'

/** The calls that begin long work, and what kind of job each begins. */
const starts = {
  'import.start': 'import',
  'inspect.start': 'inspect',
  'verify.start': 'verify',
  'compare.start': 'compare',
  'clock.start': 'clock',
  'seal.start': 'seal',
  'scrub.start': 'scrub',
  'pack.verify.start': 'pack-verify',
  'bundle.make.start': 'bundle-make',
} as const satisfies Partial<Record<CallName, JobKind>>
type StartName = keyof typeof starts

/** The closed set of codes; what else an event or a file's refusal may say is ours to mend. */
export const isFaultCode = (code: string): code is FaultCode => faultCodes.some((one) => one === code)

/** The engine in its own process, asked by the contract. */
export class Engine {
  readonly #child: EngineChild
  readonly #wire: Wire
  readonly #bar: Bar
  readonly #endings = new JobEndings()
  readonly #interruption = Promise.withResolvers<never>()
  #interrupted = false
  #running: number | undefined

  constructor(entry: string, bar: Bar) {
    this.#bar = bar
    this.#child = startEngineChild(entry)
    this.#wire = connect(this.#child)
    this.#interruption.promise.catch(() => undefined)
    this.#child.onLost((message) => {
      this.#wire.close(message)
      this.#endings.endAll(new FaultError('internal', message))
    })
    this.#listen()
  }

  #listen(): void {
    this.#wire.on('job.progress', (payload) => {
      const progress = events['job.progress'].safeParse(payload)
      if (progress.success) this.#bar.show(progress.data)
    })
    this.#wire.on('job.done', (payload) => {
      const { job, result } = events['job.done'].parse(payload)
      this.#endings.end(job, { result })
    })
    this.#wire.on('job.failed', (payload) => {
      const { job, code, kind: _kind, ...detail } = events['job.failed'].parse(payload)
      this.#endings.end(job, { fault: new FaultError(isFaultCode(code) ? code : 'internal', detail) })
    })
  }

  /** Throws the engine's refusal as a `FaultError`. */
  async ask<N extends CallName>(name: N, ask: AskInput<N>): Promise<Answer<N>> {
    if (this.#interrupted) throw new FaultError('cancelled', 'Cancelled.')
    const reply = await Promise.race([this.#wire.call(name, ask), this.#interruption.promise])
    if (!reply.ok) throw new FaultError(reply.code, reply)
    return reply.data as Answer<N> // the engine's handlers are held to this type by the compiler
  }

  /** Begins long work and waits for its result. */
  async run<N extends StartName>(name: N, ask: AskInput<N>): Promise<JobResult<(typeof starts)[N]>> {
    const { job } = (await this.ask(name, ask)) as { job: number } // as every `.start` answers
    this.#running = job
    const ending = await this.#endings.wait(job)
    this.#running = undefined
    this.#bar.clear()
    if ('fault' in ending) throw ending.fault
    return jobResults[starts[name]].parse(ending.result) as JobResult<(typeof starts)[N]> // by that very schema
  }

  /** Names a path to the engine. */
  async place(path: string, kind: PlaceKind): Promise<string> {
    const { place } = await this.ask('place.add', { path: resolve(path), kind })
    return place
  }

  /** Cancels what is running; all that is asked afterwards is refused as cancelled. */
  interrupt(): void {
    if (this.#interrupted) return
    this.#interrupted = true
    if (this.#running === undefined) this.#interruption.reject(new FaultError('cancelled', 'Cancelled.'))
    else void this.#wire.call('job.cancel', { job: this.#running })
  }

  /** Closes the case cleanly and ends the process. */
  async close(): Promise<void> {
    await this.#wire.call('case.close', {})
    await this.#child.leave()
  }

  /** Ends the process at once. */
  kill(): void {
    this.#child.kill()
  }
}
