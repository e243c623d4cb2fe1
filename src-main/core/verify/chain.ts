import { GENESIS, hasDigests, linkHash } from '../bundle/chain-text.ts'
import type { ChainEntry, Sha256OfText } from '../bundle/chain-text.ts'
import { align } from './align.ts'
import type { Alignment } from './align.ts'

/** A place where a chain file disagrees with itself: entry `place` (from 1 in the file) says `found` where `expected` follows. */
export interface ChainBreak {
  readonly place: number
  readonly what: 'number' | 'link' | 'unreadable'
  readonly expected: string
  readonly found: string
}

/** What a log and its chain say of each other. `alignment.entries` counts the closing entry, as `lines` counts the closing line. */
export interface ChainComparison {
  readonly alignment: Alignment
  readonly breaks: readonly ChainBreak[]
  readonly furtherBreaks: number
  /** The last link as the chain file states it; '' where it has none. */
  readonly lastLink: string
}

export interface ChainSources {
  /** SHA-256 of each line of the log, in order. */
  readonly lineHashes: AsyncIterable<readonly string[]>
  readonly entries: AsyncIterable<readonly ChainEntry[]>
  /** SHA-256 of the line of `export.json`; undefined where there is none to compare with. */
  readonly closing: string | undefined
  readonly sha256: Sha256OfText
}

const MOST_BREAKS = 1000

/**
 * Holds a log against its chain file and the chain file against itself, in one pass and bounded memory. After a break it goes on
 * with the link the file states, so one wrong link is one break.
 */
export async function compareChain({ lineHashes, entries, closing, sha256 }: ChainSources): Promise<ChainComparison> {
  const walk = new ChainWalk(sha256)
  const alignment = await align(walk.follow(entries), withClosing(lineHashes, closing))
  return { alignment, breaks: walk.breaks, furtherBreaks: walk.further, lastLink: walk.link }
}

async function* withClosing(lineHashes: AsyncIterable<readonly string[]>, closing: string | undefined) {
  yield* lineHashes
  if (closing !== undefined) yield [closing]
}

class ChainWalk {
  readonly breaks: ChainBreak[] = []
  further = 0
  link = ''
  readonly #sha256: Sha256OfText
  #previous = GENESIS
  /** Where the last link was wrong: what it should have been, in case the next one was made after it. */
  #instead: string | undefined
  #entry = 0
  #place = 0

  constructor(sha256: Sha256OfText) {
    this.#sha256 = sha256
  }

  async *follow(batches: AsyncIterable<readonly ChainEntry[]>): AsyncGenerator<string[]> {
    for await (const batch of batches) {
      const hashes: string[] = []
      for (const entry of batch) {
        hashes.push(this.#step(entry) ? entry.lineHash : '')
      }
      yield hashes
    }
  }

  /** False where the line is no entry. */
  #step(one: ChainEntry): boolean {
    this.#place += 1
    const { entry, lineHash, link } = one
    const follows = entry === -1 ? '' : linkHash(this.#previous, lineHash, this.#sha256)
    if (entry === -1 || (follows !== link && !hasDigests(one))) return this.#unreadable()
    if (entry !== this.#entry + 1) this.#note('number', String(this.#entry + 1), String(entry))
    if (follows === link) this.#instead = undefined
    else this.#wrongLink(follows, lineHash, link)
    this.#entry = entry
    this.#previous = link
    this.link = link
    return true
  }

  #unreadable(): boolean {
    this.#note('unreadable', '', '')
    this.#entry += 1
    return false
  }

  #wrongLink(follows: string, lineHash: string, link: string): void {
    const mended = this.#instead !== undefined && linkHash(this.#instead, lineHash, this.#sha256) === link
    if (!mended) this.#note('link', follows, link)
    this.#instead = mended ? undefined : follows
  }

  #note(what: ChainBreak['what'], expected: string, found: string): void {
    if (this.breaks.length === MOST_BREAKS) this.further += 1
    else this.breaks.push({ place: this.#place, what, expected, found })
  }
}

/** Which of the wanted line hashes the chain knows: a line that was added twice is told from a foreign one. */
export async function knownHashes(
  entries: AsyncIterable<readonly ChainEntry[]>,
  wanted: ReadonlySet<string>,
): Promise<Set<string>> {
  const known = new Set<string>()
  if (wanted.size === 0) return known
  for await (const batch of entries) {
    for (const { lineHash } of batch) if (wanted.has(lineHash)) known.add(lineHash)
  }
  return known
}
