import type { Database } from 'better-sqlite3'
import { basename, resolve } from 'node:path'
import type { JobKind } from '../contract/events.ts'
import { FaultError } from '../contract/fault.ts'
import { type CaseColumns, openColumns } from './columns/case-columns.ts'
import { JobRunner } from './jobs/job-runner.ts'
import { Places } from './places.ts'
import type { Asking } from './query/result.ts'
import { appendCustody } from './store/custody-log.ts'
import { readMeta } from './store/meta.ts'
import { type OpenCase, asFault, openCase, settleCase } from './store/open-case.ts'
import { incompleteBundles } from './store/remove-incomplete.ts'
import { isScrubPending } from './store/scrubs.ts'

type Push = (event: string, payload: unknown) => void
type Changed = 'records' | 'checks' | 'trust' | 'custody' | 'packs' | 'head'

/** What jobs change, so that views and caches know. */
const changedBy: Partial<Record<JobKind, readonly Changed[]>> = {
  import: ['records', 'custody', 'head'],
  'clean-up': ['custody', 'head'],
  verify: ['checks', 'custody', 'head'],
  compare: ['custody', 'head'],
  seal: ['packs', 'custody', 'head'],
  scrub: ['records', 'checks', 'custody', 'head'],
}

/** Jobs that a case which may only be read answers all the same. */
const readsOnly: ReadonlySet<JobKind> = new Set(['verify', 'compare', 'clock'])

/** The engine's state: the open case and its jobs. One case at a time. */
export class Session {
  readonly places = new Places()
  readonly jobs: JobRunner
  readonly #push: Push
  #open: OpenCase | undefined
  #columns: CaseColumns | undefined
  #notes: string[] = []

  constructor(push: Push, log: (line: string) => void) {
    this.#push = push
    this.jobs = new JobRunner(push, log)
  }

  get isOpen(): boolean {
    return this.#open !== undefined
  }

  get notes(): readonly string[] {
    return this.#notes
  }

  get case(): OpenCase {
    if (!this.#open)
      throw new FaultError('case-closed', { message: 'No case is open.', remedy: 'Open a case or make a new one.' })
    return this.#open
  }

  /** Opens a case; the one that was open stays open where the new one is refused. What an interrupted import left is taken out first, and said. */
  async open(path: string, readOnly: boolean): Promise<void> {
    if (this.#open && resolve(this.#open.path) === resolve(path)) await this.close()
    const opened = openCase(path, readOnly)
    await this.close()
    this.#open = opened
    this.#notes = []
    const left = incompleteBundles(this.#open.db)
    for (const { name } of left)
      this.#notes.push(
        `${this.#open.readOnly ? `An import of ${name} is running elsewhere or was not completed; it is not shown.` : `The import of ${name} was not completed; what it had written was removed.`}`,
      )
    if (this.#open.readOnly && !readOnly)
      this.#notes.push(`${basename(path)} cannot be written here and was opened read-only.`)
    await this.#cleanUp(left.length > 0)
  }

  /** What was interrupted is brought to its end before the first question, and a scrub is said. */
  async #cleanUp(isImportLeft: boolean): Promise<void> {
    const { db, readOnly } = this.case
    const isScrubLeft = isScrubPending(db)
    if (isScrubLeft)
      this.#notes.push(
        readOnly
          ? 'A scrub of originals is not finished: the old bytes may still stand in the case file. Open it where it can be written.'
          : 'A scrub of originals had not been finished; it is now.',
      )
    if (readOnly || !(isImportLeft || isScrubLeft)) return
    this.startCaseJob('clean-up', {})
    await this.jobs.writerIdle()
  }

  async close(): Promise<void> {
    await this.jobs.stopAll()
    this.#columns = undefined
    const open = this.#open
    this.#open = undefined
    open?.close()
  }

  /** The columns are opened on the first question after the records changed. */
  asking(): Asking {
    const { db } = this.case
    this.#columns ??= this.#opened(db)
    const last = db
      .prepare<[], { us: number | null }>("SELECT max(last_us) AS us FROM bundle WHERE state = 'complete'")
      .get()
    return { db, columns: this.#columns, zone: readMeta(db, 'zone') || 'UTC', lastUs: last?.us ?? undefined }
  }

  /** Columns that differ from their records answer right all the same; they are written again beside the questions. */
  #opened(db: Database): CaseColumns {
    const columns = openColumns(db)
    if (columns.stale.length > 0 && !this.case.readOnly) {
      this.#notes.push(
        `The columns of ${columns.stale.length} bundles differed from their records and are written again.`,
      )
      this.startCaseJob('clean-up', {})
    }
    return columns
  }

  startCaseJob(kind: JobKind, ask: unknown): number {
    const { path, readOnly } = this.case
    if (readOnly && !readsOnly.has(kind)) throw readOnlyFault(path)
    return this.jobs.start({ kind, casePath: path, ask, readOnly }, true, (_result, code) => this.#ended(kind, code))
  }

  startFreeJob(kind: JobKind, ask: unknown): number {
    return this.jobs.start({ kind, ask }, false)
  }

  /** A small change on the engine's own thread, when no job writes. */
  async write<T>(change: (db: Database) => T, changed: readonly Changed[]): Promise<T> {
    const { db, readOnly, path } = this.case
    if (readOnly) throw readOnlyFault(path)
    await this.jobs.writerIdle()
    try {
      const answer = db.transaction(() => change(db))()
      this.#settle(this.case)
      for (const what of [...changed, 'custody'] as const) this.#push('case.changed', { what })
      return answer
    } catch (error) {
      throw asFault(error, path)
    }
  }

  /** One act without other change. */
  async note(event: string, detail: Record<string, unknown>): Promise<void> {
    await this.write((db) => appendCustody(db, event, detail), [])
  }

  /** A disk that is full, or a reader elsewhere, must not make a job fail that is done. */
  #settle(open: OpenCase): void {
    try {
      settleCase(open)
    } catch {
      // the log beside the case keeps what was committed; the next settling takes it over
    }
  }

  #ended(kind: JobKind, code: string | undefined): void {
    if (this.#open) this.#settle(this.#open)
    if (kind === 'import' || kind === 'clean-up') this.#columns = undefined
    if (this.#open && kind === 'import' && incompleteBundles(this.#open.db).length > 0)
      this.startCaseJob('clean-up', {})
    for (const what of changedBy[kind] ?? []) this.#push('case.changed', { what })
    if (code === 'disk-full') this.#notes.push('The disk was full; what was complete is untouched.')
  }
}

const readOnlyFault = (path: string): FaultError =>
  new FaultError('case-read-only', {
    message: `${basename(path)} is open read-only.`,
    file: path,
    remedy: 'Copy it to a place that can be written, or close it where it is open.',
  })
