import type { Database } from 'better-sqlite3'
import type { JobKind } from '../../contract/events.ts'

/** What every job gets: the case it works on, a stop signal, and where to tell how far it is. */
export interface JobContext {
  readonly casePath: string | undefined
  readonly signal: AbortSignal
  readonly tell: (progress: Progress) => void
}

/** Of a job that writes: the case's one writing connection. */
export interface WritingContext extends JobContext {
  readonly casePath: string
  readonly db: Database
}

/** How far a job is. `total` 0: not known. Rate and time left are worked out where it is passed on. */
export interface Progress {
  readonly phase: string
  readonly done: number
  readonly total: number
  readonly unit: 'bytes' | 'records' | 'lines' | 'files'
  readonly file?: string | undefined
  readonly files?: { readonly done: number; readonly total: number } | undefined
  readonly records?: number | undefined
  readonly rejected?: number | undefined
}

/** What a job's thread is started with. */
export interface JobAsk {
  readonly kind: JobKind
  readonly casePath?: string | undefined
  readonly ask: unknown
  /** The case may only be read; a job that must write is not started then. */
  readonly readOnly?: boolean | undefined
}
