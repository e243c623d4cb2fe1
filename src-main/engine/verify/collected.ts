import { countsHold, digestsHold, furtherFindings } from '../../core/verify/bag-checks.ts'
import type { Check } from '../../core/verify/check.ts'

/** Findings listed for one bundle; those past it are counted. */
const MOST = 10_000

/** What the verification of one bundle has found, until all of it is read. */
export class Collected {
  readonly #checks: Check[] = []
  readonly #closings: Check[] = []
  #further = 0
  #logsHeld = 0
  #tagsHeld = 0
  #countsHeld = 0
  #firstOfLogs = -1

  add(check: Check): void {
    if (this.#checks.length === MOST) {
      this.#further += 1
      return
    }
    const ofLog = check.verdict === 'failed' && check.file !== undefined && check.file.startsWith('data/')
    if (ofLog && this.#firstOfLogs === -1) this.#firstOfLogs = this.#checks.length
    this.#checks.push(check)
  }

  /** A mismatch that any failure of a log explains stands in the first of them. */
  follow(check: Check): void {
    const first = this.#checks[this.#firstOfLogs]
    if (first === undefined) this.add(check)
    else this.#checks[this.#firstOfLogs] = { ...first, follows: [...(first.follows ?? []), check.message] }
  }

  /** Every chain closes with the export's line: that it is another is told once. */
  closing(check: Check): void {
    this.#closings.push(check)
  }

  logHeld(): void {
    this.#logsHeld += 1
  }

  tagHeld(): void {
    this.#tagsHeld += 1
  }

  countHeld(): void {
    this.#countsHeld += 1
  }

  counted(): void {
    if (this.#countsHeld > 0) this.add(countsHold(this.#countsHeld))
  }

  *all(): Generator<Check> {
    if (this.#tagsHeld > 0) yield digestsHold('digest.tag', this.#tagsHeld)
    if (this.#logsHeld > 0) yield digestsHold('digest.file', this.#logsHeld)
    const [closing, ...others] = this.#closings
    // The digest of export.json differs because its line does.
    const explained = this.#checks.find(({ check, file }) => check === 'digest.tag' && file === closing?.file)
    yield* this.#checks.filter((check) => check !== explained || closing === undefined)
    if (closing !== undefined) yield withFollows(closing, explained?.message, others.length)
    if (this.#further > 0) yield furtherFindings(this.#further)
  }
}

function withFollows(closing: Check, digest: string | undefined, others: number): Check {
  const chains = others > 0 ? [`${others} further chains close with another line too`] : []
  const follows = [...(digest === undefined ? [] : [digest]), ...chains]
  return follows.length === 0 ? closing : { ...closing, follows }
}
