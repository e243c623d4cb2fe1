import type { Check } from '../check.ts'

/** A finding that may explain others until all is read. */
export class Finding {
  readonly #check: Check
  readonly #follows: string[] = []
  #logs = 0

  constructor(check: Check) {
    this.#check = check
  }

  /** Something that differs only because of this. */
  follow(sentence: string): void {
    if (this.#follows.length < MOST_FOLLOWS) this.#follows.push(sentence)
  }

  /** A log that nothing proves because of this. */
  leavesUnproven(): void {
    this.#logs += 1
  }

  check(): Check {
    const logs =
      this.#logs === 0 ? [] : [`${counted(this.#logs, 'log file is', 'log files are')} proven by nothing else`]
    const follows = [...this.#follows, ...logs]
    return follows.length === 0 ? this.#check : { ...this.#check, follows }
  }
}

const MOST_FOLLOWS = 20
/** Findings listed for one export; those past it are counted. */
const MOST = 10_000

/** What was found in one export, until all of it is judged. */
export class Findings {
  readonly #findings: Finding[] = []
  #failed = 0
  #open = 0

  /** Nothing that decides a verdict was found. */
  get clean(): boolean {
    return this.#failed + this.#open === 0 && this.#findings.every((finding) => finding.check().level !== 'proof')
  }

  /** Answers the finding also where it is past the number that is listed, to be followed. */
  add(check: Check): Finding {
    const finding = new Finding(check)
    if (this.#findings.length < MOST) this.#findings.push(finding)
    else if (check.verdict === 'failed') this.#failed += 1
    else if (check.level === 'proof') this.#open += 1
    return finding
  }

  *all(): Generator<Check> {
    for (const finding of this.#findings) yield finding.check()
    const more = { check: 'digest.summary', level: 'proof' } as const
    if (this.#failed > 0) yield { ...more, verdict: 'failed', state: 'broken', message: unlisted(this.#failed) }
    if (this.#open > 0) yield { ...more, verdict: 'not-verifiable', state: 'incomplete', message: unlisted(this.#open) }
  }
}

const unlisted = (count: number): string =>
  `${counted(count, 'further finding is', 'further findings are')} not listed one by one`

/** `1 file is`, `2 files are`. */
export const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`
