import type { Check, Level } from '../check.ts'
import { NumberRuns, type NumberRun } from './number-runs.ts'
import {
  type Looked,
  type Observation,
  type ObservedRecord,
  type Place,
  counted,
  nothingSeen,
  records,
  somethingSeen,
} from './observation.ts'

/** Gaps told one by one. */
const MOST_TOLD = 100

/** Formats whose numbers are of many sources in one stream, so that they prove nothing of any (`event.sequence` of ECS). */
const shared: ReadonlySet<string> = new Set(['ecs'])

/**
 * The source's own numbers. That one is missing or stands twice is told as proof, since the source claims that there is one of each;
 * that all are there is an observation: numbers say nothing about content, and never turn a bundle green.
 */
export class Sequence implements Observation {
  readonly #level: Level
  readonly #runs = new NumberRuns()
  #numbered = 0
  #last: { readonly seq: number; readonly timeUs: number; readonly file: string } | undefined
  readonly #repeats: Seen = { count: 0, first: undefined }
  readonly #falls: Seen = { count: 0, first: undefined }

  constructor(format: string) {
    this.#level = shared.has(format) ? 'observation' : 'proof'
  }

  look({ seq, timeUs, file, line }: ObservedRecord): void {
    if (seq === undefined) return
    this.#numbered += 1
    const place = { file, line }
    if (!this.#runs.add(seq, place)) note(this.#repeats, place)
    const last = this.#last
    if (last?.file === file && (seq - last.seq) * (timeUs - last.timeUs) < 0) note(this.#falls, place)
    this.#last = { seq, timeUs, file }
  }

  *checks({ records: all }: Looked): Generator<Check> {
    if (this.#numbered === 0) return
    yield* this.#gaps()
    yield this.#repeated()
    yield fallsSeen(this.#falls, this.#numbered)
    if (this.#numbered < all)
      yield somethingSeen('sequence.absent', `${records(all - this.#numbered)} without a number of the source`, FULL)
  }

  *#gaps(): Generator<Check> {
    const { runs, tooMany } = this.#runs
    if (tooMany)
      yield this.#asProof(somethingSeen('sequence.gap', 'The numbers have more gaps than are followed', FULL))
    const [first] = runs
    const last = runs.at(-1)
    if (first === undefined || last === undefined) return
    for (const [at, run] of runs.slice(1, MOST_TOLD + 1).entries()) yield this.#asProof(gapSeen(runs[at] ?? first, run))
    if (runs.length > MOST_TOLD + 1)
      yield this.#asProof(
        somethingSeen('sequence.gap', `${counted(runs.length - 1 - MOST_TOLD, 'further gap')} in the numbers`, FULL),
      )
    if (runs.length > 1 || tooMany) return
    const message = `The numbers ${first.from} to ${last.to} follow one another; none before or after them is known`
    yield nothingSeen('sequence.gap', this.#numbered, message)
  }

  #repeated(): Check {
    const { count, first } = this.#repeats
    if (first === undefined) return nothingSeen('sequence.repeat', this.#numbered, 'No two records have one number')
    const message = `${records(count)} with a number that another record has: two sources in one bundle, or one was changed`
    return this.#asProof(somethingSeen('sequence.repeat', message, 'The same rows as the source shows them', first))
  }

  #asProof(check: Check): Check {
    return { ...check, level: this.#level }
  }
}

const FULL = 'The same export without a filter, or another that holds these numbers'

interface Seen {
  count: number
  first: Place | undefined
}

function note(seen: Seen, place: Place): void {
  seen.count += 1
  seen.first ??= place
}

function gapSeen(before: NumberRun, after: NumberRun): Check {
  const [from, to] = [before.to + 1, after.from - 1]
  const which = from === to ? `Number ${from} is` : `Numbers ${from} to ${to} are`
  const message = `${which} missing: filtered away, or removed`
  return { ...somethingSeen('sequence.gap', message, FULL, after.place), seq: after.from }
}

function fallsSeen({ count, first }: Seen, covered: number): Check {
  if (first === undefined) return nothingSeen('sequence.time', covered, 'Times rise with the numbers')
  const message = `${records(count)} with a higher number and an earlier time than the record beside it: the clock was set back, or a time or number was changed`
  return somethingSeen('sequence.time', message, "The host's record of clock changes", first)
}
