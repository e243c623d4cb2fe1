/** Text that arrives in batches, with as much look-ahead as asked for and no more. */
export class Tape {
  readonly #batches: AsyncIterator<readonly string[]>
  #items: string[] = []
  #at = 0
  #done = false
  /** Items dropped so far. */
  passed = 0

  /** Whether this is the first of the two sequences. */
  readonly first: boolean

  constructor(batches: AsyncIterable<readonly string[]>, first: boolean) {
    this.first = first
    this.#batches = batches[Symbol.asyncIterator]()
  }

  /** Items that can be looked at without waiting. */
  get ready(): number {
    return this.#items.length - this.#at
  }

  /** Nothing comes after what is ready. */
  get ended(): boolean {
    return this.#done
  }

  /** Waits until `count` items are ready or the end is reached; answers how many of them there are. */
  async fill(count: number): Promise<number> {
    while (!this.#done && this.ready < count) {
      const next = await this.#batches.next()
      if (next.done === true) this.#done = true
      else this.#append(next.value)
    }
    return Math.min(this.ready, count)
  }

  item(index: number): string | undefined {
    return this.#items[this.#at + index]
  }

  slice(count: number): string[] {
    return this.#items.slice(this.#at, this.#at + count)
  }

  drop(count: number): void {
    this.#at += count
    this.passed += count
  }

  /** How many of the items ready on both are the same, from the first on. */
  sameAs(other: Tape): number {
    const most = Math.min(this.ready, other.ready)
    const [mine, from, theirs, other0] = [this.#items, this.#at, other.#items, other.#at]
    let same = 0
    while (same < most && mine[from + same] === theirs[other0 + same]) same += 1
    return same
  }

  #append(batch: readonly string[]): void {
    if (this.#at === this.#items.length) {
      this.#items = [...batch]
      this.#at = 0
      return
    }
    if (this.#at > 65_536) {
      this.#items = this.#items.slice(this.#at)
      this.#at = 0
    }
    for (const item of batch) this.#items.push(item)
  }
}
