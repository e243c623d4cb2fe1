import { flagBit } from '../../record/record.ts'
import type { Check } from '../check.ts'
import { switchOf } from './audit-switches.ts'
import {
  type Looked,
  type Observation,
  type ObservedRecord,
  type Place,
  nothingSeen,
  records,
  somethingSeen,
} from './observation.ts'

const NO_RESPONSE = flagBit('no-response')
const NO_REQUEST = flagBit('no-request')
const OF_PAIRS = flagBit('paired') | NO_RESPONSE | NO_REQUEST

/** A response that is the first record of its file. */
interface Head extends Place {
  readonly timeUs: number
  /** Lone responses met before it that are no heads. */
  readonly before: number
  readonly enables: boolean
}

/** Requests without response and the reverse, in sources that write both; a response with which a log begins is told apart. */
export class Pairs implements Observation {
  readonly #format: string
  #any = false
  #file: string | undefined
  #startUs = Infinity
  readonly #requests: Lone = { count: 0, first: undefined }
  readonly #responses: Lone = { count: 0, first: undefined }
  readonly #heads: Head[] = []

  constructor(format: string) {
    this.#format = format
  }

  look(record: ObservedRecord): void {
    const { file, timeUs, flags } = record
    if (timeUs < this.#startUs) this.#startUs = timeUs
    const begins = file !== this.#file
    this.#file = file
    if ((flags & OF_PAIRS) === 0) return
    this.#any = true
    if ((flags & NO_RESPONSE) !== 0) note(this.#requests, record)
    if ((flags & NO_REQUEST) === 0) return
    if (begins) this.#heads.push(this.#headOf(record))
    else note(this.#responses, record)
  }

  *checks(looked: Looked): Generator<Check> {
    if (!this.#any) return
    yield requestsSeen(this.#requests, looked.records)
    const start = this.#heads.find(({ timeUs }) => timeUs === this.#startUs)
    yield responsesSeen(this.#within(start), looked.records)
    if (start !== undefined) yield startSeen(start)
  }

  #headOf({ file, line, timeUs, act }: ObservedRecord): Head {
    const enables = act !== undefined && switchOf(this.#format, act)?.on === true
    return { file, line, timeUs, enables, before: this.#responses.count }
  }

  /** Where files follow one another, the head of a later one lacks a request that the earlier should have. */
  #within(start: Head | undefined): Lone {
    const others = this.#heads.filter((head) => head !== start)
    const [early] = others
    const first = early?.before === 0 ? early : (this.#responses.first ?? early)
    return { count: this.#responses.count + others.length, first }
  }
}

interface Lone {
  count: number
  first: Place | undefined
}

function note(lone: Lone, { file, line }: Place): void {
  lone.count += 1
  lone.first ??= { file, line }
}

function requestsSeen({ count, first }: Lone, covered: number): Check {
  if (first === undefined) return nothingSeen('pair.response', covered, 'Every request has its response')
  return somethingSeen(
    'pair.response',
    `${records(count)} without a response: the device failed, the server stopped, or lines are missing`,
    'The log of another audit device, or the rotated file that follows',
    first,
  )
}

function responsesSeen({ count, first }: Lone, covered: number): Check {
  if (first === undefined)
    return nothingSeen('pair.request', covered, 'Every response after the first record has its request')
  return somethingSeen(
    'pair.request',
    `${records(count)} without a request, not at the start: lines are missing before, or the device failed`,
    'The log of another audit device, or the rotated file before it',
    first,
  )
}

function startSeen({ enables, ...place }: Head): Check {
  const [message, settles] = enables
    ? [
        'The records begin with the response to the call that enabled the audit device: what was done before is in no record of it',
        'The log of another audit device over the time before',
      ]
    : [
        'The records begin with a response whose request is not here: they begin within a log, and what came before is missing',
        'The rotated file before it',
      ]
  return somethingSeen('pair.start', message, settles, place)
}
