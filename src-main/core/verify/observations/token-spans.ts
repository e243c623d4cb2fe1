/** Where a token was seen first and last, as numbers of records in order of arrival. */
interface Span {
  readonly first: number
  last: number
  readonly place: Place
}

interface Place {
  readonly file: string
  readonly line: number
}

/** Tokens that are followed; past it a change of salt is no longer looked for. */
const MOST = 200_000
/** So many tokens must be in use over and again on each side, or the end of them all means nothing. Provisional. */
const FEWEST = 3

/** Finds the place where all tokens end at once and others begin: what a new salt of the audit device looks like. */
export class TokenSpans {
  readonly #spans = new Map<number, Span>()
  #seen = 0
  #tooMany = false

  get count(): number {
    return this.#seen
  }

  look(token: number, { file, line }: Place): void {
    this.#seen += 1
    const span = this.#spans.get(token)
    if (span !== undefined) span.last = this.#seen
    else if (this.#spans.size === MOST) this.#tooMany = true
    else this.#spans.set(token, { first: this.#seen, last: this.#seen, place: { file, line } })
  }

  /** The first line after such a place. */
  change(): Place | undefined {
    if (this.#tooMany) return undefined
    // A token seen once, a login or a batch token, says nothing about the ones around it.
    const spans = [...this.#spans.values()].filter(({ first, last }) => last > first)
    let [before, reach] = [0, 0]
    for (const [index, span] of spans.toSorted((a, b) => a.first - b.first).entries()) {
      if (before >= FEWEST && span.first > reach && spans.length - index >= FEWEST) return span.place
      before += 1
      reach = Math.max(reach, span.last)
    }
    return undefined
  }
}
