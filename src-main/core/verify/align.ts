import { Tape } from './tape.ts'

/** Where two sequences differ: `removed` stands in the first alone, `inserted` in the second alone, at these places (from 1). */
export interface Hunk {
  readonly entry: number
  readonly line: number
  /** The first ones; `removedCount` is exact. */
  readonly removed: readonly string[]
  readonly removedCount: number
  readonly inserted: readonly string[]
  readonly insertedCount: number
}

/** All differences between two sequences, in order; a hunk past the limit is counted and not kept. */
export interface Alignment {
  readonly hunks: readonly Hunk[]
  readonly furtherHunks: number
  /** Length of the first and of the second sequence. */
  readonly entries: number
  readonly lines: number
}

/** Look-ahead after a difference, in items; the last bounds memory. Provisional: a larger moved or cut block is one unaligned block. */
const WIDEST = 131_072
const WINDOWS = [32, 256, 2048, 16_384, WIDEST]
const MOST_HUNKS = 10_000
const MOST_KEPT = 200_000
/** Of a block that is skipped over, the items kept. */
const SKIPPED_KEPT = 4096

/**
 * Aligns two sequences in one pass: after a difference it goes on at the nearest item both have. Every item is either matched
 * or in a hunk; memory is bounded whatever the sequences hold.
 */
export async function align(
  first: AsyncIterable<readonly string[]>,
  second: AsyncIterable<readonly string[]>,
): Promise<Alignment> {
  const [chain, text] = [new Tape(first, true), new Tape(second, false)]
  const found = new Found()
  for (;;) {
    const same = chain.sameAs(text)
    chain.drop(same)
    text.drop(same)
    if (chain.ready > 0 && text.ready > 0) await resynchronise(chain, text, found)
    else if ((await chain.fill(1)) === 0 || (await text.fill(1)) === 0) break
  }
  await takeRest(chain, text, found)
  return { hunks: found.hunks, furtherHunks: found.further, entries: chain.passed, lines: text.passed }
}

async function resynchronise(chain: Tape, text: Tape, found: Found): Promise<void> {
  for (const window of WINDOWS) {
    const [i, j] = [await chain.fill(window), await text.fill(window)]
    const anchor = findAnchor(chain.slice(i), text.slice(j))
    if (anchor !== undefined) return found.take(chain, text, anchor)
    if (isAll(chain, i) && isAll(text, j)) return found.take(chain, text, [i, j])
  }
  if (isAll(text, WIDEST)) return await skipOver(chain, text, found)
  if (isAll(chain, WIDEST)) return await skipOver(text, chain, found)
  found.take(chain, text, [Math.min(chain.ready, WIDEST), Math.min(text.ready, WIDEST)])
}

const isAll = (tape: Tape, seen: number): boolean => tape.ended && tape.ready <= seen

/** One side has few items left: the other, however long, is passed over until one of them comes. */
async function skipOver(long: Tape, short: Tape, found: Found): Promise<void> {
  const [longAt, shortAt] = [long.passed + 1, short.passed + 1]
  const left = firstPlaces(short.slice(short.ready))
  const { kept, count } = await passUntil(long, left)
  const few = short.slice(left.get(long.item(0) ?? '')?.index ?? short.ready)
  short.drop(few.length)
  const [here, there] = [
    { items: kept, count, at: longAt },
    { items: few, count: few.length, at: shortAt },
  ]
  if (long.first) found.addSides(here, there)
  else found.addSides(there, here)
}

async function passUntil(tape: Tape, wanted: ReadonlyMap<string, unknown>): Promise<{ kept: string[]; count: number }> {
  const kept: string[] = []
  let count = 0
  while ((await tape.fill(1)) > 0) {
    while (tape.ready > 0) {
      const item = tape.item(0) ?? ''
      if (wanted.has(item)) return { kept, count }
      if (kept.length < SKIPPED_KEPT) kept.push(item)
      count += 1
      tape.drop(1)
    }
  }
  return { kept, count }
}

async function takeRest(chain: Tape, text: Tape, found: Found): Promise<void> {
  const [left, right] = [await chain.fill(1), await text.fill(1)]
  if (left > 0) await skipOver(chain, text, found)
  else if (right > 0) await skipOver(text, chain, found)
}

/** The nearest item that stands once in both, else any that stands in both; nearness first, then the least shift. */
function findAnchor(left: readonly string[], right: readonly string[]): readonly [number, number] | undefined {
  const [places, others] = [firstPlaces(left), firstPlaces(right)]
  return nearest(places, others, true) ?? nearest(places, others, false)
}

interface Seen {
  readonly index: number
  more: boolean
}

function firstPlaces(items: readonly string[]): Map<string, Seen> {
  const places = new Map<string, Seen>()
  for (const [index, item] of items.entries()) {
    const seen = places.get(item)
    if (seen) seen.more = true
    else if (item !== '') places.set(item, { index, more: false })
  }
  return places
}

function nearest(
  left: Map<string, Seen>,
  right: Map<string, Seen>,
  once: boolean,
): readonly [number, number] | undefined {
  let best: readonly [number, number] | undefined
  let cost = Number.POSITIVE_INFINITY
  for (const [item, { index: j, more }] of right) {
    if (j > cost) break
    const other = left.get(item)
    if (other === undefined || (once && (more || other.more))) continue
    const here = other.index + j + Math.abs(other.index - j) / 1e9
    if (here < cost) [best, cost] = [[other.index, j], here]
  }
  return best
}

interface Side {
  readonly items: readonly string[]
  readonly count: number
  readonly at: number
}

/** Keeps hunks up to the limit, and their items up to another. */
class Found {
  readonly hunks: Hunk[] = []
  further = 0
  #kept = 0

  take(chain: Tape, text: Tape, [i, j]: readonly [number, number]): void {
    const [entry, line] = [chain.passed + 1, text.passed + 1]
    this.add({ entry, line, removed: chain.slice(i), removedCount: i, inserted: text.slice(j), insertedCount: j })
    chain.drop(i)
    text.drop(j)
  }

  addSides(gone: Side, come: Side): void {
    this.add({
      entry: gone.at,
      line: come.at,
      removed: gone.items,
      removedCount: gone.count,
      inserted: come.items,
      insertedCount: come.count,
    })
  }

  add(hunk: Hunk): void {
    if (hunk.removedCount + hunk.insertedCount === 0) return
    if (this.hunks.length === MOST_HUNKS) {
      this.further += 1
      return
    }
    const room = Math.max(1, MOST_KEPT - this.#kept)
    const kept = { ...hunk, removed: hunk.removed.slice(0, room), inserted: hunk.inserted.slice(0, room) }
    this.#kept += kept.removed.length + kept.inserted.length
    this.hunks.push(kept)
  }
}
