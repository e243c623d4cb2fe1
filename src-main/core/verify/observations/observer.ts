import type { Check } from '../check.ts'
import { observations } from './index.ts'
import type { Observation, ObservedLedger, ObservedRecord } from './observation.ts'

type Looking = Observation & { readonly look: (record: ObservedRecord) => void }

const isLooking = (one: Observation): one is Looking => one.look !== undefined

/** Looks at every record of a bundle once. */
export class Observer {
  readonly #all: readonly Observation[]
  /** Those that are shown every record, and those that are shown some. */
  readonly #every: readonly Looking[]
  readonly #some: readonly Looking[]
  readonly #watched: number
  #records = 0

  constructor(format: string) {
    this.#all = observations.flatMap((begin) => begin(format) ?? [])
    const looking = this.#all.filter(isLooking)
    this.#every = looking.filter(({ only }) => only === undefined)
    this.#some = looking.filter(({ only }) => only !== undefined)
    this.#watched = this.#some.reduce((bits, { only = 0 }) => bits | only, 0)
  }

  look(record: ObservedRecord): void {
    this.#records += 1
    for (const one of this.#every) one.look(record)
    const { flags } = record
    if ((flags & this.#watched) === 0) return
    for (const one of this.#some) if ((flags & (one.only ?? 0)) !== 0) one.look(record)
  }

  /** What was seen. Nothing of it fails; numbers of the source's own that are missing or repeated are proof, all else is told beside. */
  *checks(ledger: ObservedLedger): Generator<Check> {
    const looked = { ...ledger, records: this.#records }
    for (const one of this.#all) yield* one.checks(looked)
  }
}
