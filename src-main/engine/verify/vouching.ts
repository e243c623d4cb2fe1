import type { Check } from '../../core/verify/check.ts'

/** A check of a proof, and what it is of. */
export interface Proved {
  readonly check: Check
  /** Files that were read for it. */
  readonly touched: ReadonlySet<string>
  /** The file that holds the proof, where it is one of its own. */
  readonly proof?: string
  /** It is of lists of digests alone, which `list` is told of: nothing in it says who wrote a file. */
  readonly isOfLists?: boolean
}

const LIST = 'digest.list'
/** What says nothing of who wrote a file: a list, what it names and misses, and when a file was there. */
const NAMELESS = new Set([LIST, 'file.missing', 'time.stamp', 'proof.limit'])

/** Lists of digests that no signature covers, with the logs that nothing better speaks for. */
export class Vouching {
  readonly #lists = new Map<string, ReadonlySet<string>>()
  /** Files of which a list holds another digest. */
  readonly #changed = new Set<string>()
  /** Files that a proof with an author was laid to, whatever came of it: its own check tells that. */
  readonly #authored = new Set<string>()

  /** A list of digests that is a part of a proof, and the files it names. */
  list(path: string, named: ReadonlySet<string>): void {
    this.#lists.set(path, named)
  }

  look({ check, touched, proof, isOfLists = false }: Proved): void {
    if (check.level !== 'proof') return
    if (!isOfLists && !NAMELESS.has(check.check)) for (const path of touched) this.#authored.add(path)
    else if (isOfLists || check.check === LIST) this.#lookAtList(check, touched, isOfLists ? undefined : proof)
  }

  #lookAtList({ verdict, file }: Check, touched: ReadonlySet<string>, list: string | undefined): void {
    if (verdict === 'verified' && list !== undefined) this.#lists.set(list, touched)
    else if (verdict === 'failed' && file !== undefined) this.#changed.add(file)
  }

  /** Each list with how many of these logs it alone speaks for, rightly. A list that is named in a signed one is signed by that. */
  *unsigned(logs: readonly string[]): Generator<{ readonly list: string; readonly logs: number }> {
    this.#spread()
    for (const [list, named] of this.#lists) {
      const bare = logs.filter(
        (path) => named.has(path) && !this.#authored.has(path) && !this.#changed.has(path),
      ).length
      if (bare > 0) yield { list, logs: bare }
    }
  }

  #spread(): void {
    for (let before = -1; before !== this.#authored.size;) {
      before = this.#authored.size
      const signed = [...this.#lists].filter(([list]) => this.#authored.has(list))
      for (const path of signed.flatMap(([, named]) => [...named])) this.#authored.add(path)
    }
  }
}
