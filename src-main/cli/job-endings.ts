import type { FaultError } from '../contract/fault.ts'

/** A job's end, as the events tell it. */
export type Ending = { readonly result: unknown } | { readonly fault: FaultError }

/** Collects how jobs end, whether the answer with their number or their end arrives first. */
export class JobEndings {
  readonly #waiting = new Map<number, (ending: Ending) => void>()
  readonly #ended = new Map<number, Ending>()

  end(job: number, ending: Ending): void {
    const settle = this.#waiting.get(job)
    this.#waiting.delete(job)
    if (settle === undefined) this.#ended.set(job, ending)
    else settle(ending)
  }

  /** Nobody will tell the end of any job any more. */
  endAll(fault: FaultError): void {
    for (const settle of this.#waiting.values()) settle({ fault })
    this.#waiting.clear()
  }

  wait(job: number): Promise<Ending> {
    const already = this.#ended.get(job)
    if (already !== undefined) return Promise.resolve(already)
    return new Promise((settle) => void this.#waiting.set(job, settle))
  }
}
