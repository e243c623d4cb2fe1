import { type ChildProcess, fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Answer, AskInput, CallName } from '../contract/calls.ts'
import { events, type JobKind, type JobResult, jobResults } from '../contract/events.ts'
import { type FaultCode, faultCodes, type FaultDetail, FaultError } from '../contract/fault.ts'
import type { PlaceKind } from '../contract/shell-calls.ts'
import { connect } from '../contract/wire.ts'
import type { Bar } from './progress.ts'

/** The calls that begin long work, and what kind of job each begins. */
const starts = {
  'import.start': 'import',
  'inspect.start': 'inspect',
  'verify.start': 'verify',
  'seal.start': 'seal',
  'pack.verify.start': 'pack-verify',
  'bundle.make.start': 'bundle-make',
} as const satisfies Partial<Record<CallName, JobKind>>
type StartName = keyof typeof starts

export interface Engine {
  /** Throws the engine's refusal as a `FaultError`. */
  ask<N extends CallName>(name: N, ask: AskInput<N>): Promise<Answer<N>>
  /** Begins long work and waits for its result. */
  run<N extends StartName>(name: N, ask: AskInput<N>): Promise<JobResult<(typeof starts)[N]>>
  /** Names a path to the engine. */
  place(path: string, kind: PlaceKind): Promise<string>
  /** Cancels what is running; all that is asked afterwards is refused as cancelled. */
  interrupt(): void
  /** Closes the case cleanly and ends the process. */
  close(): Promise<void>
  /** Ends the process at once. */
  kill(): void
}

const GRACE_MS = 10_000
const TAIL_CHARS = 2000

const cancelled = (): FaultError => new FaultError('cancelled', 'Cancelled.')

function startChild(entry: string): ChildProcess {
  if (!existsSync(entry))
    throw new FaultError('file-missing', {
      message: `The engine of Proofline is missing (${entry}).`,
      remedy: 'Build the program with `npm run build`, or install it again.',
    })
  // its own process group: a Ctrl-C on the terminal is for us, who cancel the job and close the case
  return fork(entry, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    detached: process.platform !== 'win32',
  })
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null

function isFaultCode(code: string): code is FaultCode {
  return faultCodes.some((one) => one === code)
}

/** A job's end, as the events tell it. */
type Ending = { readonly result: unknown } | { readonly fault: FaultError }

/** Collects how jobs end, whether the answer with their number or their end arrives first. */
function jobLedger() {
  const waiting = new Map<number, (ending: Ending) => void>()
  const ended = new Map<number, Ending>()
  return {
    end: (job: number, ending: Ending): void => {
      const settle = waiting.get(job)
      waiting.delete(job)
      if (settle === undefined) ended.set(job, ending)
      else settle(ending)
    },
    wait: (job: number): Promise<Ending> => {
      const already = ended.get(job)
      if (already !== undefined) return Promise.resolve(already)
      return new Promise((settle) => void waiting.set(job, settle))
    },
    endAll: (fault: FaultError): void => {
      for (const settle of waiting.values()) settle({ fault })
      waiting.clear()
    },
  }
}

/** Starts the engine as a child process and speaks the contract with it. */
export function startEngine(entry: string, bar: Bar): Engine {
  const child = startChild(entry)
  const wire = connect({
    send: (message) => void child.send(message as object, () => undefined),
    onMessage: (listener) => void child.on('message', listener),
  })
  const jobs = jobLedger()
  const interruption = Promise.withResolvers<never>()
  interruption.promise.catch(() => undefined)
  let interrupted = false
  let running: number | undefined
  let tail = ''

  child.stderr?.setEncoding('utf8').on('data', (text: string) => (tail = (tail + text).slice(-TAIL_CHARS)))
  const lost = (): void => {
    const last = tail.trim().split('\n').at(-1) ?? ''
    const message = `The engine stopped before it answered.${last === '' ? '' : ` It said: ${last}`}`
    wire.close(message)
    jobs.endAll(new FaultError('internal', message))
  }
  child.on('exit', lost).on('error', lost)
  wire.on('job.progress', (payload) => {
    const progress = events['job.progress'].safeParse(payload)
    if (progress.success) bar.show(progress.data)
  })
  wire.on('job.done', (payload) => {
    const { job, result } = events['job.done'].parse(payload)
    jobs.end(job, { result })
  })
  wire.on('job.failed', (payload) => {
    const { job, code, kind: _kind, ...detail } = events['job.failed'].parse(payload)
    jobs.end(job, { fault: new FaultError(isFaultCode(code) ? code : 'internal', detail satisfies FaultDetail) })
  })

  const ask = async <N extends CallName>(name: N, input: AskInput<N>): Promise<Answer<N>> => {
    if (interrupted) throw cancelled()
    const reply = await Promise.race([wire.call(name, input), interruption.promise])
    if (!reply.ok) throw new FaultError(reply.code, reply)
    return reply.data as Answer<N> // the engine's handlers are held to this type by the compiler
  }
  const cancel = (): void => {
    if (running === undefined) interruption.reject(cancelled())
    else void wire.call('job.cancel', { job: running })
  }
  return {
    ask,
    run: async (name, input) => {
      const { job } = (await ask(name, input)) as { job: number } // as every `.start` answers
      running = job
      if (interrupted) cancel()
      const ending = await jobs.wait(job)
      running = undefined
      bar.clear()
      if ('fault' in ending) throw ending.fault
      return jobResults[starts[name]].parse(ending.result) as never // of the kind that the table above names
    },
    place: async (path, kind) => (await ask('place.add', { path: resolve(path), kind })).place,
    interrupt: () => {
      if (interrupted) return
      interrupted = true
      cancel()
    },
    close: async () => {
      const ended = new Promise<void>((done) => (hasEnded(child) ? done() : void child.once('exit', () => done())))
      const late = setTimeout(() => child.kill('SIGKILL'), GRACE_MS)
      await wire.call('case.close', {})
      if (child.connected) child.disconnect()
      await ended
      clearTimeout(late)
    },
    kill: () => void child.kill('SIGKILL'),
  }
}
