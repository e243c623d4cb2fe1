import { type FlagName, flagBit } from '../../record/record.ts'
import type { Check } from '../check.ts'
import {
  type Looked,
  type NewObservation,
  type Observation,
  type Place,
  nothingSeen,
  records,
  somethingSeen,
} from './observation.ts'

interface Sentence {
  /** Absent: what only some sources can have is told only where it was seen. */
  readonly none?: string
  readonly some: (count: number) => string
  readonly settles: string
}

/** Records that import has flagged: how many, and the first of them. */
class Flagged implements Observation {
  readonly only: number
  readonly #check: string
  readonly #says: Sentence
  #count = 0
  #first: Place | undefined

  constructor(check: string, flag: FlagName, says: Sentence) {
    this.only = flagBit(flag)
    this.#check = check
    this.#says = says
  }

  look(record: Place): void {
    this.#count += 1
    this.#first ??= record
  }

  *checks(looked: Looked): Generator<Check> {
    const { none, some, settles } = this.#says
    if (this.#first !== undefined) yield somethingSeen(this.#check, some(this.#count), settles, this.#first)
    else if (none !== undefined) yield nothingSeen(this.#check, looked.records, none)
  }
}

const flagged =
  (check: string, flag: FlagName, says: Sentence): NewObservation =>
  () =>
    new Flagged(check, flag, says)

/** What import flags, each told with its count and first place. */
export const flaggedObservations: readonly NewObservation[] = [
  flagged('record.identity', 'same-id-differs', {
    none: 'No id tells of two different events',
    some: (count) => `${records(count)} with an id that another, different event has too`,
    settles: 'The log as the server holds it, or that of another audit device',
  }),
  flagged('time.order', 'out-of-order', {
    none: 'Every record is as late as the one before it in its file, or later',
    some: (count) =>
      `${records(count)} earlier than the one before: within a second this is the order of writing, a larger step is not`,
    settles: 'The log of another audit device',
  }),
  flagged('time.clock', 'clock-step', {
    none: 'No step back of the clock by more than a minute',
    some: (count) => `The time steps back by more than a minute ${count === 1 ? 'once' : `${count} times`}`,
    settles: "The host's record of clock changes, or whether files were joined in another order",
  }),
  flagged('time.doubled', 'doubled-hour', {
    some: (count) =>
      `${records(count)} with a local time that the clock of the zone showed twice: the earlier is taken, and each may be as much later as the clock was set back`,
    settles: 'The same log with offsets, or that of another system of the same time',
  }),
  flagged('log.hole', 'nul-hole', {
    none: 'No run of NUL bytes',
    some: (count) =>
      `NUL bytes stand before ${records(count)}: the file was emptied while Vault wrote, and lines may be lost`,
    settles: 'The copy that the rotation made before it emptied the file',
  }),
]
