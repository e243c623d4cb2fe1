import type { CallName, AskInput } from '../../src-main/contract/calls.ts'
import type { Event, JobKind, JobResult } from '../../src-main/contract/events.ts'
import { type FaultCode, type FaultDetail, faultCodes, type Reply } from '../../src-main/contract/fault.ts'
import { ask, onEvent } from './bridge.ts'

export type JobProgress = Event<'job.progress'>
export type JobFault = { readonly code: FaultCode } & FaultDetail

/** Long work of the engine as the window knows it: running until it is done or failed. */
export interface Job {
  readonly id: number
  readonly kind: JobKind
  readonly progress: JobProgress | undefined
  readonly result: unknown
  readonly fault: JobFault | undefined
  readonly state: 'running' | 'done' | 'failed'
}

type StartCall = Extract<CallName, `${string}.start`>

const KEPT = 50
let all: readonly Job[] = []
const listeners = new Set<() => void>()

function put(id: number, kind: JobKind, change: Partial<Job>): void {
  const blank: Job = { id, kind, progress: undefined, result: undefined, fault: undefined, state: 'running' }
  const old = all.find((job) => job.id === id)
  all = [...all.filter((job) => job.id !== id), { ...(old ?? blank), ...change }].slice(-KEPT)
  for (const listener of listeners) listener()
}

const isCode = (code: string): code is FaultCode => faultCodes.some((known) => known === code)

/** Follows every job of the engine, whoever asked for it; called once. */
export function followJobs(): () => void {
  const offs = [
    onEvent('job.progress', (progress) => put(progress.job, progress.kind, { progress })),
    onEvent('job.done', ({ job, kind, result }) => put(job, kind, { result, state: 'done' })),
    onEvent('job.failed', ({ job, kind, code, ...fault }) =>
      put(job, kind, { fault: { ...fault, code: isCode(code) ? code : 'internal' }, state: 'failed' }),
    ),
  ]
  return () => {
    for (const off of offs) off()
  }
}

/** An engine that is gone finishes nothing: what ran is failed. */
export function loseJobs(message: string): void {
  for (const job of all)
    if (job.state === 'running') put(job.id, job.kind, { state: 'failed', fault: { code: 'internal', message } })
}

export const subscribeJobs = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const jobsNow = (): readonly Job[] => all

const kinds: Readonly<Record<StartCall, JobKind>> = {
  'import.start': 'import',
  'inspect.start': 'inspect',
  'verify.start': 'verify',
  'compare.start': 'compare',
  'clock.start': 'clock',
  'seal.start': 'seal',
  'scrub.start': 'scrub',
  'pack.verify.start': 'pack-verify',
  'bundle.make.start': 'bundle-make',
}

/** Begins long work, which runs from the answer on, before its first progress; what becomes of it comes with the job of that id. */
export async function start<N extends StartCall>(name: N, input: AskInput<N>): Promise<Reply<{ job: number }>> {
  const asked = await ask(name, input)
  if (asked.ok) put(asked.data.job, kinds[name], {})
  return asked
}

/** The result of a job that is done. Kind and result come in one event of the contract, so the one stands for the other. */
export function resultOf<K extends JobKind>(job: Job | undefined, kind: K): JobResult<K> | undefined {
  return job?.kind === kind && job.state === 'done' ? (job.result as JobResult<K>) : undefined
}
