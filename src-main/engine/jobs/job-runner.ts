import { Worker } from 'node:worker_threads'
import { type Event, jobResults } from '../../contract/events.ts'
import { FaultError } from '../../contract/fault.ts'
import { threadProgram } from '../threads.ts'
import type { JobAsk, Progress } from './job.ts'

/** Progress is passed on at most this often. */
const EVERY_MS = 100

type Push = (event: 'job.progress' | 'job.done' | 'job.failed', payload: unknown) => void
type FromThread = {
  readonly progress?: Progress
  readonly result?: unknown
  readonly failed?: Omit<Event<'job.failed'>, 'job' | 'kind'>
  readonly stack?: string
}

/** A stretch of a job under one name: since when, and from how much. */
interface Phase {
  readonly name: string
  readonly ms: number
  readonly from: number
}

interface Job extends JobAsk {
  readonly id: number
  readonly writes: boolean
  readonly startedMs: number
  readonly onEnd: (result: unknown, code: string | undefined) => void
  worker?: Worker
  toldMs: number
  phase?: Phase
  cancelled: boolean
}

/** Starts jobs on threads of their own. Jobs that write the case run one at a time, in the order asked. */
export class JobRunner {
  readonly #push: Push
  readonly #log: (line: string) => void
  readonly #jobs = new Map<number, Job>()
  #queue: Job[] = []
  #writer: Job | undefined
  #waiting: (() => void)[] = []
  #nextId = 1

  constructor(push: Push, log: (line: string) => void) {
    this.#push = push
    this.#log = log
  }

  start(ask: JobAsk, writes: boolean, onEnd: Job['onEnd'] = () => {}): number {
    const job: Job = {
      ...ask,
      id: this.#nextId++,
      writes,
      startedMs: performance.now(),
      toldMs: 0,
      cancelled: false,
      onEnd,
    }
    this.#jobs.set(job.id, job)
    if (!writes) this.#run(job)
    else {
      this.#queue.push(job)
      this.#next()
    }
    return job.id
  }

  cancel(id: number): void {
    const job = this.#jobs.get(id)
    if (!job) throw new FaultError('not-found', `There is no job ${id}; it may be done already.`)
    job.cancelled = true
    if (job.worker) job.worker.postMessage('cancel')
    else {
      this.#queue = this.#queue.filter((one) => one !== job)
      this.#end(job, { failed: { code: 'cancelled', message: 'Cancelled before it began.' } })
    }
  }

  /** Cancels everything and waits until it has stopped. */
  async stopAll(): Promise<void> {
    // a job that waits ends while it is cancelled, which a Map's iteration allows
    for (const id of this.#jobs.keys()) this.cancel(id)
    while (this.#jobs.size > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve))
  }

  /** Resolves when no job writes the case and none waits to. */
  async writerIdle(): Promise<void> {
    while (this.#writer || this.#queue.length > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve))
  }

  #next(): void {
    if (this.#writer) return
    const job = this.#queue.shift()
    if (!job) return
    this.#writer = job
    this.#run(job)
  }

  #run(job: Job): void {
    const { kind, casePath, ask, readOnly } = job
    const worker = new Worker(threadProgram('job'), {
      workerData: { kind, casePath, ask, readOnly } satisfies JobAsk,
      resourceLimits: { maxYoungGenerationSizeMb: 16 },
    })
    job.worker = worker
    let answer: FromThread | undefined
    worker.on('message', (message: FromThread) => {
      if (message.progress) this.#tell(job, message.progress)
      else answer = message
    })
    worker.on('error', (error: Error) => {
      answer ??= {
        failed: { code: 'internal', message: error.message },
        ...(error.stack !== undefined && { stack: error.stack }),
      }
    })
    worker.on('exit', () =>
      this.#end(job, answer ?? { failed: { code: 'internal', message: 'The job ended without an answer.' } }),
    )
  }

  #end(job: Job, { result, failed, stack }: FromThread): void {
    if (!this.#jobs.delete(job.id)) return
    if (this.#writer === job) this.#writer = undefined
    if (stack !== undefined) this.#log(stack)
    const head = { job: job.id, kind: job.kind }
    job.onEnd(result, failed?.code)
    if (failed) this.#push('job.failed', { ...head, ...failed })
    else this.#push('job.done', { ...head, result: jobResults[job.kind].parse(result) })
    this.#next()
    const waiting = this.#waiting
    this.#waiting = []
    for (const resolve of waiting) resolve()
  }

  /** Adds rate and time left, measured over the present phase. */
  #tell(job: Job, progress: Progress): void {
    const now = performance.now()
    if (job.phase?.name === progress.phase && now - job.toldMs < EVERY_MS) return
    job.toldMs = now
    if (job.phase?.name !== progress.phase) job.phase = { name: progress.phase, ms: now, from: progress.done }
    this.#push('job.progress', { job: job.id, kind: job.kind, ...progress, ...paceOf(job.phase, progress, now) })
  }
}

/** Units a second in this phase, and the seconds left where the whole is known; 0 until there is enough to measure. */
function paceOf(phase: Phase, { done, total }: Progress, now: number): { rate: number; leftS?: number } {
  const seconds = (now - phase.ms) / 1000
  const rate = seconds > 0.2 ? (done - phase.from) / seconds : 0
  return rate > 0 && total > 0 ? { rate, leftS: Math.max(0, (total - done) / rate) } : { rate }
}
